import { type Verification, withResult } from '../../src/domain/check/verification.js';
import type { CheckResult } from '../../src/domain/provider/check-port.js';
import { found, shows } from '../../src/domain/provider/evidence.js';
import { PDF } from '../support/fakes/memory-document-store.js';
import { checkResult } from '../support/fakes/provider-samples.js';
import { CLEAR } from '../support/fakes/record-samples.js';
import { createWorld, type Run, type World } from '../support/schema-harness.js';
import { outcomeUnknown, providerError } from './provider-errors.js';
import { rootOperations } from './root-operations.js';
import { PROBLEM, VERIFICATION } from './selections.js';

const RESULT = `{ __typename ... on Verification { ${VERIFICATION} } ${PROBLEM} }`;

let world: World;
let asAsha: Run;
/** A JPEG of Asha's. */
let face: { readonly id: string; readonly globalId: string };

beforeEach(async () => {
  world = await createWorld();
  asAsha = world.as(world.people.asha);
  face = await world.addDocument(world.people.asha);
});

interface Check {
  readonly field: string;
  readonly capability: string;
  readonly subject: string;
  /** What the provider is told besides the id of the check. */
  readonly sent: Record<string, unknown>;
}

const CHECKS: readonly Check[] = [
  { field: 'verifyPan', capability: 'PAN', subject: 'ABXXXXXX4F', sent: { pan: CLEAR.pan, name: null } },
  {
    field: 'verifyBankAccount',
    capability: 'BANK_ACCOUNT',
    subject: 'XXXXXXXX6789',
    sent: { accountNumber: CLEAR.accountNumber, ifsc: 'HDFC0000001', name: null, phone: null },
  },
  {
    field: 'verifyGstin',
    capability: 'GSTIN',
    subject: '29AAXXXXXX3J1Z4',
    sent: { gstin: '29AAGCB7383J1Z4', businessName: null },
  },
  {
    field: 'matchNames',
    capability: 'NAME_MATCH',
    subject: 'A*** / A***',
    sent: { name: 'Asha Rao', otherName: 'Asha K Rao' },
  },
  {
    field: 'checkLiveness',
    capability: 'LIVENESS',
    subject: 'image',
    sent: { file: { filename: 'face.jpg', contentType: 'image/jpeg', bytes: expect.anything() } },
  },
];

/** Sends the mutation with good input and reads the whole result. */
const check = async (field: string) => {
  const ids = { user: '', applicant: '', runner: '', verification: '', document: face.globalId };
  const { query, variables } = rootOperations(ids)[field]!;
  const whole = `${query.slice(0, query.indexOf('{ __typename'))}${RESULT} }`;
  const { data, errors } = await asAsha(whole, variables);
  expect(errors).toEqual([]);
  return data[field];
};

const kept = (): readonly Verification[] => [...world.gateway.verifications.records.values()];

