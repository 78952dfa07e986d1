/** Where a sealed value lives. A value opens only in the place it was sealed for, so that rows cannot be swapped. */
export interface SealedPlace {
  readonly table: string;
  /** The row's primary key as text. */
  readonly row: string;
  readonly column: string;
}

/**
 * Personal data at rest. Every value is sealed under a data key of its own, which a key of the ring wraps: after a
 * rotation only the wrapping changes.
 */
export interface Sealer {
  /** Printable text without spaces; different each time. */
  seal(value: string, place: SealedPlace): string;
  /** Throws `SealedValueError` when the text was altered, belongs elsewhere or its key is not on the ring. */
  open(sealed: string, place: SealedPlace): string;
  /** The same value wrapped by the current key; null when it already is. Throws `SealedValueError`. */
  rewrap(sealed: string, place: SealedPlace): string | null;
  /** The id of the key that a text is sealed by; null for a text that is not sealed at all. */
  keyIdOf(text: string): string | null;
}

/** A sealed value that cannot be opened. Never carries the value, sealed or not. */
export class SealedValueError extends Error {
  override readonly name = 'SealedValueError';

  readonly table: string;
  readonly column: string;

  constructor(
    readonly reason: 'ALTERED' | 'UNKNOWN_KEY' | 'MALFORMED',
    { table, column }: SealedPlace,
  ) {
    super(`The sealed value in ${table}.${column} cannot be opened: ${reason}.`);
    this.table = table;
    this.column = column;
  }
}
