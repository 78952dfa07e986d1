interface Statements {
  query(statement: string): Promise<unknown>;
}

/** TypeORM's own table, which no entity describes. */
const OURS = `c.relnamespace = 'public'::regnamespace AND c.relname NOT LIKE 'migrations%'`;

/** As PostgreSQL itself writes it, a line each. Keys and uniques go without their names, the rest with it. */
const DESCRIBED = `
  SELECT 'table ' || c.relname AS line FROM pg_class c WHERE c.relkind IN ('r', 'p') AND ${OURS}
  UNION ALL
  SELECT concat_ws(' ', 'column', c.relname || '.' || a.attname, format_type(a.atttypid, a.atttypmod),
    CASE WHEN a.attnotnull THEN 'NOT NULL' END, 'DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), nullif(a.attgenerated::text || a.attidentity::text, ''))
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum WHERE c.relkind IN ('r', 'p') AND ${OURS}
  UNION ALL
  SELECT concat_ws(' ', 'constraint on', c.relname, CASE WHEN k.contype IN ('c', 'f') THEN k.conname END,
    pg_get_constraintdef(k.oid))
  FROM pg_class c JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype <> 'n' WHERE ${OURS}
  UNION ALL
  SELECT pg_get_indexdef(i.indexrelid) || CASE WHEN i.indisvalid THEN '' ELSE ' INVALID' END
  FROM pg_class c JOIN pg_index i ON i.indrelid = c.oid
  WHERE NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u')) AND ${OURS}`;

/** What an entity cannot describe. */
const BESIDE_ENTITIES = `
  SELECT 'unlogged ' || c.relname AS line FROM pg_class c WHERE c.relkind = 'r' AND c.relpersistence <> 'p' AND ${OURS}
  UNION ALL
  SELECT 'relation ' || c.relname FROM pg_class c WHERE c.relkind NOT IN ('r', 'p', 'i', 'I') AND ${OURS}
  UNION ALL
  SELECT 'trigger ' || c.relname || '.' || t.tgname || ' ' || substring(pg_get_triggerdef(t.oid) FROM 'BEFORE .* ON')
  FROM pg_class c JOIN pg_trigger t ON t.tgrelid = c.oid AND NOT t.tgisinternal WHERE ${OURS}
  UNION ALL
  SELECT 'function ' || p.proname FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
  UNION ALL
  SELECT 'type ' || t.typname FROM pg_type t
  WHERE t.typnamespace = 'public'::regnamespace AND t.typtype IN ('d', 'e', 'r')`;

/** Tables, columns with type, nullability and default, keys, uniques, foreign keys, checks and indexes. */
export function describeSchema(database: Statements): Promise<readonly string[]> {
  return linesOf(database, DESCRIBED);
}

/** Everything else: triggers, functions, sequences, views, types, and tables that a crash empties. */
export function describeBesideEntities(database: Statements): Promise<readonly string[]> {
  return linesOf(database, BESIDE_ENTITIES);
}

async function linesOf(database: Statements, statement: string): Promise<readonly string[]> {
  const rows = (await database.query(statement)) as { line: string }[];
  return rows.map(({ line }) => line).sort();
}
