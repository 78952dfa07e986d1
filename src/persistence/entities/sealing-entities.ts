import { EntitySchema } from 'typeorm';
import * as c from './columns.js';

/** Proof of the keys that the database was filled with: see `checkVault`. */
export const VaultMarkEntity = new EntitySchema({
  name: 'VaultMark',
  tableName: 'vault_marks',
  columns: {
    name: { ...c.text, primary: true },
    sealed: c.sealedText,
    indexed: c.text,
  },
});
