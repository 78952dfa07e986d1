import type { DataSource } from 'typeorm';
import type { Vault } from '../../domain/personal-data/vault.js';
import { rewriteRows } from './rewrite-rows.js';
import { findSealedMarks, markSealed } from './sealed-marks.js';
import { rowOf, type SealedTable, toSealedTable } from './sealed-table.js';

/**
 * Seals what older versions kept in the clear, and indexes it. Migrations cannot, having no keys. A column is marked as
 * done when all its rows are, so that a start that is cut short is taken up again and later ones have nothing to do.
 */
export async function sealExistingRows(dataSource: DataSource, vault: Vault): Promise<void> {
  const done = await findSealedMarks(dataSource);
  for (const metadata of dataSource.entityMetadatas) {
    const table = toSealedTable(metadata);
    const open = [...table.fields, ...table.indexes]
      .map(({ name }) => name)
      .filter((name) => !done.has(`${table.table}.${name}`));
    if (open.length > 0) await sealColumns(dataSource, vault, table, open);
  }
}

async function sealColumns(
  dataSource: DataSource,
  vault: Vault,
  table: SealedTable,
  columns: readonly string[],
): Promise<void> {
  await rewriteRows(dataSource, {
    table,
    columns,
    condition: 'true',
    parameters: [],
    rewrite: (row) => {
      const texts: Record<string, string> = {};
      for (const name of columns) {
        const text = missingText(vault, table, name, row);
        if (text !== null) texts[name] = text;
      }
      return texts;
    },
  });
  await markSealed(dataSource, table.table, columns);
}

/** What a column of this row is to hold; null where it holds it already, or has nothing to hold. */
function missingText(
  { sealer, indexer }: Vault,
  table: SealedTable,
  column: string,
  row: Readonly<Record<string, unknown>>,
): string | null {
  const place = { table: table.table, row: rowOf(table, ({ name }) => row[name]) };
  const field = table.fields.find(({ name }) => name === column);
  if (field !== undefined) {
    const stored = row[column];
    if (typeof stored !== 'string' || sealer.keyIdOf(stored) !== null) return null;
    // Through the value, so that what a column masks today is masked in old rows too.
    return sealer.seal(field.form.encode(field.form.decode(stored)), { ...place, column });
  }
  const index = table.indexes.find(({ name }) => name === column);
  const source = table.fields.find(({ property }) => property === index?.form.source);
  const stored = source === undefined ? null : row[source.name];
  if (index === undefined || source === undefined || typeof stored !== 'string') return null;
  const clear = sealer.keyIdOf(stored) === null ? stored : sealer.open(stored, { ...place, column: source.name });
  const text = index.form.comparable(source.form.decode(clear));
  return text === null ? null : indexer.index(text, { table: table.table, column });
}
