import type { Sealer } from './sealer.js';

/**
 * Finds a sealed value again without opening anything: equal texts of one column have equal indexes, and nobody without
 * the key can tell which text an index stands for. Indexes outlive a rotation of the sealing keys.
 */
export interface BlindIndexer {
  /** Printable, of fixed length; `text` in the form in which it is compared. */
  index(text: string, place: { readonly table: string; readonly column: string }): string;
}

/** What a table with sealed columns needs. */
export interface Vault {
  readonly sealer: Sealer;
  readonly indexer: BlindIndexer;
}
