import { EntitySchema } from 'typeorm';
import * as c from './columns.js';

/** The columns whose rows of older versions are all sealed: see `sealExistingRows`. */
export const SealedColumnEntity = new EntitySchema({
  name: 'SealedColumn',
  tableName: 'sealed_columns',
  columns: {
    tableName: { ...c.text, primary: true },
    columnName: { ...c.text, primary: true },
    sealedAt: c.instant,
  },
});

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
