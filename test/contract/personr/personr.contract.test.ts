import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEMO_PEOPLE } from '../../../src/demo/people.js';
import type { ScreeningState } from '../../../src/domain/provider/screening-port.js';
import { startPersonrSimulator } from '../../../src/providers/personr/simulator/personr.simulator.js';
import { PERSONR_SIMULATOR_TOKEN } from '../../../src/providers/personr/simulator/token.simulator.js';
import type { RunningSimulator } from '../../../src/providers/simulator/simulator-kit.js';
import { applicant, context, document, failureOf, type OpenedPersonr, openPersonr } from './personr.harness.js';

const tokenEnv = { PERSONR_TOKEN: PERSONR_SIMULATOR_TOKEN };

let simulator: RunningSimulator;
const opened: OpenedPersonr[] = [];

function open(env: Record<string, string> = tokenEnv, operationTimeoutMs?: number, path = '') {
  const next = openPersonr(`${simulator.url}${path}`, env, operationTimeoutMs);
  opened.push(next);
  return next.screening;
}

beforeEach(async () => {
  simulator = await startPersonrSimulator({ port: 0 });
});

afterEach(async () => {
  await Promise.all(opened.splice(0).map(({ provider }) => provider.close()));
  await simulator.close();
});

/** Creates, uploads, checks, and looks until the review has ended. */
async function review(lastName: string): Promise<{ id: string; seen: ScreeningState[]; last: ScreeningState }> {
  const screening = open();
  const { providerApplicantId: id } = await screening.createApplicant(applicant({ lastName }), context);
  await screening.uploadDocument(id, document(), context);
  await screening.requestCheck(id, context);
  const seen: ScreeningState[] = [];
  for (let look = 0; look < 3; look++) seen.push(await screening.getApplicantState(id, context));
  const last = seen[2];
  if (last === undefined) throw new Error('no state');
  return { id, seen, last };
}

