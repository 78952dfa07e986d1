/** CONFIRMED carries a pass; PARTIAL (alike, but not enough) and NOT_COMPARED make it CAUTION; DIFFERS makes it FAIL or CAUTION. */
export const COMPARISON_RESULTS = ['CONFIRMED', 'PARTIAL', 'DIFFERS', 'NOT_COMPARED', 'UNKNOWN'] as const;
export type ComparisonResult = (typeof COMPARISON_RESULTS)[number];

export const COMPARISON_SOURCES = ['PROVIDER', 'LOCAL'] as const;
export type ComparisonSource = (typeof COMPARISON_SOURCES)[number];

/** How one thing that was given compares with what the provider knows. Holds nothing of what the provider knows. */
export interface Comparison {
  /** The input, e.g. `name` or `dateOfBirth`. */
  readonly claim: string;
  readonly result: ComparisonResult;
  /** 0 to 1 where likeness was measured. */
  readonly score: number | null;
  /** Who compared; null when nobody did. */
  readonly source: ComparisonSource | null;
  /** The name or the branch that was given: kept, sealed, while the check is open, to be compared when it ends; then dropped. */
  readonly given?: string;
}

/** From which likeness on two names are the same, and from which on they may be. 0 to 1. */
export interface NamePolicy {
  readonly passScore: number;
  readonly cautionScore: number;
}

/** What the settings say unless they are changed. */
export const DEFAULT_NAME_POLICY: NamePolicy = { passScore: 0.85, cautionScore: 0.6 };

export function notCompared(claim: string): Comparison {
  return { claim, result: 'NOT_COMPARED', score: null, source: null };
}
