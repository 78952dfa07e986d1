import type { DataSource } from 'typeorm';
import { SealedValueError, type Sealer } from '../../domain/personal-data/sealer.js';
import { rewriteRows } from './rewrite-rows.js';
import { rowOf, type SealedTable, toSealedTable } from './sealed-table.js';

/** What a rotation did to one place where sealed values are kept. */
export interface Rotated {
  readonly place: string;
  /** Rows or files that were brought under the current key. */
  readonly rewrapped: number;
  /** How many values are under each key now. */
  readonly byKeyId: ReadonlyMap<string, number>;
}

/**
 * Brings every sealed value of every table under the current key, while gateways read and write: what a row holds is
 * replaced only if it still holds it. Values that do not open are left, and counted under the key they name. May be cut
 * short and run again: rows that are done are not read again.
 */
export async function rotateRows(dataSource: DataSource, sealer: Sealer, currentKeyId: string): Promise<Rotated[]> {
  const rotated: Rotated[] = [];
  for (const metadata of dataSource.entityMetadatas) {
    const table = toSealedTable(metadata);
    if (table.fields.length === 0) continue;
    const columns = table.fields.map(({ name }) => name);
    const rewrapped = await rewriteRows(dataSource, {
      table,
      columns,
      condition: columns.map((name) => `${keyIdIn(name)} <> $1`).join(' OR '),
      parameters: [currentKeyId],
      rewrite: (row) => rewrap(sealer, table, row),
    });
    rotated.push({ place: table.table, rewrapped, byKeyId: await countByKeyId(dataSource, table) });
  }
  return rotated;
}

function rewrap(sealer: Sealer, table: SealedTable, row: Readonly<Record<string, unknown>>): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const { name } of table.fields) {
    const sealed = row[name];
    if (typeof sealed !== 'string') continue;
    try {
      const text = sealer.rewrap(sealed, {
        table: table.table,
        row: rowOf(table, (key) => row[key.name]),
        column: name,
      });
      if (text !== null) texts[name] = text;
    } catch (error) {
      if (!(error instanceof SealedValueError)) throw error;
    }
  }
  return texts;
}

async function countByKeyId(dataSource: DataSource, { table, fields }: SealedTable): Promise<Map<string, number>> {
  const rows: { key_id: string; count: string }[] = await dataSource.query(
    `SELECT key_id, count(*) FROM (${fields
      .map(({ name }) => `SELECT ${keyIdIn(name)} AS key_id FROM ${table} WHERE ${name} IS NOT NULL`)
      .join(' UNION ALL ')}) AS sealed GROUP BY key_id`,
  );
  return new Map(rows.map(({ key_id, count }) => [key_id, Number(count)]));
}

/** The second part of a sealed text; what is not sealed has none. */
function keyIdIn(column: string): string {
  return `split_part(${column}, '.', 2)`;
}
