import { maskAadhaar } from '../../domain/identifier/mask.js';
import { toIsoDate } from './cashfree.shared.mapping.js';
import { detail } from './cashfree.suite.contract.js';

type Show = (value: string) => string | null;
/** Our name of a fact, where theirs stands, and how it is shown. */
export type FactTable = readonly (readonly [string, string, Show?])[];

export const date: Show = (value) => toIsoDate(value);
export const gender: Show = (value) =>
  ({ M: 'MALE', F: 'FEMALE', T: 'OTHER' })[value.slice(0, 1).toUpperCase()] ?? null;

/** From `xxxxxxxx1234` as well as from twelve digits, which no answer should hold but some of their samples do. */
export const lastFour: Show = (text) => maskAadhaar(/(\d{4})$/.exec(text)?.[1] ?? '');

/** Text, a number or a boolean as text; null for anything else. */
export function textAt(details: Readonly<Record<string, unknown>>, path: string): string | null {
  const value = detail(details, path);
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return null;
  const text = String(value).trim();
  return text === '' || text === '-' || text === 'NA' ? null : text;
}

export function numberAt(details: Readonly<Record<string, unknown>>, path: string): number | null {
  const text = textAt(details, path);
  return text !== null && /^\d{1,6}(\.\d{1,10})?$/.test(text) ? Number(text) : null;
}
