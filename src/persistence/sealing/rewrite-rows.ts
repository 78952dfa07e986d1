import type { DataSource } from 'typeorm';
import type { SealedTable } from './sealed-table.js';

type Row = Readonly<Record<string, unknown>>;

const BATCH_ROWS = 500;

export interface Rewriting {
  readonly table: SealedTable;
  /** Columns that may change; all of them text. */
  readonly columns: readonly string[];
  /** SQL over the table's columns and `parameters`, $1 and up: which rows are looked at. */
  readonly condition: string;
  readonly parameters: readonly unknown[];
  /** The new texts of those columns that change. */
  rewrite(row: Row): Readonly<Record<string, string>>;
}

/**
 * Walks a table along its primary key, a batch a statement, and writes what changes: only where the row still holds what
 * was read, so that a writer in between wins. Returns how many rows were written.
 */
export async function rewriteRows(dataSource: DataSource, rewriting: Rewriting): Promise<number> {
  let written = 0;
  let after: Row | null = null;
  for (;;) {
    const rows: Row[] = await readBatch(dataSource, rewriting, after);
    written += await writeBatch(dataSource, rewriting, rows);
    after = rows.at(-1) ?? null;
    if (rows.length < BATCH_ROWS) return written;
  }
}

function readBatch(
  dataSource: DataSource,
  { table, condition, parameters }: Rewriting,
  after: Row | null,
): Promise<Row[]> {
  const keys = table.keys.map(({ name }) => name).join(', ');
  const last = table.keys.map(({ type }, index) => `$${parameters.length + index + 1}::${type}`).join(', ');
  const next = after === null ? '' : `AND (${keys}) > (${last})`;
  return dataSource.query(
    `SELECT * FROM ${table.table} WHERE (${condition}) ${next} ORDER BY ${keys} LIMIT ${BATCH_ROWS}`,
    [...parameters, ...(after === null ? [] : table.keys.map(({ name }) => after[name]))],
  );
}

async function writeBatch(
  dataSource: DataSource,
  { table: { table, keys }, columns, rewrite }: Rewriting,
  rows: readonly Row[],
): Promise<number> {
  const changes = rows
    .map((row) => ({ row, texts: rewrite(row) }))
    .filter(({ texts }) => Object.keys(texts).length > 0);
  if (changes.length === 0) return 0;
  const lists = [
    ...keys.map(({ name, type }) => ({ name, type, values: changes.map(({ row }) => row[name]) })),
    ...columns.map((name) => ({
      name: `new_${name}`,
      type: 'text',
      values: changes.map(({ row, texts }) => texts[name] ?? row[name]),
    })),
    ...columns.map((name) => ({ name: `old_${name}`, type: 'text', values: changes.map(({ row }) => row[name]) })),
  ];
  const [, count] = (await dataSource.query(
    `UPDATE ${table} AS t SET ${columns.map((name) => `${name} = v.new_${name}`).join(', ')}
     FROM unnest(${lists.map(({ type }, index) => `$${index + 1}::${type}[]`).join(', ')})
       AS v (${lists.map(({ name }) => name).join(', ')})
     WHERE ${keys.map(({ name }) => `t.${name} = v.${name}`).join(' AND ')}
       AND ${columns.map((name) => `t.${name} IS NOT DISTINCT FROM v.old_${name}`).join(' AND ')}`,
    lists.map(({ values }) => values),
  )) as [unknown, number];
  return count;
}
