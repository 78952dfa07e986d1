import { isNoBetter, withAnswer, withoutAnswer } from '../../../../src/domain/check/standing.js';
import { type Verification, withResult } from '../../../../src/domain/check/verification.js';
import { mayMove } from '../../../../src/domain/kernel/lifecycle.js';
import type { CheckResult } from '../../../../src/domain/provider/check-port.js';
import { LATER, verificationOf } from '../people.js';

/** A kind that claims nothing, so that an answer without evidence keeps its outcome. */
const sent = (): Verification => ({ ...verificationOf(), capability: 'AADHAAR_MASKING' });

const EVEN_LATER = new Date(LATER.getTime() + 1_000);

function resultOf(status: CheckResult['status'], outcome: CheckResult['outcome']): CheckResult {
  const raw = { providerStatus: outcome, providerCode: null, providerLabel: null };
  const empty = { decision: null, reasons: [], score: null, facts: [], retryable: false, raw };
  return { referenceId: '1001', status, outcome, ...empty };
}

const told = (status: CheckResult['status'], outcome: CheckResult['outcome']) =>
  withResult(sent(), resultOf(status, outcome), LATER);

const pathOf = ({ timeline }: Verification) => timeline.map(({ status, outcome }) => `${status} ${outcome}`);

describe('the answer to our call after an event was faster', () => {
  test.each([
    ['nothing', sent(), resultOf('PROCESSING', 'UNAVAILABLE'), 'PROCESSING', 'UNAVAILABLE'],
    ['a pass', told('COMPLETED', 'PASS'), resultOf('PROCESSING', 'UNAVAILABLE'), 'COMPLETED', 'PASS'],
    ['a failure', told('COMPLETED', 'FAIL'), resultOf('AWAITING_INPUT', 'UNAVAILABLE'), 'COMPLETED', 'FAIL'],
    ['an end', told('EXPIRED', 'UNAVAILABLE'), resultOf('AWAITING_INPUT', 'UNAVAILABLE'), 'EXPIRED', 'UNAVAILABLE'],
    ['a step', told('PROCESSING', 'UNAVAILABLE'), resultOf('COMPLETED', 'PASS'), 'COMPLETED', 'PASS'],
    ['a pass', told('COMPLETED', 'PASS'), resultOf('COMPLETED', 'CAUTION'), 'COMPLETED', 'CAUTION'],
    ['a failure', told('COMPLETED', 'FAIL'), resultOf('COMPLETED', 'PASS'), 'COMPLETED', 'FAIL'],
  ])('%s stands or goes: %#', (_what, newest, answer, status, outcome) => {
    const after = withAnswer(newest, answer, EVEN_LATER);
    expect(after).toMatchObject({ status, outcome, referenceId: '1001', updatedAt: EVEN_LATER });
    expect(after.attempts.at(-1)?.finishedAt).toEqual(EVEN_LATER);
    expect(pathOf(after).slice(0, newest.timeline.length)).toEqual(pathOf(newest));
    expect(pathOf(after)).toContain(`${answer.status} ${answer.outcome}`);
    expect(pathOf(after).at(-1)).toBe(`${status} ${outcome}`);
  });

  test('a call that failed takes nothing away from what an event told, and is in the history', () => {
    const error = { code: 'PROVIDER_TIMEOUT', outcomeUnknown: true, retryable: true } as const;
    const after = withoutAnswer(told('COMPLETED', 'FAIL'), error, EVEN_LATER);
    expect(after).toMatchObject({ status: 'COMPLETED', outcome: 'FAIL' });
    expect(after.attempts.at(-1)).toMatchObject({ errorCode: 'PROVIDER_TIMEOUT' });
    expect(pathOf(after).slice(-2)).toEqual(['UNKNOWN UNAVAILABLE', 'COMPLETED FAIL']);
    expect(withoutAnswer(sent(), error, LATER)).toMatchObject({ status: 'UNKNOWN', outcome: 'UNAVAILABLE' });
  });
});

describe('what may count by its own word', () => {
  const open = sent();
  const waiting = told('AWAITING_INPUT', 'UNAVAILABLE');
  const expired = told('EXPIRED', 'UNAVAILABLE');
  const [pass, caution, fail] = [told('COMPLETED', 'PASS'), told('COMPLETED', 'CAUTION'), told('COMPLETED', 'FAIL')];
  test.each([
    [open, resultOf('COMPLETED', 'PASS'), false],
    [open, resultOf('COMPLETED', 'CAUTION'), false],
    [open, resultOf('COMPLETED', 'NOT_APPLICABLE'), false],
    [open, resultOf('COMPLETED', 'FAIL'), true],
    [open, resultOf('ERRORED', 'UNAVAILABLE'), true],
    [waiting, resultOf('EXPIRED', 'UNAVAILABLE'), true],
    [waiting, resultOf('COMPLETED', 'PASS'), false],
    [expired, resultOf('AWAITING_INPUT', 'UNAVAILABLE'), false],
    [expired, resultOf('COMPLETED', 'PASS'), false],
    [fail, resultOf('COMPLETED', 'PASS'), false],
    [fail, resultOf('COMPLETED', 'CAUTION'), false],
    [fail, resultOf('ERRORED', 'UNAVAILABLE'), false],
    [caution, resultOf('COMPLETED', 'PASS'), false],
    [caution, resultOf('COMPLETED', 'FAIL'), true],
    // Another name under the same pass is another pass.
    [pass, resultOf('COMPLETED', 'PASS'), false],
    [pass, resultOf('COMPLETED', 'FAIL'), true],
    [{ ...waiting, decision: 'RESUBMIT' as const }, resultOf('COMPLETED', 'FAIL'), false],
  ])('%#', (standing, event, counts) => {
    expect(isNoBetter(standing, event)).toBe(counts);
  });
});

test.each([
  ['CREATED', 'COMPLETED', true],
  ['AWAITING_INPUT', 'COMPLETED', true],
  ['PROCESSING', 'EXPIRED', true],
  ['ERRORED', 'COMPLETED', true],
  ['UNKNOWN', 'COMPLETED', true],
  ['COMPLETED', 'COMPLETED', true],
  ['COMPLETED', 'IN_REVIEW', true],
  ['COMPLETED', 'PROCESSING', false],
  ['COMPLETED', 'AWAITING_INPUT', false],
  ['COMPLETED', 'ERRORED', false],
  ['EXPIRED', 'COMPLETED', false],
  ['CANCELLED', 'PROCESSING', false],
  ['PROCESSING', 'CREATED', false],
] as const)('from %s to %s: %p', (from, to, allowed) => {
  expect(mayMove(from, to)).toBe(allowed);
});

test('only after it was asked to send something better is a person awaited again', () => {
  expect([mayMove('COMPLETED', 'AWAITING_INPUT', true), mayMove('COMPLETED', 'PROCESSING', true)]).toEqual([
    true,
    true,
  ]);
});
