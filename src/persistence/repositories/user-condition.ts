import type { UserFilter } from '../../domain/user/user-repository.js';

/** A condition that follows WHERE, with what its $1, $2, … stand for. */
export interface Condition {
  readonly condition: string;
  readonly parameters: readonly unknown[];
}

/** `indexOf` makes the blind index of a value. */
export function toCondition(filter: UserFilter, indexOf: (index: string, value: string) => string | null): Condition {
  const parameters: unknown[] = [];
  const parts = ['true'];
  const where = (part: string, value: unknown) => {
    parameters.push(value);
    parts.push(part.replace('?', `$${parameters.length}`));
  };
  const { email, mobile, role, suspended, createdAfter } = filter;
  if (email != null) where('email_index = ?', indexOf('emailIndex', email));
  if (mobile != null) where('mobile_index = ?', indexOf('mobileIndex', mobile));
  if (role != null) where('? = ANY(roles)', role);
  // Lets the index of the few others be used.
  if (role != null && role !== 'CUSTOMER') parts.push(`roles <> '{CUSTOMER}'`);
  if (suspended != null) parts.push(`suspended_at IS ${suspended ? 'NOT NULL' : 'NULL'}`);
  if (createdAfter != null) where('created_at > ?', createdAfter);
  return { condition: parts.join(' AND '), parameters };
}
