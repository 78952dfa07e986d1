import { maskAadhaar } from '../../domain/identifier/mask.js';
import type { RawStatus } from '../../domain/kernel/lifecycle.js';
import { type Evidence, found, type Period, type Statement, shows } from '../../domain/provider/evidence.js';
import { optionalWord } from '../json-reader.js';
import { type CashfreeAnswer, detail } from './cashfree.answer.contract.js';
import {
  type CashfreePolicy,
  known,
  nameStatement,
  type Reading,
  toIsoDate,
  toUnitScore,
  word,
} from './cashfree.mapping.js';

export type Details = CashfreeAnswer['details'];
type Show = (value: string) => string | null;
/** Our name of a fact, where theirs stands, and how it is shown. */
export type FactTable = readonly (readonly [string, string, Show?])[];

export const date: Show = (value) => toIsoDate(value);
export const gender: Show = (value) =>
  ({ M: 'MALE', F: 'FEMALE', T: 'OTHER' })[value.slice(0, 1).toUpperCase()] ?? null;

/** From `xxxxxxxx1234` as well as from twelve digits, which no answer should hold but some of their samples do. */
export const lastFour: Show = (text) => maskAadhaar(/(\d{4})$/.exec(text)?.[1] ?? '');

/** Text, a number or a boolean as text; null for anything else. */
export function textAt(details: Details, path: string): string | null {
  const value = detail(details, path);
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return null;
  const text = String(value).trim();
  return text === '' || text === '-' || text === 'NA' ? null : text;
}

export function numberAt(details: Details, path: string): number | null {
  const text = textAt(details, path);
  return text !== null && /^\d{1,6}(\.\d{1,10})?$/.test(text) ? Number(text) : null;
}

/** By our name; of two paths that lead to one name, the first that holds something counts. */
export function factsAt(table: FactTable): (answer: CashfreeAnswer) => Record<string, string | null> {
  return ({ details }) => {
    const facts: Record<string, string | null> = {};
    for (const [name, path, show] of table) {
      const value = textAt(details, path);
      if (value !== null && (facts[name] ?? null) === null) facts[name] = show === undefined ? value : show(value);
    }
    return facts;
  };
}

/** Who somebody is, as most registers spell it. */
export const PERSON: FactTable = [
  ['name', 'name'],
  ['dateOfBirth', 'dob', date],
  ['gender', 'gender', gender],
];
export const PLACE: FactTable = [
  ['city', 'split_address.vtc'],
  ['district', 'split_address.dist'],
  ['state', 'split_address.state'],
  ['pincode', 'split_address.pincode'],
];

type Proof = Pick<Evidence, 'statements'> & Partial<Pick<Evidence, 'periods' | 'checkId'>>;

/** What an answer proves of what was asked; what is not said is not proven. */
export function proves(prove: (details: Details, policy: CashfreePolicy) => Proof) {
  return ({ details }: CashfreeAnswer, { policy }: Reading): Evidence => ({
    checkId: textAt(details, 'verification_id'),
    periods: [],
    ...prove(details, policy),
  });
}

/** Nothing that was asked is compared with the answer: the word alone counts. */
export const PROVES_NOTHING = proves(() => ({ statements: {} }));

export function shownText(details: Details, path: string): Statement {
  return shows(textAt(details, path));
}

export function shownDay(details: Details, path: string): Statement {
  return shows(toIsoDate(textAt(details, path)));
}

export function when(proven: boolean): Statement {
  return found(proven ? 'CONFIRMED' : null);
}

export function until(details: Details, field: string, path: string): Omit<Period, 'decisive'> {
  return { field, until: toIsoDate(textAt(details, path)) };
}

/** The name that the bank has for an account, and how it compares. */
export function bankName(details: Details, policy: CashfreePolicy): Statement {
  const score = toUnitScore(numberAt(details, 'name_match_score'), 100);
  const label = optionalWord({ ...details }, 'name_match_result');
  return nameStatement(label, score, policy, { observed: known(textAt(details, 'name_at_bank')) });
}

export function isText(value: unknown, pattern: RegExp): boolean {
  return typeof value === 'string' && pattern.test(value.trim());
}

/** Whether a list has entries and the `status` of each is a good one. */
export function everyStatus(list: unknown, good: RegExp): boolean {
  if (!Array.isArray(list) || list.length === 0) return false;
  return list.every((item: unknown) => {
    const status: unknown = typeof item === 'object' && item !== null && 'status' in item ? item.status : null;
    return typeof status === 'string' && good.test(status);
  });
}

/** Their score for the names, where names were compared. */
export function nameScoreOf({ details }: CashfreeAnswer, { compared }: Reading): number | null {
  return compared ? toUnitScore(numberAt(details, 'name_match_score'), 100) : null;
}

export function noScore(): null {
  return null;
}

export function rawOf({ status, details }: CashfreeAnswer, { compared }: Reading): RawStatus {
  const label = compared ? word(textAt(details, 'name_match_result')) : null;
  return { providerStatus: word(status), providerCode: null, providerLabel: label };
}