describe.each(CHECKS)('$field', ({ field, capability, subject, sent }) => {
  test('is recorded as under way before the provider is asked, once, and then with what it found', async () => {
    const { checks } = world.gateway.ports;
    let before: readonly Verification[] = [];
    checks.onCall('check', () => {
      before = kept();
    });
    const answer = await check(field);
    expect(before).toMatchObject([
      {
        userId: world.people.asha.id,
        capability,
        status: 'PROCESSING',
        outcome: null,
        subject,
        attempts: [{ providerId: 'cashfree', finishedAt: null, errorCode: null }],
      },
    ]);
    expect(answer).toMatchObject({
      __typename: 'Verification',
      capability,
      subject,
      status: 'COMPLETED',
      outcome: 'PASS',
      validity: 'VALID',
      score: 0.97,
      facts: [{ name: 'registeredName', value: 'ASHA RAO' }],
      completedAt: '2026-02-01T00:00:00.000Z',
      attempts: [{ providerId: 'cashfree', finishedAt: '2026-02-01T00:00:00.000Z', errorCode: null }],
      timeline: [
        { status: 'PROCESSING', outcome: null },
        { status: 'COMPLETED', outcome: 'PASS' },
      ],
      source: { providerId: 'cashfree', state: 'LIVE', error: null },
      nextAction: { __typename: 'NoAction' },
      user: { id: expect.any(String) },
      raw: null,
    });
    expect(checks.calls.map(({ method }) => method)).toEqual(['check']);
    expect(checks.lastInput('check')).toEqual({ checkId: before[0]?.checkId, ...sent });
    expect(before[0]?.checkId).toMatch(/^[A-Za-z0-9._-]{1,50}$/);
  });

  test('keeps of what was checked only the masked subject', async () => {
    await check(field);
    const text = JSON.stringify(kept());
    for (const value of [...Object.values(CLEAR).flat(), 'AAGCB7383J', 'Asha K Rao']) expect(text).not.toContain(value);
  });

  test('does nothing when no provider offers it', async () => {
    world = await createWorld({ without: ['PAN', 'BANK_ACCOUNT', 'GSTIN', 'NAME_MATCH', 'LIVENESS'] });
    asAsha = world.as(world.people.asha);
    face = await world.addDocument(world.people.asha);
    expect(await check(field)).toMatchObject({ __typename: 'Blocked' });
    expect(kept()).toEqual([]);
  });

  test('is kept as failed, and may be tried again, when the provider surely did nothing', async () => {
    world.gateway.ports.checks.fail('check', providerError('cashfree', 'PROVIDER_UNREACHABLE', true));
    expect(await check(field)).toMatchObject({
      __typename: 'ProviderUnavailable',
      retryable: true,
      outcomeUnknown: false,
    });
    expect(kept()).toMatchObject([
      {
        status: 'ERRORED',
        outcome: 'UNAVAILABLE',
        retryable: true,
        validity: null,
        completedAt: null,
        attempts: [{ errorCode: 'PROVIDER_UNREACHABLE', finishedAt: expect.anything() }],
        timeline: [{ status: 'PROCESSING' }, { status: 'ERRORED', outcome: 'UNAVAILABLE' }],
      },
    ]);
  });

  test('is kept as unknown, and not to be repeated blindly, when no answer came back', async () => {
    world.gateway.ports.checks.fail('check', outcomeUnknown('cashfree'));
    expect(await check(field)).toMatchObject({
      __typename: 'ProviderUnavailable',
      providerErrorCode: 'PROVIDER_TIMEOUT',
      retryable: false,
      outcomeUnknown: true,
    });
    expect(kept()).toMatchObject([
      { status: 'UNKNOWN', outcome: 'UNAVAILABLE', retryable: false, attempts: [{ errorCode: 'PROVIDER_TIMEOUT' }] },
    ]);
    expect(world.gateway.ports.checks.count('check')).toBe(1);
  });
});

describe('what a check found', () => {
  test.each<[string, Partial<CheckResult>, Record<string, unknown>]>([
    ['FAIL', { outcome: 'FAIL' }, { outcome: 'FAIL', validity: null, nextAction: { done: true } }],
    ['CAUTION', { outcome: 'CAUTION' }, { outcome: 'CAUTION', validity: null }],
    ['NOT_FOUND', { outcome: 'NOT_FOUND' }, { outcome: 'NOT_FOUND', validity: null }],
    ['UNKNOWN', { outcome: 'UNKNOWN', status: 'UNKNOWN' }, { outcome: 'UNKNOWN', validity: null, completedAt: null }],
    [
      'a bank out of reach',
      { outcome: 'UNAVAILABLE', status: 'ERRORED', retryable: true },
      { outcome: 'UNAVAILABLE', status: 'ERRORED', validity: null, completedAt: null },
    ],
    [
      'still under way',
      { outcome: 'PASS', status: 'PROCESSING' },
      { status: 'PROCESSING', validity: null, nextAction: { waitingOn: 'PROVIDER' } },
    ],
    [
      'in review',
      { outcome: 'CAUTION', status: 'IN_REVIEW' },
      { status: 'IN_REVIEW', nextAction: { waitingOn: 'REVIEWER' } },
    ],
    [
      'no face',
      { outcome: 'FAIL', status: 'AWAITING_INPUT', decision: 'RESUBMIT' },
      { decision: 'RESUBMIT', nextAction: { __typename: 'TakeLivePhoto', applicantId: null } },
    ],
  ])('%s is never a pass', async (_name, changes, expected) => {
    world.gateway.ports.checks.result = checkResult(changes);
    expect(await check('checkLiveness')).toMatchObject({ __typename: 'Verification', ...expected });
  });
});

