import { CommandNotKeptError, StoreUnavailableError } from '../../domain/kernel/store-unavailable.js';

/** How far one request got, for what it may be told when our own records are out of reach. */
export class RequestProgress {
  #commanded = false;
  #trouble: StoreUnavailableError | null = null;

  /** Something that must not be repeated blindly is about to be sent. */
  readonly command = (): void => {
    this.#commanded = true;
  };

  /** @throws StoreUnavailableError when a step of this request met it before: the next one would only wait as long */
  async step<T>(work: () => T | Promise<T>): Promise<T> {
    if (this.#trouble !== null) throw this.#trouble;
    try {
      return await work();
    } catch (error) {
      if (error instanceof StoreUnavailableError) this.#trouble = error;
      throw error;
    }
  }

  /** The error as the caller of a mutation may be told: "try again" only where nothing was sent. */
  judge(error: Error): Error {
    return this.#commanded && error instanceof StoreUnavailableError
      ? new CommandNotKeptError({ cause: error })
      : error;
  }
}
