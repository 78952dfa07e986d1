import type { EntityMetadata } from 'typeorm';
import { BlindIndexColumn, SealedColumn } from './sealed-column.js';

interface TableColumn {
  readonly property: string;
  /** As PostgreSQL names it. */
  readonly name: string;
}

export interface SealedField extends TableColumn {
  readonly form: SealedColumn;
}

export interface IndexField extends TableColumn {
  readonly form: BlindIndexColumn;
}

/** What of a table is sealed, as its entity declares it. */
export interface SealedTable {
  readonly table: string;
  readonly keys: readonly (TableColumn & { readonly type: string })[];
  readonly fields: readonly SealedField[];
  readonly indexes: readonly IndexField[];
}

export function toSealedTable(metadata: EntityMetadata): SealedTable {
  const fields: SealedField[] = [];
  const indexes: IndexField[] = [];
  for (const { propertyName: property, databaseName: name, transformer: form } of metadata.columns) {
    if (form instanceof SealedColumn) fields.push({ property, name, form });
    if (form instanceof BlindIndexColumn) indexes.push({ property, name, form });
  }
  const keys = metadata.primaryColumns.map(({ propertyName, databaseName, type }) => ({
    property: propertyName,
    name: databaseName,
    type: String(type),
  }));
  return { table: metadata.tableName, keys, fields, indexes };
}

/** The row of a place: its primary key as text, the parts of a key of several columns a line each. */
export function rowOf({ keys }: SealedTable, partOf: (key: TableColumn) => unknown): string {
  return keys.map((key) => String(partOf(key))).join('\n');
}
