import type { DataSource } from 'typeorm';
import { SealedValueError } from '../../domain/personal-data/sealer.js';
import type { Vault } from '../../domain/personal-data/vault.js';
import { VaultMismatchError } from './vault-mismatch.errors.js';

const NAME = 'vault';
const SEALED = { table: 'vault_marks', row: NAME, column: 'sealed' };
const INDEXED = { table: 'vault_marks', column: 'indexed' };

/**
 * Leaves a mark made with the keys on the first start, and looks at it on every other: with other keys people would not
 * be found, and be registered a second time, before anybody noticed. Throws `VaultMismatchError`.
 */
export async function checkVault(dataSource: DataSource, { sealer, indexer }: Vault): Promise<void> {
  const [mark]: { sealed: string; indexed: string }[] = await dataSource.query(
    'SELECT sealed, indexed FROM vault_marks WHERE name = $1',
    [NAME],
  );
  const indexed = indexer.index(NAME, INDEXED);
  if (mark === undefined) {
    const sealed = sealer.seal(NAME, SEALED);
    await dataSource.query('INSERT INTO vault_marks (name, sealed, indexed) VALUES ($1, $2, $3)', [
      NAME,
      sealed,
      indexed,
    ]);
    return;
  }
  if (mark.indexed !== indexed) throw new VaultMismatchError('BLIND_INDEX_KEY');
  try {
    sealer.open(mark.sealed, SEALED);
  } catch (error) {
    if (error instanceof SealedValueError) throw new VaultMismatchError('DATA_KEYS');
    throw error;
  }
}
