import fc from 'fast-check';
import { CHECK_OUTCOMES, LIFECYCLE_STATUSES } from '../../../src/domain/kernel/lifecycle.js';
import type { CheckResult } from '../../../src/domain/provider/check-port.js';
import {
  parseBankAccountAnswer,
  parseGstinAnswer,
  parseLivenessAnswer,
  parseNameMatchAnswer,
  parsePanAnswer,
  readError,
} from '../../../src/providers/cashfree/cashfree.contract.js';
import { type CashfreePolicy, toIsoDate, toUnitScore, word } from '../../../src/providers/cashfree/cashfree.mapping.js';
import { cashfreeBankAccountCheck } from '../../../src/providers/cashfree/checks/bank-account.js';
import { cashfreeGstinCheck } from '../../../src/providers/cashfree/checks/gstin.js';
import { cashfreeLivenessCheck } from '../../../src/providers/cashfree/checks/liveness.js';
import { cashfreeNameMatchCheck } from '../../../src/providers/cashfree/checks/name-match.js';
import { cashfreePanCheck } from '../../../src/providers/cashfree/checks/pan.js';
import { toBankRefusalResult } from '../../../src/providers/cashfree/checks/shared/bank-account-answer.js';
import { ContractError } from '../../../src/providers/json-reader.js';

const policy: CashfreePolicy = {
  nameMatchPassScore: 0.85,
  nameMatchCautionScore: 0.6,
  faceMatchScore: 0.7,
  retryableBankCodes: new Set(['npci_unavailable']),
};

const text = fc.option(fc.oneof(fc.string(), fc.constantFrom('VALID', 'INVALID', 'SUCCESS', 'Active', 'DELETED')));
const number = fc.option(fc.oneof(fc.double(), fc.integer({ min: 0, max: 100 })));
const flag = fc.option(fc.boolean());

const pans = fc.record({
  pan: text,
  reference_id: text,
  valid: fc.boolean(),
  pan_status: text,
  type: text,
  name_provided: text,
  registered_name: text,
  name_pan_card: text,
  name_match_score: number,
  name_match_result: text,
  aadhaar_seeding_status: text,
  last_updated_at: text,
  message: text,
});
const accounts = fc.record({
  reference_id: text,
  account_status: fc.oneof(fc.string(), fc.constantFrom('VALID', 'INVALID', 'FAILED', 'RECEIVED')),
  account_status_code: fc.option(fc.oneof(fc.string(), fc.constantFrom('ACCOUNT_IS_VALID', 'ACCOUNT_BLOCKED'))),
  name_at_bank: text,
  bank_name: text,
  branch: text,
  city: text,
  micr: text,
  ifsc: text,
  name_match_score: number,
  name_match_result: text,
});
const gstins = fc.record({
  GSTIN: text,
  reference_id: text,
  valid: flag,
  legal_name_of_business: text,
  trade_name_of_business: text,
  constitution_of_business: text,
  taxpayer_type: text,
  gst_in_status: text,
  date_of_registration: text,
  last_update_date: text,
  center_jurisdiction: text,
  state_jurisdiction: text,
  nature_of_business_activities: fc.array(fc.string()),
  principal_place_address: text,
  district: text,
  state: text,
  pincode: text,
});
const matches = fc.record({
  verification_id: text,
  name_1: text,
  name_2: text,
  reference_id: text,
  status: fc.oneof(fc.string(), fc.constant('SUCCESS')),
  score: number,
  reason: text,
});
const faces = fc.record({
  verification_id: text,
  reference_id: text,
  status: fc.oneof(fc.string(), fc.constantFrom('SUCCESS', 'FACE_NOT_DETECTED', 'REAL_FACE_NOT_DETECTED')),
  liveness: flag,
  liveness_score: number,
  eye_wear: flag,
  face_occluded: flag,
  eyes_open: flag,
  exposure: text,
  blur: flag,
  face_alignment: text,
  head_turned: flag,
});

function isSound(result: CheckResult): void {
  expect(CHECK_OUTCOMES).toContain(result.outcome);
  expect(LIFECYCLE_STATUSES).toContain(result.status);
  if (result.score !== null) {
    expect(result.score).toBeGreaterThanOrEqual(0);
    expect(result.score).toBeLessThanOrEqual(1);
  }
}

