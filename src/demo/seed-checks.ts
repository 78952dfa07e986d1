import type { Verification } from '../domain/check/verification.js';
import { maskAadhaar } from '../domain/identifier/mask.js';
import { DEMO_CHECKS } from './people.js';

/** The demo person who has checks under way: Nila, a customer. The first person's lists stay short. */
export const CHECKS_OF = 3;

/** An Aadhaar check that waits for its code (the simulator's is 111000), and a DigiLocker session that was consented to. */
export function demoChecks(base: Verification, idOf: (kind: number) => string): readonly Verification[] {
  const none = {
    score: null,
    reasons: [],
    facts: [],
    comparisons: [],
    validity: null,
    decision: null,
    retryable: false,
  } as const;
  const { createdAt: at, attempts } = base;
  const start = { at, status: 'PROCESSING', outcome: null } as const;
  return [
    {
      ...base,
      ...none,
      id: idOf(8),
      capability: 'AADHAAR_OTP',
      checkId: `kyc-${idOf(8)}`,
      referenceId: DEMO_CHECKS.aadhaarReferenceId,
      subject: maskAadhaar('0001'),
      status: 'AWAITING_INPUT',
      outcome: 'UNAVAILABLE',
      raw: { providerStatus: 'SUCCESS', providerCode: null, providerLabel: null },
      attempts,
      timeline: [start, { at, status: 'AWAITING_INPUT', outcome: 'UNAVAILABLE' }],
      completedAt: null,
    },
    {
      ...base,
      ...none,
      id: idOf(9),
      capability: 'DIGILOCKER',
      checkId: `kyc-${idOf(9)}`,
      referenceId: DEMO_CHECKS.digilockerReferenceId,
      subject: 'AADHAAR, PAN',
      status: 'COMPLETED',
      outcome: 'PASS',
      validity: 'VALID',
      comparisons: [{ claim: 'documents', result: 'CONFIRMED', score: null, source: 'LOCAL' }],
      raw: { providerStatus: 'AUTHENTICATED', providerCode: null, providerLabel: null },
      timeline: [start, { at, status: 'COMPLETED', outcome: 'PASS' }],
    },
  ];
}