describe('what the evidence makes of it', () => {
  const silent = { evidence: { checkId: null, statements: {}, periods: [] } };

  test('the word of the provider alone is no pass: what was given and not compared is named', async () => {
    world.gateway.ports.checks.result = checkResult(silent);
    expect(await check('verifyPan')).toMatchObject({
      outcome: 'CAUTION',
      validity: null,
      reasons: [{ code: 'OTHER', field: 'pan' }],
      comparisons: [{ claim: 'pan', result: 'NOT_COMPARED', score: null, source: null }],
    });
  });

  test('names are compared here where the provider shows the one it knows', async () => {
    const statements = { name: shows('RAVI MENON'), otherName: shows(null) };
    world.gateway.ports.checks.result = checkResult({ evidence: { checkId: null, statements, periods: [] } });
    expect(await check('matchNames')).toMatchObject({
      outcome: 'FAIL',
      reasons: [{ code: 'NAME_MISMATCH', field: 'name' }],
      comparisons: [{ claim: 'name', result: 'DIFFERS', source: 'LOCAL' }, { claim: 'otherName' }],
    });
    expect(JSON.stringify(kept())).not.toContain('Asha Rao');
  });

  test('what has run out says so', async () => {
    const periods = [{ field: 'validUntil', until: '2020-01-01', decisive: true }];
    world.gateway.ports.checks.result = checkResult({
      evidence: { checkId: null, statements: { liveness: found('CONFIRMED') }, periods },
    });
    expect(await check('checkLiveness')).toMatchObject({
      outcome: 'FAIL',
      validity: 'EXPIRED',
      validUntil: '2020-01-01',
      reasons: [{ code: 'DOC_EXPIRED', field: 'validUntil' }],
    });
  });

  test('an answer about another number is a bad response, and nothing is recorded as found', async () => {
    const statements = { pan: shows('AAAPM9999Z') };
    world.gateway.ports.checks.result = checkResult({ evidence: { checkId: null, statements, periods: [] } });
    expect(await check('verifyPan')).toMatchObject({
      __typename: 'ProviderUnavailable',
      providerErrorCode: 'PROVIDER_BAD_RESPONSE',
      outcomeUnknown: true,
    });
    expect(kept()).toMatchObject([{ status: 'UNKNOWN', outcome: 'UNAVAILABLE', facts: [], validity: null }]);
  });
});

describe('a date of birth on which nobody can be born', () => {
  const born = { name: 'Asha Rao', dateOfBirth: '2099-01-01' };
  test.each([
    ['verifyPanLite', 'VerifyPanLiteInput', { ...born, pan: CLEAR.pan }],
    [
      'verifyDrivingLicence',
      'VerifyDrivingLicenceInput',
      { dateOfBirth: '2099-01-01', licenceNumber: 'KA0120110000001' },
    ],
    ['verifyPassport', 'VerifyPassportInput', { ...born, fileNumber: 'BN1061234567819' }],
  ])('%s costs nothing', async (field, type, input) => {
    const { data } = await asAsha(`mutation ($input: ${type}!) { ${field}(input: $input) ${RESULT} }`, { input });
    expect(data[field]).toMatchObject({
      __typename: 'ValidationProblem',
      fieldErrors: [{ field: 'dateOfBirth', message: 'must be in the past' }],
    });
    expect([kept(), world.gateway.ports.checks.calls]).toEqual([[], []]);
  });
});

describe('checkLiveness', () => {
  test('keeps the image as evidence', async () => {
    expect(await check('checkLiveness')).toMatchObject({ evidence: { id: face.globalId } });
    expect(await check('verifyPan')).toMatchObject({ evidence: null });
  });

  test('refuses what is no image without asking or keeping anything', async () => {
    face = await world.addDocument(world.people.asha, { contentType: 'application/pdf' }, PDF);
    expect(await check('checkLiveness')).toMatchObject({
      __typename: 'ValidationProblem',
      fieldErrors: [{ field: 'documentId', message: 'must be an image' }],
    });
    expect([kept(), world.gateway.ports.checks.calls]).toEqual([[], []]);
  });

  test('says of a document whose bytes are gone that it is not there', async () => {
    face = await world.addDocument(world.people.asha, {}, null);
    expect(await check('checkLiveness')).toMatchObject({ __typename: 'NotFound', field: 'documentId' });
    expect(world.gateway.documents.records.get(face.id)?.state).toBe('MISSING');
  });
});

