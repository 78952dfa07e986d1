import { withFailure, withResult } from '../../../../src/domain/check/verification.js';
import type { CheckResult } from '../../../../src/domain/provider/check-port.js';
import { found } from '../../../../src/domain/provider/evidence.js';
import { AT, LATER, verificationOf } from '../people.js';

const ANSWER = {
  referenceId: '0042',
  status: 'COMPLETED',
  outcome: 'PASS',
  decision: null,
  reasons: [{ code: 'NAME_MISMATCH', retryable: false, field: 'name', providerCode: null }],
  score: 0.9,
  facts: [{ name: 'registeredName', value: 'ASHA RAO' }],
  retryable: false,
  raw: { providerStatus: 'VALID', providerCode: null, providerLabel: null },
} satisfies CheckResult;
const PASS: CheckResult = {
  ...ANSWER,
  evidence: { checkId: null, statements: { pan: found('CONFIRMED') }, periods: [] },
};

describe('a verification whose provider answered', () => {
  test('has everything the answer says, ends its attempt, and remembers both points of its life', () => {
    const pending = verificationOf();
    const finished = withResult(pending, PASS, LATER);
    expect(finished).toEqual({
      ...pending,
      ...ANSWER,
      validity: 'VALID',
      comparisons: [{ claim: 'pan', result: 'CONFIRMED', score: null, source: 'PROVIDER' }],
      attempts: [{ providerId: 'cashfree', startedAt: AT, finishedAt: LATER, errorCode: null }],
      timeline: [
        { at: AT, status: 'PROCESSING', outcome: null },
        { at: LATER, status: 'COMPLETED', outcome: 'PASS' },
      ],
      updatedAt: LATER,
      completedAt: LATER,
    });
    expect(pending).toEqual(verificationOf());
  });

  test.each(['FAIL', 'CAUTION', 'NOT_FOUND', 'NOT_APPLICABLE', 'UNAVAILABLE', 'UNKNOWN'] as const)(
    'with %s is not valid for anything',
    (outcome) => {
      expect(withResult(verificationOf(), { ...PASS, outcome }, LATER)).toMatchObject({ outcome, validity: null });
    },
  );

  test.each(['PROCESSING', 'IN_REVIEW', 'AWAITING_INPUT', 'UNKNOWN'] as const)(
    'with a pass that is only %s is neither valid nor complete',
    (status) => {
      const result = withResult(verificationOf(), { ...PASS, status }, LATER);
      expect(result).toMatchObject({ status, validity: null, completedAt: null });
    },
  );

  test('keeps the reference it has when the answer brings none', () => {
    const pending = verificationOf({ referenceId: '0041' });
    expect(withResult(pending, { ...PASS, referenceId: null }, LATER).referenceId).toBe('0041');
  });

  test('ends the last of several attempts and leaves the others', () => {
    const first = { providerId: 'cashfree', startedAt: AT, finishedAt: AT, errorCode: 'PROVIDER_TIMEOUT' } as const;
    const second = { providerId: 'cashfree', startedAt: AT, finishedAt: null, errorCode: null };
    const { attempts } = withResult(verificationOf({ attempts: [first, second] }), PASS, LATER);
    expect(attempts).toEqual([first, { ...second, finishedAt: LATER }]);
  });
});

describe('a verification whose provider gave no usable answer', () => {
  test('is errored, may be tried again, and counts as not checked rather than failed', () => {
    expect(withFailure(verificationOf(), 'PROVIDER_UNAVAILABLE', false, true, LATER)).toMatchObject({
      status: 'ERRORED',
      outcome: 'UNAVAILABLE',
      validity: null,
      retryable: true,
      completedAt: null,
      attempts: [{ finishedAt: LATER, errorCode: 'PROVIDER_UNAVAILABLE' }],
      timeline: [{ status: 'PROCESSING' }, { at: LATER, status: 'ERRORED', outcome: 'UNAVAILABLE' }],
    });
  });

  test('is unknown when the call may have been done and charged, and then never to be repeated blindly', () => {
    expect(withFailure(verificationOf(), 'PROVIDER_TIMEOUT', true, true, LATER)).toMatchObject({
      status: 'UNKNOWN',
      outcome: 'UNAVAILABLE',
      retryable: false,
    });
  });

  test('is not to be retried when the failure is for good', () => {
    expect(withFailure(verificationOf(), 'PROVIDER_REJECTED', false, false, LATER).retryable).toBe(false);
  });
});
