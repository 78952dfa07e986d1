/**
 * The embedded PostgreSQL cannot be started or kept. The message names the folder or package at fault and the setting
 * that helps; it never holds credentials or stored values.
 */
export class EmbeddedDatabaseError extends Error {
  override readonly name: string = 'EmbeddedDatabaseError';
}

/** Another living gateway holds the data folder. */
export class EmbeddedDatabaseInUseError extends EmbeddedDatabaseError {
  override readonly name = 'EmbeddedDatabaseInUseError';

  constructor(
    /** Absolute path of the folder that is held. */
    readonly folder: string,
    /** Process that holds it. */
    readonly pid: number,
  ) {
    super(
      `The data folder ${folder} is in use by another gateway (process ${pid}). Stop that one first, or set KYC_DATA_DIR ` +
        'to another folder for this one, or set DATABASE_URL to a PostgreSQL both can share.',
    );
  }
}

const ADVICE = 'Set KYC_DATA_DIR to a folder this user may write, or DATABASE_URL to a PostgreSQL of your own.';

/** A file system failure on `folder`, told with its errno code only. */
export function toFolderError(folder: string, cause: unknown): EmbeddedDatabaseError {
  if (cause instanceof EmbeddedDatabaseError) return cause;
  const code = errnoCode(cause) ?? 'unknown error';
  return new EmbeddedDatabaseError(`The data folder ${folder} cannot be created or written (${code}). ${ADVICE}`, {
    cause,
  });
}

/** `ENOENT`, `EACCES`… of a Node.js system error; undefined for anything else. */
export function errnoCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
