import type { Decision, LifecycleStatus } from '../kernel/lifecycle.js';

/** One person on one flow of a screening provider, as this service keeps it. */
export interface Applicant {
  readonly id: string;
  readonly userId: string;
  readonly providerId: string;
  /** Null until the provider has answered, and for ever when it never did. */
  readonly providerApplicantId: string | null;
  readonly flowName: string | null;
  readonly sourceKey: string | null;
  /** As of the last command; the live status is read from the provider. */
  readonly status: LifecycleStatus;
  readonly decision: Decision | null;
  /** How often a check was requested; the provider allows five. */
  readonly checkRequests: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** Whether the person must first give a document: none was checked yet, or the provider asks for another. */
export function awaitsDocument({ status, decision }: Pick<Applicant, 'status' | 'decision'>): boolean {
  return decision === 'RESUBMIT' || status === 'CREATED' || status === 'AWAITING_INPUT';
}
