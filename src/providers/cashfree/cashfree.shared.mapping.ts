import type { CheckFact } from '../../domain/provider/check-ports.js';
import type { CheckOutcome } from '../../domain/provider/lifecycle.js';
import type { Reason, ReasonCode } from '../../domain/provider/reason.js';

/** Cashfree gives labels, booleans and scores; what they mean for us is the operator's policy. Scores are 0 to 1. */
export interface CashfreePolicy {
  /** A name match of at least this passes. */
  readonly nameMatchPassScore: number;
  /** A name match of at least this is CAUTION, anything below fails (or, beside another check, is a NAME_MISMATCH). */
  readonly nameMatchCautionScore: number;
  /** Codes of bank outages, in lower case, after which the same bank check may be asked again. */
  readonly retryableBankCodes: ReadonlySet<string>;
}

export interface Finding {
  readonly outcome: CheckOutcome;
  readonly reasons: readonly Reason[];
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

/** The values that are there, as facts. Twelve digits that may be an Aadhaar number keep only the last four. */
export function toFacts(values: Readonly<Record<string, string | null>>): CheckFact[] {
  return Object.entries(values).flatMap(([name, value]) =>
    value === null ? [] : [{ name, value: withoutAadhaar(value) }],
  );
}

function withoutAadhaar(text: string): string {
  return text.replace(/(?<!\d)[2-9]\d{3}[ -]?\d{4}[ -]?(\d{4})(?!\d)/g, 'XXXXXXXX$1');
}

const NAMES_AGREE: ReadonlySet<string> = new Set(['DIRECT_MATCH', 'GOOD_PARTIAL_MATCH', 'MODERATE_PARTIAL_MATCH']);
const NAMES_DIFFER: ReadonlySet<string> = new Set(['POOR_PARTIAL_MATCH', 'NO_MATCH']);

/** True when the answer says how the names compare; `-` is their word for "not compared". */
export function hasNameLabel(label: string | null): boolean {
  return label !== null && label !== '-';
}

/**
 * What the name match beside a PAN or bank check adds to it: never a FAIL, because the number itself was found.
 * Label and score may contradict each other; the worse of the two counts.
 */
export function nameFinding(label: string | null, score: number | null, policy: CashfreePolicy): Finding {
  const low = score !== null && score < policy.nameMatchCautionScore;
  const mismatch: Finding = { outcome: 'CAUTION', reasons: [reason('NAME_MISMATCH', 'name', word(label))] };
  if (label === null || !hasNameLabel(label)) {
    // A name was given and nobody compared it: that must not look like a match.
    if (score === null) return { outcome: 'CAUTION', reasons: [reason('OTHER', 'name', null)] };
    return low ? mismatch : { outcome: 'PASS', reasons: [] };
  }
  if (NAMES_DIFFER.has(label)) return mismatch;
  if (!NAMES_AGREE.has(label)) return { outcome: 'UNKNOWN', reasons: [] };
  return low ? mismatch : { outcome: 'PASS', reasons: [] };
}

const SEVERITY: readonly CheckOutcome[] = ['PASS', 'CAUTION', 'UNKNOWN'];

/** Two findings about one check as one: the worse outcome, all reasons. A first finding that failed stays as it is. */
export function combine(first: Finding, second: Finding): Finding {
  const rank = SEVERITY.indexOf(first.outcome);
  if (rank < 0) return first;
  const outcome = SEVERITY.indexOf(second.outcome) > rank ? second.outcome : first.outcome;
  return { outcome, reasons: [...first.reasons, ...second.reasons] };
}
