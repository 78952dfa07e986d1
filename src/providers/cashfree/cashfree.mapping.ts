import type { CheckOutcome } from '../../domain/kernel/lifecycle.js';
import type { Reason, ReasonCode } from '../../domain/kernel/reason.js';
import type { CheckFact, CheckResult } from '../../domain/provider/check-port.js';
import { found, type ProviderVerdict, type Statement } from '../../domain/provider/evidence.js';

/** Cashfree gives labels, booleans and scores; what they mean for us is the operator's policy. Scores are 0 to 1. */
export interface CashfreePolicy {
  /** A name match of at least this passes. */
  readonly nameMatchPassScore: number;
  /** A name match of at least this is CAUTION, anything below fails. */
  readonly nameMatchCautionScore: number;
  /** Two faces that they call one are believed from this score on. */
  readonly faceMatchScore: number;
  /** Codes of bank outages, in lower case, after which the same bank check may be asked again. */
  readonly retryableBankCodes: ReadonlySet<string>;
}

export interface Finding {
  readonly outcome: CheckOutcome;
  readonly reasons: readonly Reason[];
}

/** What an answer comes to. */
export type Verdict = Pick<CheckResult, 'status' | 'outcome' | 'decision' | 'reasons' | 'retryable'>;

/** What an answer is read with. */
export interface Reading {
  readonly policy: CashfreePolicy;
  /** The input that reasons are about which say no other; null: the check as a whole. */
  readonly field: string | null;
  /** Whether a name was given to compare: without one their score and label mean nothing. */
  readonly compared: boolean;
}

/** Completed without a decision of its own: what most answers have in common. */
export function completed(finding: Finding): Verdict {
  return { status: 'COMPLETED', decision: null, retryable: false, ...finding };
}

export function reason(code: ReasonCode, field: string | null, providerCode: string | null, retryable = false): Reason {
  return { code, retryable, field, providerCode };
}

/** A provider's own word, when it looks like one: free text may hold personal values and becomes null. */
export function word(value: string | null): string | null {
  return value !== null && /^(?=.*[A-Za-z])[A-Za-z0-9_.-]{1,64}$/.test(value) ? value : null;
}

/** `value` on a scale from 0 to `max`, as 0 to 1; null when it is not on that scale. */
export function toUnitScore(value: number | null, max: number): number | null {
  return value !== null && value >= 0 && value <= max ? value / max : null;
}

/** `YYYY-MM-DD` from any of their spellings (dd/mm/yyyy, dd-mm-yyyy, YYYY-MM-DD with or without a time); else null. */
export function toIsoDate(value: string | null): string | null {
  if (value === null) return null;
  const dayFirst = /^(\d{2})[/-](\d{2})[/-](\d{4})$/.exec(value);
  const yearFirst = /^(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?$/.exec(value);
  const text = dayFirst ? `${dayFirst[3]}-${dayFirst[2]}-${dayFirst[1]}` : yearFirst?.slice(1, 4).join('-');
  if (text === undefined) return null;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? text : null;
}

/** Whether the Aadhaar number is linked to the PAN, by their letters. */
export function toSeedingStatus(status: string | null): string | null {
  if (status === 'Y') return 'SEEDED';
  if (status === 'R') return 'NOT_SEEDED';
  return status === 'NA' ? 'NOT_APPLICABLE' : null;
}

/** The values that are there, as facts. Twelve digits that may be an Aadhaar number keep only the last four. */
export function toFacts(values: Readonly<Record<string, string | null>>): CheckFact[] {
  return Object.entries(values).flatMap(([name, value]) =>
    value === null ? [] : [{ name, value: withoutAadhaar(value) }],
  );
}

function withoutAadhaar(text: string): string {
  return text.replace(/(?<!\d)[2-9]\d{3}[ -]?\d{4}[ -]?(\d{4})(?!\d)/g, 'XXXXXXXX$1');
}

const LABELS: Readonly<Record<string, ProviderVerdict>> = {
  DIRECT_MATCH: 'CONFIRMED',
  GOOD_PARTIAL_MATCH: 'CONFIRMED',
  MODERATE_PARTIAL_MATCH: 'PARTIAL',
  POOR_PARTIAL_MATCH: 'DIFFERS',
  NO_MATCH: 'DIFFERS',
};
const WORST_FIRST: readonly ProviderVerdict[] = ['DIFFERS', 'PARTIAL', 'CONFIRMED'];

/** True when the answer says how the names compare; `-` is their word for "not compared". */
export function hasNameLabel(label: string | null): boolean {
  return label !== null && label !== '-';
}

/**
 * What their name match says, by label and by score; they may contradict each other, then the worse of the two counts.
 * `more`: the names that they know, and the one that they say they were given.
 */
export function nameStatement(
  label: string | null,
  score: number | null,
  policy: CashfreePolicy,
  more: Partial<Statement> = {},
): Statement {
  const said = label === null || !hasNameLabel(label) ? null : labelVerdict(label);
  const scored = score === null ? null : scoreVerdict(score, policy);
  const verdicts = [said, scored].filter((verdict) => verdict !== null);
  const worst = WORST_FIRST.find((verdict) => verdicts.includes(verdict)) ?? null;
  return found(said === 'UNKNOWN' ? said : worst, { score, providerCode: word(label), ...more });
}

function labelVerdict(label: string): ProviderVerdict {
  return (Object.hasOwn(LABELS, label) ? LABELS[label] : undefined) ?? 'UNKNOWN';
}

function scoreVerdict(score: number, policy: CashfreePolicy): ProviderVerdict {
  if (score >= policy.nameMatchPassScore) return 'CONFIRMED';
  return score >= policy.nameMatchCautionScore ? 'PARTIAL' : 'DIFFERS';
}

/** Their `Y`, and nothing else, confirms; a no is a no however it is written. */
export function yesOrNo(value: unknown): Statement {
  if (value === undefined || value === null || value === '') return found(null);
  if (value === 'Y') return found('CONFIRMED');
  return found(value === false || (typeof value === 'string' && /^(n|no|false)$/i.test(value)) ? 'DIFFERS' : 'UNKNOWN');
}

/** The texts that are there. */
export function known(...values: readonly (string | null)[]): string[] {
  return values.filter((value) => value !== null);
}
