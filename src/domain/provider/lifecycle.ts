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
