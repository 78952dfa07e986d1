import type { CheckOutcome } from '../kernel/lifecycle.js';
import type { Reason } from '../kernel/reason.js';
import type { Period } from '../provider/evidence.js';

export interface Lapses {
  readonly verdicts: readonly { readonly outcome: CheckOutcome; readonly reasons: readonly Reason[] }[];
  /** The first of the last days. */
  readonly validUntil: string | null;
}

/** India is ahead of UTC, and documents end with the day there. */
const ZONE_MS = 5.5 * 60 * 60 * 1000;

export function isOver(lastDay: string, at: Date): boolean {
  return lastDay < new Date(at.getTime() + ZONE_MS).toISOString().slice(0, 10);
}

/** What the dates of an answer make of it: over is over, and a date that should be there and is not proves nothing. */
export function lapsesOf(periods: readonly Period[], at: Date): Lapses {
  const days = periods.map(({ until }) => until).filter((until) => until !== null);
  const verdicts = periods.map(({ field, until, decisive }) => {
    const reasonOf = (code: 'DOC_EXPIRED' | 'OTHER') => [{ code, field, retryable: false, providerCode: null }];
    if (until === null) return { outcome: 'CAUTION', reasons: reasonOf('OTHER') } as const;
    if (!isOver(until, at)) return { outcome: 'PASS', reasons: [] } as const;
    return { outcome: decisive ? 'FAIL' : 'CAUTION', reasons: reasonOf('DOC_EXPIRED') } as const;
  });
  return { verdicts, validUntil: days.sort()[0] ?? null };
}
