import { EntitySchema } from 'typeorm';
import * as c from './columns.js';

/** Proof of the keys that the database was filled with: see `checkVault` and `checkAuditKey`. */
export const VaultMarkEntity = new EntitySchema({
  name: 'VaultMark',
  tableName: 'vault_marks',
  columns: {
    name: { ...c.text, primary: true },
    /** Null for a key that seals nothing. */
    sealed: c.optionalSealedText,
    indexed: c.text,
  },
});
