import { PROVIDER_ERROR_CODES } from '../../domain/provider/provider-error.js';

/** The faults of a request that Apollo and graphql-js report; their messages are rebuilt before they go out. */
export const REQUEST_ERROR_CODES = [
  'BAD_REQUEST',
  'BAD_USER_INPUT',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
] as const;

/** Every value that `extensions.code` can have. */
export const ERROR_CODES: ReadonlySet<string> = new Set([
  ...REQUEST_ERROR_CODES,
  ...PROVIDER_ERROR_CODES,
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'CONFLICT',
  'LIMIT_EXCEEDED',
  'RATE_LIMITED',
  'SERVICE_UNAVAILABLE',
  'OVERLOADED',
  'OPERATION_TOO_COMPLEX',
  'DOCUMENT_NOT_TRUSTED',
  'DATA_UNREADABLE',
  'STORAGE_UNAVAILABLE',
  'CAPABILITY_UNAVAILABLE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'INTERNAL_SERVER_ERROR',
]);