describe('an applicant at the simulator', () => {
  test('goes from created over processing to an approval with the extracted data', async () => {
    const screening = open();
    const created = await screening.createApplicant(
      applicant({ sourceKey: 'source-1', externalUserIds: ['UUID1', 'UUID2'] }),
      context,
    );
    expect(created).toMatchObject({ status: 'CREATED', raw: { providerStatus: 'Created' } });
    expect(created.providerApplicantId).toMatch(/^\d{13}x\d{18}$/);
    const id = created.providerApplicantId;
    expect(await screening.getApplicantState(id, context)).toMatchObject({
      status: 'CREATED',
      decision: null,
      extracted: null,
    });

    expect(await screening.uploadDocument(id, document(), context)).toEqual({ errors: [], warnings: [] });
    const selfie = document({ kind: 'SELFIE', side: null, filename: 'selfie', contentType: 'image/png' });
    expect(await screening.uploadDocument(id, selfie, context)).toEqual({ errors: [], warnings: [] });
    expect(await screening.getApplicantState(id, context)).toMatchObject({
      status: 'PROCESSING',
      raw: { providerStatus: 'Pre-Checked' },
    });

    const before = Date.now();
    await screening.requestCheck(id, context);
    expect(await screening.getApplicantState(id, context)).toMatchObject({ status: 'PROCESSING', decision: null });
    await screening.getApplicantState(id, context);
    const reviewed = await screening.getApplicantState(id, context);
    expect(reviewed).toMatchObject({
      providerApplicantId: id,
      status: 'COMPLETED',
      decision: 'APPROVED',
      decisionFinal: true,
      reasons: [],
      extracted: {
        firstName: 'Asha',
        lastName: 'Rao',
        dateOfBirth: DEMO_PEOPLE[0]?.dateOfBirth,
        documentCountry: 'IND',
      },
      raw: { providerStatus: 'Reviewed', providerCode: 'Approved', providerLabel: null },
    });
    expect(reviewed.decidedAt?.getTime()).toBeGreaterThanOrEqual(before);
    expect(await screening.getApplicantDetails(id, context)).toEqual({
      email: 'asha@example.com',
      phone: '+61 491 570 006',
      firstName: 'Asha',
      lastName: 'Rao',
      flowName: 'KYC basic',
      tags: ['simulated'],
    });
  });

  test.each([
    [
      'Reject-Retry',
      'RESUBMIT',
      false,
      [
        ['IMAGE_LOW_QUALITY', true],
        ['DOC_SIDE_MISSING', true],
      ],
    ],
    [
      'Reject-Final',
      'DECLINED',
      true,
      [
        ['DOC_FORGED', false],
        ['WATCHLIST_HIT', false],
      ],
    ],
    ['Reject-Untyped', 'DECLINED', false, [['DOC_UNSUPPORTED', false]]],
    ['Reject-Inline', 'RESUBMIT', false, [['DOC_SCREENSHOT', true]]],
    ['Unknown-Label', 'RESUBMIT', false, [['OTHER', true]]],
    ['Unknown', null, null, []],
    ['Contradiction', null, null, [['DOC_FORGED', false]]],
  ] as const)('named %s is decided %s, final %s', async (lastName, decision, final, reasons) => {
    const { last } = await review(lastName);
    expect(last).toMatchObject({ status: 'COMPLETED', decision, decisionFinal: final });
    expect(last.reasons.map(({ code, retryable }) => [code, retryable])).toEqual(reasons);
  });

  test('with a status that no list has is unknown, and one that stays pending is never decided', async () => {
    expect((await review('Unknown-Status')).last).toMatchObject({
      status: 'UNKNOWN',
      decision: null,
      raw: { providerStatus: 'Escalated' },
    });
    expect((await review('Stays-Pending')).seen.map(({ status }) => status)).toEqual([
      'PROCESSING',
      'PROCESSING',
      'PROCESSING',
    ]);
  });

  test('that must resubmit is approved after a further document and a further check', async () => {
    const { id, last } = await review('Reject-Retry');
    expect(last.decision).toBe('RESUBMIT');
    const screening = open();
    await screening.uploadDocument(id, document({ filename: 'front.jpg' }), context);
    await screening.requestCheck(id, context);
    const states = [];
    for (let look = 0; look < 3; look++) states.push(await screening.getApplicantState(id, context));
    expect(states.map(({ decision }) => decision)).toEqual([null, null, 'APPROVED']);
  });

  test('is refused the sixth check', async () => {
    const screening = open();
    const { providerApplicantId: id } = await screening.createApplicant(applicant(), context);
    for (let attempt = 1; attempt <= 5; attempt++) await screening.requestCheck(id, context);
    expect(await failureOf(screening.requestCheck(id, context))).toMatchObject({
      code: 'PROVIDER_REJECTED',
      retryable: false,
      outcomeUnknown: false,
    });
  });

  test('who is not known gives NOT_FOUND for every operation', async () => {
    const screening = open();
    const calls = [
      screening.getApplicantState('1x1', context),
      screening.getApplicantDetails('1x1', context),
      screening.uploadDocument('1x1', document(), context),
      screening.requestCheck('1x1', context),
    ];
    for (const failure of await Promise.all(calls.map(failureOf))) {
      expect(failure).toMatchObject({ code: 'PROVIDER_NOT_FOUND', providerCode: 'MISSING_DATA', retryable: false });
    }
  });
});

describe('creation', () => {
  test('names the flow name or the missing field as what was refused', async () => {
    const screening = open();
    const wrongFlow = screening.createApplicant(applicant({ flowName: 'KYC Basic' }), context);
    expect(await failureOf(wrongFlow)).toMatchObject({
      code: 'PROVIDER_REJECTED',
      field: 'flowName',
      outcomeUnknown: false,
    });
    expect(await failureOf(screening.createApplicant(applicant({ phone: '' }), context))).toMatchObject({
      code: 'PROVIDER_REJECTED',
      field: 'phone',
      providerCode: 'MISSING_DATA',
    });
  });

  test('is sent once, and its outcome is unknown, when the answer is late, broken or a server error', async () => {
    const screening = open(tokenEnv, 300);
    const create = (email: string) => failureOf(screening.createApplicant(applicant({ email }), context));
    expect(await create('slow@example.com')).toMatchObject({
      code: 'PROVIDER_TIMEOUT',
      retryable: false,
      outcomeUnknown: true,
    });
    expect(await create('malformed@example.com')).toMatchObject({
      code: 'PROVIDER_BAD_RESPONSE',
      outcomeUnknown: true,
    });
    expect(await create('error500@example.com')).toMatchObject({
      code: 'PROVIDER_ERROR',
      retryable: false,
      outcomeUnknown: true,
    });
    expect(simulator.requests).toHaveLength(3);
  });
});

