import type { EntitySchemaColumnOptions } from 'typeorm';
import { maskAadhaarNumbers } from '../../domain/identifier/aadhaar.js';
import { fromKeptJson, toKeptJson } from '../kept-json.js';
import { BlindIndexColumn, SealedColumn } from '../sealing/sealed-column.js';

export const id: EntitySchemaColumnOptions = { type: 'uuid', primary: true };
export const uuid: EntitySchemaColumnOptions = { type: 'uuid' };
export const optionalUuid: EntitySchemaColumnOptions = { type: 'uuid', nullable: true };
export const text: EntitySchemaColumnOptions = { type: 'text' };
export const optionalText: EntitySchemaColumnOptions = { type: 'text', nullable: true };
export const textArray: EntitySchemaColumnOptions = { type: 'text', array: true };
/** One of these words, and nothing else. See `closed-sets.ts`. */
export function oneOf(words: readonly string[]): EntitySchemaColumnOptions {
  return { ...text, enum: [...words] };
}

export function optionalOneOf(words: readonly string[]): EntitySchemaColumnOptions {
  return { ...oneOf(words), nullable: true };
}

/** Any number of these words. */
export function someOf(words: readonly string[]): EntitySchemaColumnOptions {
  return { ...textArray, enum: [...words] };
}

export const integer: EntitySchemaColumnOptions = { type: 'integer' };
export const optionalReal: EntitySchemaColumnOptions = { type: 'double precision', nullable: true };
export const boolean: EntitySchemaColumnOptions = { type: 'boolean' };
export const instant: EntitySchemaColumnOptions = { type: 'timestamptz' };
export const optionalInstant: EntitySchemaColumnOptions = { type: 'timestamptz', nullable: true };

/** Personal data: sealed text, kept as it is. See `Table`. */
export const sealedText: EntitySchemaColumnOptions = {
  type: 'text',
  transformer: new SealedColumn(String, (stored) => stored),
};
export const optionalSealedText: EntitySchemaColumnOptions = { ...sealedText, nullable: true };
/** Personal data: sealed free text, in which an Aadhaar number is masked first. */
export const sealedWords: EntitySchemaColumnOptions = {
  type: 'text',
  transformer: new SealedColumn(
    (value) => maskAadhaarNumbers(String(value)),
    (stored) => stored,
  ),
};
export const optionalSealedWords: EntitySchemaColumnOptions = { ...sealedWords, nullable: true };

interface SealedJsonOptions {
  /** Keys whose text is an exact number that is no Aadhaar number, whatever it looks like. */
  readonly exact?: readonly string[];
}

/** Personal data: any value, sealed as JSON text. Aadhaar numbers in it are masked first; instants stay instants. */
export function sealedJson({ exact = [] }: SealedJsonOptions = {}): EntitySchemaColumnOptions {
  return { type: 'text', transformer: new SealedColumn((value) => toKeptJson(value, exact), fromKeptJson) };
}

export function optionalSealedJson(options?: SealedJsonOptions): EntitySchemaColumnOptions {
  return { ...sealedJson(options), nullable: true };
}

/** Finds rows by a sealed property. */
export function blindIndex(source: string, comparable: (value: unknown) => string = String): EntitySchemaColumnOptions {
  return { type: 'text', transformer: new BlindIndexColumn(source, comparable) };
}

/** Likewise by one that may have nothing to compare. */
export function optionalBlindIndex(
  source: string,
  comparable: (value: unknown) => string | null,
): EntitySchemaColumnOptions {
  return { type: 'text', nullable: true, transformer: new BlindIndexColumn(source, comparable) };
}

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

function revived(item: Record<string, unknown>, keys: readonly string[]): Record<string, unknown> {
  const copy = { ...item };
  for (const key of keys) {
    const value = copy[key];
    if (typeof value === 'string') copy[key] = new Date(value);
  }
  return copy;
}
