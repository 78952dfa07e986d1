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
  const revive = (item: Record<string, unknown>) => {
    const revived = { ...item };
    for (const key of keys) {
      const value = revived[key];
      if (typeof value === 'string') revived[key] = new Date(value);
    }
    return revived;
  };
  return {
    type: 'jsonb',
    transformer: { to: (value: unknown) => value, from: (value: Record<string, unknown>[]) => value.map(revive) },
  };
}
