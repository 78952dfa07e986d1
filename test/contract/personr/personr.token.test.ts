import { DEMO_PEOPLE } from '../../../src/demo/people.js';
import { startPersonrSimulator } from '../../../src/providers/personr/simulator/personr.simulator.js';
import { PERSONR_SIMULATOR_LOGIN } from '../../../src/providers/personr/simulator/token.simulator.js';
import type { RunningSimulator } from '../../../src/providers/simulator/simulator-kit.js';
import {
  APPLICANT_ID,
  context,
  failureOf,
  fixture,
  formOf,
  type OpenedPersonr,
  openPersonr,
  startReplay,
} from './personr.harness.js';

const loginEnv = { PERSONR_EMAIL: PERSONR_SIMULATOR_LOGIN.email, PERSONR_PASSWORD: PERSONR_SIMULATOR_LOGIN.password };

let simulator: RunningSimulator;
const opened: OpenedPersonr[] = [];

function open(env: Record<string, string>) {
  const next = openPersonr(simulator.url, env);
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

describe('the token', () => {
  const asha = DEMO_PEOPLE[0]?.personrApplicantId ?? '';
  const tokenCalls = () => simulator.requests.filter(({ path }) => path === '/api-token-generate').length;

  test('that is configured is never replaced', async () => {
    const screening = open({ ...loginEnv, PERSONR_TOKEN: 'another' });
    expect(await failureOf(screening.requestCheck(asha, context))).toMatchObject({
      code: 'PROVIDER_AUTH_FAILED',
      retryable: false,
      outcomeUnknown: false,
    });
    expect(simulator.requests).toHaveLength(1);
  });

  test('is made once for many callers and kept', async () => {
    const screening = open(loginEnv);
    await Promise.all(
      DEMO_PEOPLE.slice(0, 5).map((person) => screening.getApplicantState(person.personrApplicantId, context)),
    );
    await screening.getApplicantState(asha, context);
    expect(tokenCalls()).toBe(1);
  });

  test('that somebody else voided is replaced once, and not again within a minute', async () => {
    const screening = open(loginEnv);
    const somebodyElse = () => open(loginEnv).getApplicantState(asha, context);
    await screening.getApplicantState(asha, context);
    await somebodyElse();
    simulator.clearRequests();
    const calls = DEMO_PEOPLE.slice(0, 5).map((person) =>
      screening.getApplicantDetails(person.personrApplicantId, context),
    );
    expect(await Promise.all([...calls, screening.requestCheck(asha, context)])).toHaveLength(6);
    expect(tokenCalls()).toBe(1);
    await somebodyElse();
    simulator.clearRequests();
    expect(await failureOf(screening.getApplicantState(asha, context))).toMatchObject({ code: 'PROVIDER_AUTH_FAILED' });
    expect(tokenCalls()).toBe(0);
  });

  test('is not asked for again and again with a wrong password', async () => {
    const screening = open({ ...loginEnv, PERSONR_PASSWORD: 'wrong' });
    for (let call = 0; call < 3; call++) {
      expect(await failureOf(screening.requestCheck(asha, context))).toMatchObject({
        code: 'PROVIDER_AUTH_FAILED',
        outcomeUnknown: false,
      });
    }
    expect(simulator.requests.map(({ path }) => path)).toEqual(['/api-token-generate']);
  });

  test('that cannot be fetched leaves no doubt about the command it was for', async () => {
    const screening = open(loginEnv);
    simulator.setFaults([{ pathContains: 'token', reset: true, times: 1 }]);
    expect(await failureOf(screening.requestCheck(asha, context))).toMatchObject({
      code: 'PROVIDER_UNREACHABLE',
      retryable: true,
      outcomeUnknown: false,
    });
    await expect(screening.requestCheck(asha, context)).resolves.toBeUndefined();
  });

  test('or a login is demanded with a base URL', () => {
    expect(() => openPersonr(simulator.url, { PERSONR_BASE_URL: simulator.url })).toThrow(/PERSONR_TOKEN/);
  });
});

test('a token is made by form, held, and sent as it is', async () => {
  const replay = await startReplay();
  const other = openPersonr(replay.url, { PERSONR_EMAIL: 'service@example.com', PERSONR_PASSWORD: 'secret' });
  replay.answer({ status: 200, body: fixture('token.200') }, { status: 200, body: fixture('request-check.200') });
  await other.screening.requestCheck(APPLICANT_ID, context);
  await other.screening.requestCheck(APPLICANT_ID, context);
  await other.provider.close();
  await replay.close();
  expect(replay.seen.map(({ path, authorization }) => [path, authorization])).toEqual([
    ['/api-token-generate', undefined],
    ['/api-request-applicant-check', 'Bearer bus|1700000000000x1|abc'],
    ['/api-request-applicant-check', 'Bearer bus|1700000000000x1|abc'],
  ]);
  expect(formOf(replay.seen[0]?.body)).toEqual([
    ['email', 'service@example.com'],
    ['password', 'secret'],
  ]);
});
