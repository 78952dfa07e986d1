import type { ReasonCode } from '../kernel/reason.js';

/** UNKNOWN: the provider did compare, and its word for the result is in no list. */
export type ProviderVerdict = 'CONFIRMED' | 'PARTIAL' | 'DIFFERS' | 'UNKNOWN';

/** What an answer says about one thing that was given, or about one thing that a pass depends on. */
export interface Statement {
  /** The provider's own comparison; null when it made none that the answer tells of. */
  readonly verdict: ProviderVerdict | null;
  /** How alike the provider finds them, 0 to 1. */
  readonly score: number | null;
  /** What the provider knows, in clear: compared here with what was given, then dropped. One of several is enough. */
  readonly observed: readonly string[];
  /** The value that the answer says it was asked about, where it repeats it. */
  readonly repeated: string | null;
  /** Why it is not CONFIRMED, where the rule's own reason says too little. */
  readonly reason: ReasonCode | null;
  /** The provider's own word. Staff only. */
  readonly providerCode: string | null;
}

/** How long something that the answer shows is in force. */
export interface Period {
  /** Our name of the date, e.g. `validUntil`. */
  readonly field: string;
  /** ISO date of its last day; null when the answer should tell and does not. */
  readonly until: string | null;
  /** Whether the document itself ends with it (FAIL), or only something beside it (CAUTION). */
  readonly decisive: boolean;
}

/** What an answer proves. What is not in here is not proven, so a mapping that forgets something never makes a pass. */
export interface Evidence {
  /** Which of our calls the answer says it is about; null when it does not say. */
  readonly checkId: string | null;
  /** By the name of the input, or of the thing that a pass depends on. */
  readonly statements: Readonly<Record<string, Statement>>;
  readonly periods: readonly Period[];
}

const SILENT: Statement = {
  verdict: null,
  score: null,
  observed: [],
  repeated: null,
  reason: null,
  providerCode: null,
};

/** What the provider found out itself. */
export function found(verdict: ProviderVerdict | null, more: Partial<Statement> = {}): Statement {
  return { ...SILENT, verdict, ...more };
}

/** What the provider shows, to be compared here. */
export function shows(...observed: readonly (string | null)[]): Statement {
  return { ...SILENT, observed: observed.filter((value) => value !== null) };
}

export const NO_EVIDENCE: Evidence = { checkId: null, statements: {}, periods: [] };
