/** What a caller of the API can do wrong; clients see it in `extensions.code`. */
export type ApiErrorCode =
  /** Seen only while the request was being answered: a multipart body that is not well formed. */
  | 'BAD_REQUEST'
  | 'BAD_USER_INPUT'
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'CONFLICT'
  | 'LIMIT_EXCEEDED'
  /** No configured provider can do what was asked. */
  | 'CAPABILITY_UNAVAILABLE';

/** A refusal that the caller may read as it stands: the message names no personal value, no token and no internals. */
export class ApiError extends Error {
  constructor(
    readonly code: ApiErrorCode,
    message: string,
    /** The input that was refused, as a path of argument and field names, e.g. `input.pan`. */
    readonly field?: string,
  ) {
    super(message);
    this.name = 'ApiError';
  }
}
