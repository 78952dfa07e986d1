import type { ValueTransformer } from 'typeorm';

/**
 * Marks a column whose text is sealed; `Table` seals and opens, since the place of a value includes its row, which
 * TypeORM's transformers do not see.
 */
export class SealedColumn implements ValueTransformer {
  constructor(
    /** The value as text, before it is sealed. */
    readonly encode: (value: unknown) => string,
    readonly decode: (text: string) => unknown,
  ) {}

  to(value: unknown): unknown {
    return value;
  }

  from(value: unknown): unknown {
    return value;
  }
}

/** Marks a column that holds the blind index of a sealed one. It is no part of the record. */
export class BlindIndexColumn implements ValueTransformer {
  constructor(
    /** The property that is indexed. */
    readonly source: string,
    /** The text to compare, of that property's value; null: nothing to find. */
    readonly comparable: (value: unknown) => string | null,
  ) {}

  to(value: unknown): unknown {
    return value;
  }

  from(value: unknown): unknown {
    return value;
  }
}
