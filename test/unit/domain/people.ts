import type { Applicant } from '../../../src/domain/applicant/applicant.js';
import type { Verification } from '../../../src/domain/check/verification.js';
import type { User } from '../../../src/domain/user/user.js';

export const AT = new Date('2026-03-04T05:06:07.000Z');
export const LATER = new Date('2026-03-04T05:07:08.000Z');

export const ASHA: User = {
  id: 'asha',
  email: 'asha@example.com',
  name: 'Asha Rao',
  mobile: '+919000000001',
  roles: ['CUSTOMER'],
  mobileVerifiedAt: null,
  emailVerifiedAt: null,
  suspendedAt: null,
  createdAt: AT,
  updatedAt: AT,
};

export function applicantOf(changes: Partial<Applicant> = {}): Applicant {
  return {
    id: 'applicant',
    userId: ASHA.id,
    providerId: 'personr',
    providerApplicantId: 'p-1',
    flowName: null,
    sourceKey: null,
    status: 'CREATED',
    decision: null,
    checkRequests: 0,
    createdAt: AT,
    updatedAt: AT,
    ...changes,
  };
}

/** As the service records it before the provider is called. */
export function verificationOf(changes: Partial<Verification> = {}): Verification {
  return {
    id: 'verification',
    userId: ASHA.id,
    capability: 'PAN',
    providerId: 'cashfree',
    checkId: 'kyc-verification',
    referenceId: null,
    subject: 'ABXXXXXX4F',
    documentId: null,
    status: 'PROCESSING',
    outcome: null,
    decision: null,
    validity: null,
    validUntil: null,
    comparisons: [],
    score: null,
    reasons: [],
    facts: [],
    retryable: false,
    raw: { providerStatus: null, providerCode: null, providerLabel: null },
    link: null,
    attempts: [{ providerId: 'cashfree', startedAt: AT, finishedAt: null, errorCode: null }],
    timeline: [{ at: AT, status: 'PROCESSING', outcome: null }],
    createdAt: AT,
    updatedAt: AT,
    completedAt: null,
    ...changes,
  };
}
