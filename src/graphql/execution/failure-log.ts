/** The part of a pino logger that is used for masked failures. */
export interface FailureLog {
  error(fields: object, message: string): void;
}

/** Errors of the language itself, whose messages speak of code and not of data. */
const PROGRAMMING_ERRORS = new Set(['TypeError', 'ReferenceError']);

const MAX_FRAMES = 12;

/**
 * Writes name, code and stack frames of an unexpected failure. The message goes along only for errors of the language:
 * drivers and parsers put values into theirs.
 */
export function logFailure(
  log: FailureLog,
  error: unknown,
  where: { path?: ReadonlyArray<string | number>; requestId?: string },
): void {
  const known = error instanceof Error ? error : null;
  log.error(
    {
      err: {
        name: known?.name ?? typeof error,
        code: known && 'code' in known && typeof known.code === 'string' ? known.code : undefined,
        message: known && PROGRAMMING_ERRORS.has(known.name) ? known.message : undefined,
        stack: known ? listFrames(known) : undefined,
      },
      path: where.path?.join('.'),
      requestId: where.requestId,
    },
    'unexpected failure while answering a request',
  );
}

function listFrames(error: Error): string {
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return frames.slice(0, MAX_FRAMES).join('\n');
}
