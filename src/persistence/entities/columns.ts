import type { EntitySchemaColumnOptions } from 'typeorm';

export const id: EntitySchemaColumnOptions = { type: 'uuid', primary: true };
export const uuid: EntitySchemaColumnOptions = { type: 'uuid' };
export const optionalUuid: EntitySchemaColumnOptions = { type: 'uuid', nullable: true };
export const text: EntitySchemaColumnOptions = { type: 'text' };
export const optionalText: EntitySchemaColumnOptions = { type: 'text', nullable: true };
export const textArray: EntitySchemaColumnOptions = { type: 'text', array: true };
export const integer: EntitySchemaColumnOptions = { type: 'integer' };
export const optionalReal: EntitySchemaColumnOptions = { type: 'double precision', nullable: true };
export const boolean: EntitySchemaColumnOptions = { type: 'boolean' };
export const instant: EntitySchemaColumnOptions = { type: 'timestamptz' };
export const optionalInstant: EntitySchemaColumnOptions = { type: 'timestamptz', nullable: true };
export const json: EntitySchemaColumnOptions = { type: 'jsonb' };
export const optionalJson: EntitySchemaColumnOptions = { type: 'jsonb', nullable: true };

/** A column whose value is the id of a row of another entity; named as PostgreSQL names it, so that it is found again. */
export function reference(column: EntitySchemaColumnOptions, target: string, name: string): EntitySchemaColumnOptions {
  return { ...column, foreignKey: { target, name } };
}

/** A list of objects in which the named keys hold instants. */
export function jsonWithInstants(...keys: readonly string[]): EntitySchemaColumnOptions {
  return {
    type: 'jsonb',
    transformer: {
      to: (value: unknown) => value,
      from: (value: Record<string, unknown>[]) => value.map((item) => revived(item, keys)),
    },
  };
}

/** One object, or null, in which the named keys hold instants. */
export function optionalJsonWithInstants(...keys: readonly string[]): EntitySchemaColumnOptions {
  return {
    type: 'jsonb',
    nullable: true,
    transformer: {
      to: (value: unknown) => value ?? null,
      from: (value: Record<string, unknown> | null) => (value === null ? null : revived(value, keys)),
    },
  };
}

function revived(item: Record<string, unknown>, keys: readonly string[]): Record<string, unknown> {
  const copy = { ...item };
  for (const key of keys) {
    const value = copy[key];
    if (typeof value === 'string') copy[key] = new Date(value);
  }
  return copy;
}
