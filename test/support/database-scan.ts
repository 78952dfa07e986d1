import type { DataSource } from 'typeorm';
import { rowOf, toSealedTable } from '../../src/persistence/sealing/sealed-table.js';
import type { KeyRing } from '../../src/security/key-ring.js';

/** A value of a row, and where it stands, e.g. `users.email`. */
export interface FoundValue {
  readonly column: string;
  readonly text: string;
}

/** Every value of every table, as it is stored. */
export async function readEveryValue(database: DataSource): Promise<readonly FoundValue[]> {
  const columns: { schema: string; table: string; column: string }[] = await database.query(
    `SELECT table_schema AS schema, table_name AS table, column_name AS column FROM information_schema.columns
     WHERE table_schema NOT IN ('pg_catalog', 'information_schema')`,
  );
  const found: FoundValue[] = [];
  for (const { schema, table, column } of columns) {
    const values: { text: string }[] = await database.query(
      `SELECT "${column}"::text AS text FROM "${schema}"."${table}" WHERE "${column}" IS NOT NULL`,
    );
    for (const { text } of values) found.push({ column: `${table}.${column}`, text });
  }
  return found;
}

/** Every sealed value, opened. */
export async function openEveryValue(database: DataSource, sealer: KeyRing): Promise<readonly FoundValue[]> {
  const found: FoundValue[] = [];
  for (const table of database.entityMetadatas.map(toSealedTable)) {
    const rows: Record<string, string | null>[] = await database.query(`SELECT * FROM ${table.table}`);
    for (const row of rows) {
      const place = { table: table.table, row: rowOf(table, ({ name }) => row[name]) };
      for (const { name: column } of table.fields) {
        const sealed = row[column];
        if (typeof sealed !== 'string') continue;
        found.push({ column: `${table.table}.${column}`, text: sealer.open(sealed, { ...place, column }) });
      }
    }
  }
  return found;
}
