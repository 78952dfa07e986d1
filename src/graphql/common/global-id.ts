import { ApiError } from '../../domain/kernel/api-error.js';

export const NODE_TYPES = ['User', 'Applicant', 'Runner', 'Document', 'Verification'] as const;
export type NodeType = (typeof NODE_TYPES)[number];

/** Records that have an opaque id and are no `Node`. */
const OTHER_TYPES = ['ApiKey', 'Erasure', 'ExternalIdentity', 'Session'] as const;
export type RecordType = NodeType | (typeof OTHER_TYPES)[number];

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const MAX_LENGTH = 100;

export function toGlobalId(type: RecordType, id: string): string {
  return Buffer.from(`${type}:${id}`).toString('base64url');
}

/** Reads an id of any node type. Throws BAD_USER_INPUT that names the field. */
export function parseGlobalId(globalId: string, field: string): { readonly type: NodeType; readonly id: string } {
  return parseIdOf(NODE_TYPES, globalId, field);
}

function parseIdOf<T extends RecordType>(
  types: readonly T[],
  globalId: string,
  field: string,
): { readonly type: T; readonly id: string } {
  const text = globalId.length <= MAX_LENGTH ? Buffer.from(globalId, 'base64url').toString('utf8') : '';
  const [prefix, id, ...rest] = text.split(':');
  const type = types.find((known) => known === prefix);
  if (
    type === undefined ||
    id === undefined ||
    rest.length > 0 ||
    !UUID.test(id) ||
    toGlobalId(type, id) !== globalId
  ) {
    throw new ApiError('BAD_USER_INPUT', `"${field}" is not an id of this API.`, field);
  }
  return { type, id };
}

/** Reads an id that must belong to the given type. */
export function fromGlobalId(type: RecordType, globalId: string, field: string): string {
  const parsed = parseIdOf<RecordType>([...NODE_TYPES, ...OTHER_TYPES], globalId, field);
  if (parsed.type !== type) throw new ApiError('BAD_USER_INPUT', `"${field}" is not the id of a ${type}.`, field);
  return parsed.id;
}

export function fromOptionalGlobalId(
  type: NodeType,
  globalId: string | null | undefined,
  field: string,
): string | null {
  return globalId == null ? null : fromGlobalId(type, globalId, field);
}