describe('bad input', () => {
  test.each([
    ['verifyPan', 'VerifyPanInput', { pan: 'ABCXR1234F' }, 'input.pan'],
    ['verifyPan', 'VerifyPanInput', { pan: CLEAR.pan, name: '\u0000' }, 'input.name'],
    [
      'verifyBankAccount',
      'VerifyBankAccountInput',
      { accountNumber: '12', ifsc: 'HDFC0000001' },
      'input.accountNumber',
    ],
    ['verifyBankAccount', 'VerifyBankAccountInput', { accountNumber: '000123456780', ifsc: 'x' }, 'input.ifsc'],
    ['verifyGstin', 'VerifyGstinInput', { gstin: '29AAGCB7383J1Z5' }, 'input.gstin'],
    ['matchNames', 'MatchNamesInput', { name: 'Asha', otherName: 'x'.repeat(100_000) }, 'input.otherName'],
  ])('%s: %s %j costs nothing', async (field, type, input, argument) => {
    const { data, errors } = await asAsha(`mutation ($input: ${type}!) { ${field}(input: $input) { __typename } }`, {
      input,
    });
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: argument } }]);
    expect([kept(), world.gateway.ports.checks.calls]).toEqual([[], []]);
  });
});

test('what the provider told about a check is in its history, for staff only', async () => {
  const { globalId, createdAt: receivedAt } = await world.addVerification(world.people.asha, { referenceId: 'r-7' });
  const result: CheckResult = checkResult({ outcome: 'PASS' });
  const event = {
    dedupeKey: 'd',
    eventType: 'T',
    recordKey: 'r-7',
    occurredAt: null,
    subject: 'CHECK',
    result,
  } as const;
  const id = '01900000-0000-7000-8000-00000000000e';

  world.gateway.webhookEvents.events.push({ id, event, receivedAt, processedAt: null });
  const query = `query ($id: ID!) { verification(id: $id) { history { nodes { eventType outcome processedAt } } } }`;
  const shown = async (run: Run) => (await run(query, { id: globalId })).data.verification.history;
  expect(await shown(world.as(world.people.ravi))).toEqual({
    nodes: [{ eventType: 'T', outcome: 'PASS', processedAt: null }],
  });
  expect(await shown(asAsha)).toBeNull();
});

describe('while a call is on its way', () => {
  const SUBMIT = `mutation ($input: VerifyAadhaarOtpInput!) { verifyAadhaarOtp(input: $input) {
    __typename ... on Verification { status outcome } ... on Conflict { field } } }`;

  test('a second code for the same check is not sent', async () => {
    const { globalId: verificationId } = await world.addVerification(world.people.asha, {
      capability: 'AADHAAR_OTP',
      status: 'AWAITING_INPUT',
      outcome: 'UNAVAILABLE',
      // The one that the fake provider answers with.
      referenceId: '1001',
    });
    const submit = () => asAsha(SUBMIT, { input: { verificationId, code: '111000' } });
    const answers = await Promise.all([submit(), submit(), submit()]);
    const names = answers.map(({ data }) => data.verifyAadhaarOtp.__typename);
    expect(names.sort()).toEqual(['Conflict', 'Conflict', 'Verification']);
    expect(world.gateway.ports.checks.count('submitCode')).toBe(1);
  });

  test('what a webhook writes meanwhile stands, and the answer goes beside it', async () => {
    const { gateway } = world;
    gateway.ports.checks.onCall('check', async () => {
      const seen = [...gateway.verifications.records.values()].at(-1)!;
      const told = withResult(seen, checkResult({ outcome: 'FAIL' }), new Date(seen.updatedAt.getTime() + 1));
      expect(await gateway.verifications.replace(seen, told)).toBe(true);
    });
    const verify = `mutation ($input: VerifyPanInput!) { verifyPan(input: $input) { ... on Verification { id } } }`;
    await asAsha(verify, { input: { pan: CLEAR.pan } });
    const kept = [...gateway.verifications.records.values()].at(-1)!;
    expect(kept).toMatchObject({ status: 'COMPLETED', outcome: 'FAIL', referenceId: '1001' });
    expect(kept.timeline.map(({ outcome }) => outcome)).toEqual([null, 'FAIL', 'PASS', 'FAIL']);
  });
});
