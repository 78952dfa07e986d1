import { KYC_STEPS, summarise } from '../../../src/domain/kyc/kyc-summary.js';
import { emptyProfile, type Profile } from '../../../src/domain/user/profile.js';
import { ASHA, applicantOf, verificationOf } from './people.js';

const FULL: Profile = {
  ...emptyProfile(ASHA.id),
  pan: {
    number: 'ABCPA1234F',
    name: 'Asha Rao',
    dateOfBirth: '1990-01-31',
    mobile: null,
    email: null,
    holderType: 'INDIVIDUAL',
  },
  personal: {
    gender: 'FEMALE',
    placeOfBirth: 'Pune',
    occupation: 'Engineer',
    annualIncome: 1,
    indianCitizen: true,
    informationConfirmed: true,
  },
  address: { line: '1', landmark: null, city: 'Pune', pincode: '411001', state: 'Maharashtra', country: 'IN' },
  bankAccounts: [
    {
      id: 'b',
      bankName: 'Example Bank',
      accountType: 'SAVINGS',
      accountNumber: '000012345678',
      ifsc: 'EXAM0000001',
      primary: true,
    },
  ],
};
const PASSED = { status: 'COMPLETED', outcome: 'PASS', validity: 'VALID' } as const;
const CHECKS = [verificationOf(PASSED), verificationOf({ ...PASSED, capability: 'BANK_ACCOUNT' })];

describe('the KYC summary', () => {
  test('of a new account has every step missing', () => {
    expect(summarise(emptyProfile(ASHA.id), [], [])).toEqual({ done: [], missing: KYC_STEPS, complete: false });
  });

  test('is complete when every step is done', () => {
    expect(summarise(FULL, [applicantOf()], CHECKS)).toEqual({ done: KYC_STEPS, missing: [], complete: true });
  });

  test.each([
    ['PAN', { pan: null }],
    ['PERSONAL', { personal: null }],
    ['ADDRESS', { address: null }],
    ['BANK_ACCOUNT', { bankAccounts: [] }],
  ] as const)('misses %s when the profile does', (step, changes) => {
    const summary = summarise({ ...FULL, ...changes }, [applicantOf()], CHECKS);
    expect(summary).toMatchObject({ missing: [step], complete: false });
    expect(summary.done).toHaveLength(KYC_STEPS.length - 1);
  });

  test('does not count an applicant that never reached the provider', () => {
    const missing = (applicants: Parameters<typeof summarise>[1]) => summarise(FULL, applicants, CHECKS).missing;
    expect(missing([applicantOf({ providerApplicantId: null })])).toEqual(['SCREENING']);
    expect(missing([applicantOf({ providerApplicantId: null }), applicantOf()])).toEqual([]);
  });

  test.each([
    ['failed', { ...PASSED, outcome: 'FAIL' }],
    ['could not be done', { ...PASSED, outcome: 'UNAVAILABLE' }],
    ['gave an unknown word', { ...PASSED, outcome: 'UNKNOWN' }],
    ['needs a look', { ...PASSED, outcome: 'CAUTION' }],
    ['has no answer yet', { outcome: null, validity: null }],
    ['no longer holds', { ...PASSED, validity: 'REVOKED' }],
    ['was of another kind', { ...PASSED, capability: 'GSTIN' }],
  ] as const)('does not count a check that %s', (_name, changes) => {
    const checks = [verificationOf(changes), verificationOf({ ...PASSED, capability: 'BANK_ACCOUNT' })];
    expect(summarise(FULL, [applicantOf()], checks).missing).toEqual(['PAN_CHECK']);
  });

  test('counts one check that passed beside others that did not', () => {
    const checks = [verificationOf({ ...PASSED, outcome: 'FAIL' }), ...CHECKS];
    expect(summarise(FULL, [applicantOf()], checks).complete).toBe(true);
  });
});
