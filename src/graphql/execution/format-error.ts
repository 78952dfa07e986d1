import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { StorageUnavailableError } from '../../domain/document/document-ports.js';
import { ApiError } from '../../domain/kernel/api-error.js';
import { STORE_RETRY_AFTER_S, StoreUnavailableError } from '../../domain/kernel/store-unavailable.js';
import { SealedValueError } from '../../domain/personal-data/sealer.js';
import { ProviderError } from '../../domain/provider/provider-error.js';
import { ERROR_CODES, REQUEST_ERROR_CODES } from './error-codes.js';
import { type FailureLog, logFailure } from './failure-log.js';
import { toRequestMessage } from './request-message.js';
import { findValidationFault } from './validation-fault.js';

export interface FormatErrorOptions {
  readonly log: FailureLog;
  /** Whether messages about unknown fields and arguments may go with "Did you mean …". */
  readonly suggests: (error: object) => boolean;
}

export type ErrorFormatter = (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;

interface PublicError {
  readonly message: string;
  readonly extensions: PublicExtensions;
}

/** All that may stand in `extensions`. `retryAfter` is in seconds. */
interface PublicExtensions {
  readonly code: string;
  readonly field?: string;
  readonly providerId?: string;
  readonly retryable?: boolean;
  readonly retryAfter?: number;
  readonly requestId?: string;
}

const REQUEST_CODES: ReadonlySet<string> = new Set(REQUEST_ERROR_CODES);

/** Apollo gives these faults of persisted queries the status 400 but no code. */
const CODELESS_REQUEST_FAULTS = new Set(['Unsupported persisted query version', 'provided sha does not match query']);

/** A value that reaches an argument through a variable can still be missing there. */
const LATE_ARGUMENT_FAULT =
  /^Argument "(\w+)" of (?:required type "[^"]+" was (?:not provided|provided the variable)|non-null type "[^"]+" must not be null)/;

/**
 * Apollo Server's `formatError`: what a client may learn of an error. Codes come from one closed list, extensions from
 * an allow-list, messages about the request are rebuilt without its values, and everything unexpected becomes
 * `Internal error`, with name and stack written to the log.
 */
export function createErrorFormatter(options: FormatErrorOptions): ErrorFormatter {
  return (formatted, error) => {
    const { message, extensions } = toPublicError(formatted, error, options);
    return {
      message,
      ...(formatted.locations ? { locations: formatted.locations } : {}),
      ...(formatted.path ? { path: formatted.path } : {}),
      extensions: { ...extensions },
    };
  };
}

function toPublicError(formatted: GraphQLFormattedError, error: unknown, options: FormatErrorOptions): PublicError {
  const causes = [...listCauses(error)];
  for (const cause of causes) {
    if (cause instanceof SealedValueError) return toUnreadable(cause, formatted, options);
    if (cause instanceof StorageUnavailableError) return toNoStorage(cause, formatted, options);
    const known = toKnownError(cause);
    if (known) return known;
  }
  const code = String(formatted.extensions?.code ?? 'INTERNAL_SERVER_ERROR');
  const graphqlError = error instanceof GraphQLError ? error : null;
  if (graphqlError && ERROR_CODES.has(code) && code !== 'INTERNAL_SERVER_ERROR') {
    return toCodedError(graphqlError, code, options);
  }
  const late = graphqlError && toLateRequestFault(graphqlError.message);
  if (late) return late;
  const requestId = readString(formatted.extensions?.requestId);
  logFailure(options.log, causes.at(-1) ?? error, { path: formatted.path, requestId });
  return {
    message: 'Internal error',
    extensions: { code: 'INTERNAL_SERVER_ERROR', ...(requestId === undefined ? {} : { requestId }) },
  };
}

/** The error and what it was made of, outermost first. */
function* listCauses(error: unknown): Generator<Error> {
  const seen = new Set<Error>();
  let current = error;
  while (current instanceof Error && !seen.has(current)) {
    seen.add(current);
    yield current;
    current = current instanceof GraphQLError ? current.originalError : undefined;
  }
}

/** Where and why goes to the log, for somebody may have altered the database; whose it was and what it was does not. */
function toUnreadable(
  { table, column, reason }: SealedValueError,
  { path, extensions }: GraphQLFormattedError,
  { log }: FormatErrorOptions,
): PublicError {
  const requestId = readString(extensions?.requestId);
  log.error({ table, column, reason, path: path?.join('.'), requestId }, 'a sealed value does not open');
  return { message: 'A kept value cannot be read.', extensions: { code: 'DATA_UNREADABLE', retryable: false } };
}

function toNoStorage(
  { message, reason }: StorageUnavailableError,
  { path, extensions }: GraphQLFormattedError,
  { log }: FormatErrorOptions,
): PublicError {
  const requestId = readString(extensions?.requestId);
  log.error({ reason, path: path?.join('.'), requestId }, 'files cannot be stored or read');
  return { message, extensions: { code: 'STORAGE_UNAVAILABLE', retryable: true } };
}

function toKnownError(error: Error): PublicError | null {
  if (error instanceof ApiError) {
    const field = error.field === undefined ? {} : { field: error.field };
    return { message: error.message, extensions: { code: error.code, ...field } };
  }
  if (error instanceof StoreUnavailableError) {
    const { message, retryable } = error;
    const retryAfter = retryable ? { retryAfter: STORE_RETRY_AFTER_S } : {};
    return { message, extensions: { code: 'SERVICE_UNAVAILABLE', retryable, ...retryAfter } };
  }
  if (error instanceof ProviderError) {
    const { code, providerId, retryable, field, retryAfterMs } = error;
    return {
      message: error.message,
      extensions: {
        code,
        providerId,
        retryable,
        ...(field === undefined ? {} : { field }),
        ...(retryAfterMs === undefined ? {} : { retryAfter: Math.ceil(retryAfterMs / 1_000) }),
      },
    };
  }
  const fault = findValidationFault(error) ?? findUploadFault(error);
  return fault && { message: fault.message, extensions: { code: 'BAD_USER_INPUT', ...toField(fault.field) } };
}

/** The multipart reader follows the http-errors convention; its messages quote what the client sent. */
function findUploadFault(error: Error): { message: string; field?: string } | null {
  const refusal = 'expose' in error && error.expose === true && 'status' in error && Number(error.status) < 500;
  return refusal ? { message: 'The upload could not be read to its end.' } : null;
}

function toCodedError(error: GraphQLError, code: string, { suggests }: FormatErrorOptions): PublicError {
  if (code === 'OPERATION_RESOLUTION_FAILURE') {
    return { message: 'The operation to run is not clear: name one of the document.', extensions: { code } };
  }
  const { extensions } = error;
  if (REQUEST_CODES.has(code)) {
    const rebuilt = toRequestMessage(error, { suggestions: suggests(error) });
    return {
      message: rebuilt.message,
      extensions: { code, ...toField(readString(extensions.field) ?? rebuilt.field) },
    };
  }
  return { message: error.message, extensions: { code, ...toAllowedExtensions(extensions) } };
}

function toLateRequestFault(message: string): PublicError | null {
  if (CODELESS_REQUEST_FAULTS.has(message)) return { message, extensions: { code: 'BAD_REQUEST' } };
  const field = LATE_ARGUMENT_FAULT.exec(message)?.[1];
  if (field === undefined) return null;
  return { message: `Value at "${field}" is not valid: must be given`, extensions: { code: 'BAD_USER_INPUT', field } };
}

function toAllowedExtensions(extensions: Readonly<Record<string, unknown>>): Omit<PublicExtensions, 'code'> {
  const { field, providerId, retryable, retryAfter } = extensions;
  return {
    ...toField(readString(field)),
    ...(typeof providerId === 'string' ? { providerId } : {}),
    ...(typeof retryable === 'boolean' ? { retryable } : {}),
    ...(typeof retryAfter === 'number' ? { retryAfter } : {}),
  };
}

function toField(field: string | undefined): { field?: string } {
  return field === undefined ? {} : { field };
}

function readString(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
