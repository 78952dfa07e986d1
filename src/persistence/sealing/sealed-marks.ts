import type { DataSource } from 'typeorm';

/** The columns of which nothing is left in the clear, as `table.column`. */
export async function findSealedMarks(dataSource: DataSource): Promise<ReadonlySet<string>> {
  const rows: { table_name: string; column_name: string }[] = await dataSource.query(
    'SELECT table_name, column_name FROM sealed_columns',
  );
  return new Set(rows.map(({ table_name, column_name }) => `${table_name}.${column_name}`));
}

export async function markSealed(dataSource: DataSource, table: string, columns: readonly string[]): Promise<void> {
  await dataSource.query(
    `INSERT INTO sealed_columns (table_name, column_name, sealed_at)
     SELECT $1, unnest($2::text[]), now() ON CONFLICT DO NOTHING`,
    [table, columns],
  );
}
