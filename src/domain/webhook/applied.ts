/** One of our records that an event is about. */
export interface Touched {
  readonly userId: string;
  /** Whether it is another state than before. */
  readonly changed: boolean;
}

/** What became of an event. */
export interface Applied {
  /** The records that were brought up to date. */
  readonly touched: readonly Touched[];
  /** False: it is kept open, because there is no record yet that it is about, or the provider could not be asked. */
  readonly settled: boolean;
}

export const NOT_SETTLED: Applied = { touched: [], settled: false };

/** The provider waits for its answer meanwhile, and wants it within a second. */
export const CONFIRM_MS = 800;
/** How often somebody else may come in between. */
export const MAX_TRIES = 5;