describe('the mappings are total, and only what is known to be good passes', () => {
  test('PAN', () => {
    fc.assert(
      fc.property(pans, fc.boolean(), (pan, nameGiven) => {
        const result = cashfreePanCheck.read(pan, nameGiven, policy);
        isSound(result);
        if (result.outcome !== 'PASS') return;
        expect(pan.valid).toBe(true);
        expect(pan.pan_status?.toUpperCase() ?? 'VALID').toBe('VALID');
      }),
    );
  });

  test('bank account', () => {
    fc.assert(
      fc.property(accounts, flag, (account, nameGiven) => {
        const result = cashfreeBankAccountCheck.read(account, nameGiven, policy);
        isSound(result);
        if (result.outcome !== 'PASS') return;
        expect(account.account_status).toBe('VALID');
        expect(account.account_status_code?.toUpperCase() ?? 'ACCOUNT_IS_VALID').toBe('ACCOUNT_IS_VALID');
      }),
    );
  });

  test('the refusals of a bank check never pass, and none but a listed fraud account fails', () => {
    fc.assert(
      fc.property(fc.string(), text, (code, reference_id) => {
        const result = toBankRefusalResult({ code, reference_id }, policy);
        isSound(result);
        expect(result.outcome).toBe('UNAVAILABLE');
      }),
    );
    expect(toBankRefusalResult({ code: 'fraud_account', reference_id: null }, policy).outcome).toBe('FAIL');
  });

  test('GSTIN', () => {
    fc.assert(
      fc.property(gstins, (gstin) => {
        const result = cashfreeGstinCheck.read(gstin, null, policy);
        isSound(result);
        if (result.outcome !== 'PASS') return;
        expect([gstin.valid, gstin.gst_in_status?.toLowerCase()]).toEqual([true, 'active']);
      }),
    );
  });

  test('name match', () => {
    fc.assert(
      fc.property(matches, (match) => {
        const result = cashfreeNameMatchCheck.read(match, null, policy);
        isSound(result);
        if (result.outcome === 'PASS') expect([match.status, (match.score ?? 0) >= 0.85]).toEqual(['SUCCESS', true]);
      }),
    );
  });

  test('liveness', () => {
    fc.assert(
      fc.property(faces, (face) => {
        const result = cashfreeLivenessCheck.read(face, null, policy);
        isSound(result);
        if (result.outcome === 'PASS') expect([face.status, face.liveness]).toEqual(['SUCCESS', true]);
      }),
    );
  });
});

describe('the parsers throw nothing but ContractError', () => {
  const keys = fc.constantFrom('valid', 'status', 'account_status', 'score', 'quality', 'eye_wear', 'message', 'code');
  const bodies = fc.oneof(
    fc.anything(),
    fc.dictionary(keys, fc.oneof(fc.anything(), fc.constantFrom('SUCCESS', true))),
  );

  test.each([
    ['PAN', parsePanAnswer],
    ['bank account', parseBankAccountAnswer],
    ['GSTIN', parseGstinAnswer],
    ['name match', parseNameMatchAnswer],
    ['liveness', parseLivenessAnswer],
  ])('%s', (_, parse) => {
    fc.assert(
      fc.property(bodies, (body) => {
        expect(() => readError(body)).not.toThrow();
        try {
          expect(parse(body)).toBeInstanceOf(Object);
        } catch (error) {
          expect(error).toBeInstanceOf(ContractError);
        }
      }),
    );
  });
});

describe('bank checks', () => {
  const account = parseBankAccountAnswer({ account_status: 'INVALID', account_status_code: 'BANK_ON_THE_MOON' });

  test('an invalid account fails also when its code is new', () => {
    const result = cashfreeBankAccountCheck.read(account, false, policy);
    expect(result).toMatchObject({ outcome: 'FAIL', reasons: [{ code: 'OTHER', providerCode: 'BANK_ON_THE_MOON' }] });
  });

  test('a check under way that nobody can read again is an outage', () => {
    const result = toBankRefusalResult({ code: 'verification_already_under_process', reference_id: null }, policy);
    expect(result).toMatchObject({ status: 'ERRORED', outcome: 'UNAVAILABLE', retryable: false });
  });

  test('which outages may be asked again is the operator’s choice', () => {
    const result = (code: string) => toBankRefusalResult({ code, reference_id: null }, policy).retryable;
    expect([result('npci_unavailable'), result('imps_mode_fail')]).toEqual([true, false]);
  });
});

test.each([
  ['01/07/2019', '2019-07-01'],
  ['01-07-2019', '2019-07-01'],
  ['2019-07-01', '2019-07-01'],
  ['2019-07-01T10:00:00Z', '2019-07-01'],
  ['2019-07-01 10:00:00', '2019-07-01'],
  ['31/02/2019', null],
  ['07/2019', null],
  ['', null],
  [null, null],
])('the date %p is %p', (given, expected) => {
  expect(toIsoDate(given)).toBe(expected);
});

test.each([
  [90, 100, 0.9],
  [0, 100, 0],
  [100.1, 100, null],
  [-1, 1, null],
  [null, 1, null],
  [Number.NaN, 1, null],
])('the score %p of %p is %p', (value, max, expected) => {
  expect(toUnitScore(value, max)).toBe(expected);
});

test('free text and bare numbers are not kept as words of the provider', () => {
  expect([word('NO_MATCH'), word('Asha Rao'), word('123456789012'), word(''), word(null)]).toEqual([
    'NO_MATCH',
    null,
    null,
    null,
    null,
  ]);
});
