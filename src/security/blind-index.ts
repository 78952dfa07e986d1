import type { BlindIndexer } from '../domain/personal-data/vault.js';
import { keyedHash } from './keyed-hash.js';

/** HMAC-SHA-256 with a key for each column, so that indexes of two columns cannot be compared. */
export class KeyedBlindIndexer implements BlindIndexer {
  readonly #hashes = new Map<string, (text: string) => string>();

  constructor(private readonly secret: string) {}

  index(text: string, { table, column }: { readonly table: string; readonly column: string }): string {
    const purpose = `blind-index:${table}.${column}`;
    let hash = this.#hashes.get(purpose);
    if (hash === undefined) {
      hash = keyedHash(this.secret, purpose);
      this.#hashes.set(purpose, hash);
    }
    return hash(text);
  }
}
