import type { DataSource } from 'typeorm';
import { VaultMismatchError } from '../sealing/vault-mismatch.errors.js';
import type { ChainMac } from './chain-row.js';

const NAME = 'audit';

/**
 * Leaves a mark made with the key on the first start, and looks at it on every other: rows hashed with two keys would
 * prove nothing. Throws `VaultMismatchError`.
 */
export async function checkAuditKey(dataSource: DataSource, mac: ChainMac): Promise<void> {
  const mine = mac(NAME);
  const [mark]: { indexed: string }[] = await dataSource.query(
    `WITH made AS (
       INSERT INTO vault_marks (name, indexed) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING indexed
     ) SELECT indexed FROM made UNION ALL SELECT indexed FROM vault_marks WHERE name = $1`,
    [NAME, mine],
  );
  if (mark?.indexed !== mine) throw new VaultMismatchError('AUDIT_KEY');
}
