import { type ClosedSet, conditionOf } from './entities/closed-sets.js';

/** A data source, or the query runner of a migration. */
export interface Statements {
  query(statement: string, parameters?: unknown[]): Promise<unknown>;
}

/**
 * Lets the database know every word of every closed set. A word that an existing constraint knows already stays: a
 * gateway of another version may still write it. Tables and columns that a later migration makes are left out.
 */
export async function applyClosedSets(database: Statements, sets: readonly ClosedSet[]): Promise<void> {
  const columns = await listColumns(database);
  const known = await listKnownWords(database);
  for (const set of sets) {
    if (!columns.has(`${set.table}.${set.column}`)) continue;
    const kept = known.get(set.name);
    if (kept !== undefined && set.words.every((word) => kept.includes(word))) continue;
    await apply(database, { ...set, words: [...new Set([...(kept ?? []), ...set.words])] });
  }
}

/** In one statement, so that no other gateway meets a table without its rule. Rows of older versions stay what they are. */
async function apply(database: Statements, set: ClosedSet): Promise<void> {
  const { table, name } = set;
  const condition = conditionOf(set);
  const [{ strange }] = (await database.query(
    `SELECT EXISTS (SELECT FROM ${table} WHERE NOT (${condition})) AS strange`,
  )) as [{ strange: boolean }];
  await database.query(
    `ALTER TABLE ${table} DROP CONSTRAINT IF EXISTS ${name},
     ADD CONSTRAINT ${name} CHECK (${condition})${strange ? ' NOT VALID' : ''}`,
  );
}

async function listColumns(database: Statements): Promise<ReadonlySet<string>> {
  const rows = (await database.query(
    `SELECT table_name || '.' || column_name AS place FROM information_schema.columns WHERE table_schema = current_schema()`,
  )) as { place: string }[];
  return new Set(rows.map(({ place }) => place));
}

/** The words of each constraint of ours, by its name, as the database holds them. */
export async function listKnownWords(database: Statements): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = (await database.query(
    `SELECT conname AS name, pg_get_constraintdef(oid) AS definition FROM pg_constraint
     WHERE contype = 'c' AND connamespace = current_schema()::regnamespace AND conname LIKE '%\\_known'`,
  )) as { name: string; definition: string }[];
  return new Map(
    rows.map(({ name, definition }) => [
      name,
      Array.from(definition.matchAll(/'(\w+)'::text/g), ([, word = '']) => word),
    ]),
  );
}
