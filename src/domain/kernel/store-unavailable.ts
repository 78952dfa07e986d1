/**
 * Our own records cannot be read or written just now: the database is stopped, out of reach, out of connections, or a
 * lock was not given in time. Trying again may help; the message holds no statement and no value.
 */
export class StoreUnavailableError extends Error {
  override readonly name: string = 'StoreUnavailableError';
  readonly retryable: boolean = true;

  constructor(options?: { readonly cause?: unknown }) {
    super('The gateway cannot reach its own records just now. Try again.', options);
  }
}

/** When to try again: a database that restarts takes about as long. */
export const STORE_RETRY_AFTER_S = 1;

/** Likewise, but after something was sent to a provider: to send it again could do and cost everything twice. */
export class CommandNotKeptError extends StoreUnavailableError {
  override readonly name = 'CommandNotKeptError';
  override readonly retryable = false;
  override readonly message =
    'Something was sent to a provider, and what became of it could not be kept. Look at the record before sending it again.';
}