test('reads tell late, broken, failed and rate-limited answers apart', async () => {
  const screening = open(tokenEnv, 400);
  const failureFor = async (lastName: string) => {
    const { providerApplicantId } = await screening.createApplicant(applicant({ lastName }), context);
    return failureOf(screening.getApplicantState(providerApplicantId, context));
  };
  expect(await failureFor('Slow')).toMatchObject({ code: 'PROVIDER_TIMEOUT', retryable: true, outcomeUnknown: false });
  expect(await failureFor('Malformed')).toMatchObject({ code: 'PROVIDER_BAD_RESPONSE', outcomeUnknown: false });
  expect(await failureFor('Server-Error')).toMatchObject({ code: 'PROVIDER_ERROR', retryable: true });
  expect(await failureFor('Rate-Limited')).toMatchObject({ code: 'PROVIDER_RATE_LIMITED', retryAfterMs: 30_000 });
});

test('an upload tells errors and warnings, and keeps files back that Personr does not take', async () => {
  const screening = open();
  const { providerApplicantId: id } = await screening.createApplicant(applicant(), context);
  const broken = await screening.uploadDocument(
    id,
    document({ filename: 'broken.pdf', contentType: 'application/pdf' }),
    context,
  );
  expect(broken).toEqual({ errors: ['The file cannot be read'], warnings: [] });
  expect(await screening.getApplicantState(id, context)).toMatchObject({ status: 'CREATED' });
  expect(await screening.uploadDocument(id, document({ filename: 'blurred.jpeg' }), context)).toEqual({
    errors: [],
    warnings: ['LOW_QUALITY'],
  });
  simulator.clearRequests();
  const webp = screening.uploadDocument(id, document({ contentType: 'image/webp' }), context);
  expect(await failureOf(webp)).toMatchObject({ code: 'PROVIDER_REJECTED', field: 'contentType' });
  const empty = screening.uploadDocument(id, document({ bytes: new Uint8Array() }), context);
  expect(await failureOf(empty)).toMatchObject({ code: 'PROVIDER_REJECTED', field: 'bytes' });
  expect(simulator.requests).toHaveLength(0);
});

test('every demo person is known, and most are approved with their own data', async () => {
  const screening = open();
  const states = await Promise.all(
    DEMO_PEOPLE.map((person) => screening.getApplicantState(person.personrApplicantId, context)),
  );
  for (const [index, { status, decision, extracted }] of states.entries()) {
    const person = DEMO_PEOPLE[index];
    if (status !== 'COMPLETED') continue;
    expect(extracted).toMatchObject({
      firstName: person?.firstName,
      lastName: person?.lastName,
      dateOfBirth: person?.dateOfBirth,
      city: person?.city,
    });
    expect(decision).toBe(person?.number === 4 ? 'RESUBMIT' : 'APPROVED');
  }
  expect(states[0]?.decision).toBe('APPROVED');
  expect(states.map(({ status }) => status).filter((status) => status !== 'COMPLETED')).toEqual(['PROCESSING']);
});

test('the same works below the path of the vendor', async () => {
  const screening = open(tokenEnv, undefined, '/api/1.1/wf');
  expect(await screening.createApplicant(applicant(), context)).toMatchObject({ status: 'CREATED' });
});

test('the simulator keeps its applicants over a restart', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'personr-'));
  const stateFile = join(folder, 'personr.json');
  const first = await startPersonrSimulator({ port: 0, stateFile });
  const before = openPersonr(first.url, tokenEnv);
  const { providerApplicantId } = await before.screening.createApplicant(applicant({ lastName: 'Nobody' }), context);
  await before.provider.close();
  await first.close();
  const second = await startPersonrSimulator({ port: 0, stateFile });
  const after = openPersonr(second.url, tokenEnv);
  expect(await after.screening.getApplicantDetails(providerApplicantId, context)).toMatchObject({ lastName: 'Nobody' });
  await after.provider.close();
  await second.close();
  rmSync(folder, { recursive: true });
});
