/** Where is it? The same eight words for applicants, runners and verifications. */
export const LIFECYCLE_STATUSES = [
  'CREATED',
  'AWAITING_INPUT',
  'PROCESSING',
  'IN_REVIEW',
  'COMPLETED',
  'EXPIRED',
  'CANCELLED',
  'ERRORED',
  'UNKNOWN',
] as const;
export type LifecycleStatus = (typeof LIFECYCLE_STATUSES)[number];

const CUT_SHORT: ReadonlySet<LifecycleStatus> = new Set(['EXPIRED', 'CANCELLED', 'ERRORED']);

/** Whether it ended without a result: nothing will come of it, so there is nobody to wait for. */
export function wasCutShort(status: LifecycleStatus): boolean {
  return CUT_SHORT.has(status);
}

const MOVES: Readonly<Record<LifecycleStatus, readonly LifecycleStatus[]>> = {
  CREATED: ['AWAITING_INPUT', 'PROCESSING', 'CANCELLED', 'EXPIRED'],
  AWAITING_INPUT: ['PROCESSING', 'EXPIRED', 'CANCELLED'],
  PROCESSING: ['AWAITING_INPUT', 'IN_REVIEW', 'COMPLETED', 'ERRORED'],
  IN_REVIEW: ['AWAITING_INPUT', 'COMPLETED'],
  COMPLETED: ['IN_REVIEW'],
  EXPIRED: [],
  CANCELLED: [],
  ERRORED: ['PROCESSING'],
  // We do not know where it is, so it may be anywhere.
  UNKNOWN: LIFECYCLE_STATUSES,
};

/**
 * Whether something may have gone from one status to the other, over others that nobody saw: a provider does not tell
 * every step. What is COMPLETED is not gone through unseen. `resubmit`: the decision was to send something better.
 */
export function mayMove(from: LifecycleStatus, to: LifecycleStatus, resubmit = false): boolean {
  if (from === to) return true;
  const first: readonly LifecycleStatus[] = from === 'COMPLETED' && resubmit ? ['AWAITING_INPUT'] : [];
  const reached = new Set<LifecycleStatus>([...MOVES[from], ...first]);
  if (from === 'COMPLETED' && !resubmit) return reached.has(to);
  for (const status of reached) if (status !== 'COMPLETED') for (const next of MOVES[status]) reached.add(next);
  return reached.has(to);
}

/** What do we conclude? */
export const DECISIONS = ['APPROVED', 'DECLINED', 'RESUBMIT'] as const;
export type Decision = (typeof DECISIONS)[number];

/** What did the provider find? UNAVAILABLE never counts as FAIL; UNKNOWN is a value that no mapping lists. */
export const CHECK_OUTCOMES = [
  'PASS',
  'FAIL',
  'CAUTION',
  'NOT_FOUND',
  'NOT_APPLICABLE',
  'UNAVAILABLE',
  'UNKNOWN',
] as const;
export type CheckOutcome = (typeof CHECK_OUTCOMES)[number];

/** The provider's own words, kept beside ours. Staff only. */
export interface RawStatus {
  readonly providerStatus: string | null;
  readonly providerCode: string | null;
  readonly providerLabel: string | null;
}
