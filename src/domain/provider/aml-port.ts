import type { CallContext } from '../kernel/call-context.js';

/** What the provider found about a person in anti-money-laundering lists. Lists are empty where it says nothing. */
export interface AmlResults {
  /** The provider's number of the search. */
  readonly searchId: string | null;
  /** The provider's word for what was searched for, e.g. `person`. */
  readonly type: string | null;
  readonly names: readonly string[];
  readonly aliases: readonly string[];
  readonly formerNames: readonly string[];
  readonly potentialAliases: readonly string[];
  /** Company registration numbers. */
  readonly registrationNumbers: readonly string[];
  /** Masked: the last four characters. */
  readonly idNumbers: readonly string[];
  /** Masked: the last four characters. */
  readonly passportNumbers: readonly string[];
  /** YYYY, YYYY-MM or YYYY-MM-DD: lists often know the year alone. */
  readonly datesOfBirth: readonly string[];
  readonly datesOfDeath: readonly string[];
  readonly genders: readonly string[];
  readonly nationalities: readonly string[];
}

/** Anti-money-laundering screening of an applicant: for staff, and no decision is ever derived from it. */
export interface AmlPort {
  getAmlResults(providerApplicantId: string, context: CallContext): Promise<AmlResults>;
}
