import type { EntitySchema } from 'typeorm';
import { toColumnName } from '../naming.js';

/** A column that holds nothing but these words; an array holds nothing else in any place. */
export interface ClosedSet {
  readonly table: string;
  readonly column: string;
  /** Of the CHECK constraint. */
  readonly name: string;
  readonly array: boolean;
  readonly words: readonly string[];
}

/** The closed sets of an entity: those of its columns that were declared with `oneOf` or `someOf`. */
export function closedSetsOf({ options }: EntitySchema): ClosedSet[] {
  const { tableName: table = '', columns } = options;
  return Object.entries(columns).flatMap(([property, declared]) => {
    const words = declared?.enum;
    if (!Array.isArray(words)) return [];
    const column = toColumnName(property);
    return [{ table, column, name: `${table}_${column}_known`, array: declared?.array === true, words }];
  });
}

/** What the CHECK constraint says. */
export function conditionOf({ column, array, words }: ClosedSet): string {
  const list = `ARRAY[${words.map((word) => `'${word}'`).join(', ')}]::text[]`;
  return array ? `${column} <@ ${list}` : `${column} = ANY (${list})`;
}

/** Declares the CHECK constraints of the closed sets, so that TypeORM's comparison knows of them. */
export function withClosedSets<T extends EntitySchema>(entity: T): T {
  const checks = closedSetsOf(entity).map((set) => ({ name: set.name, expression: conditionOf(set) }));
  return Object.assign(entity, { options: Object.assign(entity.options, { checks }) });
}
