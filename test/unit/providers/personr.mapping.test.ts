import fc from 'fast-check';
import { REASON_CATEGORY } from '../../../src/domain/kernel/reason.js';
import { ContractError } from '../../../src/providers/json-reader.js';
import { parseStatus, readProblem, saysFailure } from '../../../src/providers/personr/personr.contract.js';
import { toReason, toState, toStatus } from '../../../src/providers/personr/personr.mapping.js';

const rejectTypes = { retry: ['RETRY', 'Rejected (Retry)'], final: ['FINAL', 'Rejected (Final)'] };

function stateOf(response: Record<string, unknown>) {
  return toState('1x1', parseStatus({ status: 'success', response }), rejectTypes);
}

function reviewed(result: Record<string, unknown>) {
  return stateOf({ applicantStatus: 'Reviewed', result });
}

test.each([
  ['Created', 'CREATED'],
  ['Pre-Checked', 'PROCESSING'],
  ['Pending', 'PROCESSING'],
  ['Reviewed', 'COMPLETED'],
  ['reviewed', 'UNKNOWN'],
  ['constructor', 'UNKNOWN'],
  [null, 'UNKNOWN'],
])('status %s is %s', (word, status) => {
  expect(toStatus(word)).toBe(status);
});

test.each([
  ['Rejected', 'RETRY', 'RESUBMIT', false],
  ['Rejected', 'Rejected (Retry)', 'RESUBMIT', false],
  ['Rejected', ' final ', 'DECLINED', true],
  ['Rejected (Final)', null, 'DECLINED', true],
  ['Rejected', 'LATER', 'DECLINED', false],
  ['Rejected', null, 'DECLINED', false],
  ['Rejected (Retry)', 'FINAL', 'DECLINED', false],
  ['Approved', 'RETRY', null, null],
  ['Approved', {}, null, null],
])('%s with type %s is decided %s, final %s', (reviewAnswer, reviewRejectType, decision, decisionFinal) => {
  expect(reviewed({ reviewAnswer, reviewRejectType })).toMatchObject({ decision, decisionFinal });
});

test.each([
  ['LOW_QUALITY', 'IMAGE_LOW_QUALITY'],
  ['NOT_DOC', 'DOC_WRONG_TYPE'],
  ['ID_INVALID', 'DOC_UNSUPPORTED'],
  ['INCOMPLETE_DOC', 'IMAGE_CROPPED'],
  ['UNSATISFACTORY_PHOTOS', 'IMAGE_LOW_QUALITY'],
  ['DOC_PAGE_MISSING', 'DOC_PAGE_MISSING'],
  ['DOC_DAMAGED', 'DOC_DAMAGED'],
  ['PROB_APPLICANT_DATA', 'NAME_MISMATCH'],
  ['GRAPHIC_EDITOR', 'DOC_TAMPERED'],
  ['DOC_DEPRIVED', 'DOC_UNSUPPORTED'],
  ['FRONT_SIDE_MISSING', 'DOC_SIDE_MISSING'],
  ['BACK_SIDE_MISSING', 'DOC_SIDE_MISSING'],
  ['SCREENSHOTS', 'DOC_SCREENSHOT'],
  ['BLACK_AND_WHITE', 'DOC_PHOTOCOPY'],
  ['EXPIRATION_DATE', 'DOC_EXPIRED'],
  ['UNFILLED_DOC', 'DOC_PAGE_MISSING'],
  ['FORGERY', 'DOC_FORGED'],
  ['CRIMINAL', 'WATCHLIST_HIT'],
  ['__proto__', 'OTHER'],
])('label %s is %s, and retryable only as the reject type says', (label, code) => {
  expect(toReason(label, true)).toMatchObject({ code, retryable: true });
  expect(
    reviewed({ reviewAnswer: 'Rejected', reviewRejectType: 'FINAL', rejectLabels: [label] }).reasons,
  ).toMatchObject([{ code, retryable: false }]);
});

test('no stray document number and no free text gets through', () => {
  const state = stateOf({
    applicantStatus: 'Number 123456789012',
    result: { reviewAnswer: 'The person of 1, Example Street, was refused' },
    extractedLastName: 'Rao 2345 6789 0124',
    extractedStreet: '2345678901240000',
  });
  expect(state.raw).toEqual({ providerStatus: null, providerCode: null, providerLabel: null });
  expect(state.extracted).toMatchObject({ lastName: 'Rao XXXXXXXX0124', street: 'XXXXXXXX0000' });
});

test.each(['1990-02-30', '12/04/1990', '1990-4-1', ''])('the date %s is none', (extractedBirthDate) => {
  expect(
    stateOf({ applicantStatus: 'Reviewed', extractedCity: 'Pune', extractedBirthDate }).extracted?.dateOfBirth,
  ).toBeNull();
});

test('any answer is mapped or refused, and only a plain approval of a reviewed applicant approves', () => {
  const words = fc.oneof(
    fc.constantFrom('Approved', 'approved', 'Rejected', 'RETRY', 'FINAL', 'Reviewed', 'Pending', 'Created'),
    fc.anything(),
  );
  const result = fc.oneof(
    fc.anything(),
    fc.record({ reviewAnswer: words, reviewRejectType: words, rejectLabels: words, 'Modified Date': words }),
  );
  const response = fc.oneof(
    fc.anything(),
    fc.record({ applicantStatus: words, result, extractedBirthDate: words, extractedFirstName: words }),
  );
  fc.assert(
    fc.property(fc.oneof(fc.anything(), fc.record({ response })), (body) => {
      saysFailure(body);
      readProblem(body);
      const wire = parseOrNull(body);
      if (wire === null) return;
      const state = toState('1x1', wire, rejectTypes);
      for (const reason of state.reasons) expect(Object.keys(REASON_CATEGORY)).toContain(reason.code);
      expect(state.decisionFinal === null).toBe(state.decision === null);
      if (state.decision !== 'APPROVED') return;
      expect(wire.applicantStatus).toBe('Reviewed');
      expect(wire.result?.reviewAnswer?.toLowerCase()).toBe('approved');
      expect(wire.result?.reviewRejectType).toBeNull();
      expect(state.reasons).toEqual([]);
    }),
    { numRuns: 2_000 },
  );
});

function parseOrNull(body: unknown) {
  try {
    return parseStatus(body);
  } catch (error) {
    expect(error).toBeInstanceOf(ContractError);
    return null;
  }
}
