import { startPersonrSimulator } from '../../../src/providers/personr/simulator/personr.simulator.js';
import { PERSONR_SIMULATOR_LOGIN } from '../../../src/providers/personr/simulator/token.simulator.js';
import {
  APPLICANT_ID,
  context,
  failureOf,
  fixture,
  formOf,
  type OpenedPersonr,
  openPersonr,
  type Replay,
  startReplay,
} from './personr.harness.js';

let replay: Replay;
const opened: OpenedPersonr[] = [];

function open(env: Record<string, string> = {}) {
  const next = openPersonr(replay.url, { PERSONR_TOKEN: 't', ...env });
  opened.push(next);
  const { VERIFICATION_LINK: links, AML: aml } = next.provider.ports;
  if (links === undefined || aml === undefined) throw new Error('a port is missing');
  return { links, aml, screening: next.screening };
}

const answer = (name: string, status = 200) => replay.answer({ status, body: fixture(name) });

beforeAll(async () => {
  replay = await startReplay();
});
afterEach(() => Promise.all(opened.splice(0).map(({ provider }) => provider.close())));
afterAll(() => replay.close());

describe('a hosted link', () => {
  test.each([
    [{}, [['applicant', APPLICANT_ID]]],
    [{ PERSONR_LINK_APPLICANT_KEY: 'applicantId' }, [['applicantId', APPLICANT_ID]]],
    [
      { PERSONR_LINK_APPLICANT_KEY: 'both' },
      [
        ['applicant', APPLICANT_ID],
        ['applicantId', APPLICANT_ID],
      ],
    ],
  ])('is asked for with the key of %j', async (env, form) => {
    answer('link.200');
    const link = await open(env).links.createVerificationLink(APPLICANT_ID, context);
    expect(link).toEqual({
      url: 'https://verify.example.com/v/1700000000000x1',
      customUrl: null,
      expiresAt: null,
    });
    expect(replay.seen[0]).toMatchObject({ path: '/api-verificationlink-create', authorization: 'Bearer t' });
    expect(formOf(replay.seen[0]?.body)).toEqual(form);
  });

  test('may have a custom one beside it, and gets the scheme that Bubble leaves out', async () => {
    answer('link.custom.200');
    expect(await open().links.createVerificationLink(APPLICANT_ID, context)).toMatchObject({
      url: 'https://verify.example.com/v/1700000000000x1',
      customUrl: 'https://kyc.example.com/v/1',
    });
  });

  test.each(['javascript:alert(1)', 'data:text/html,x', '/v/1', 'verify.example.com', '', 7, null])(
    'that is no web page (%j) is no answer',
    async (verificationLink) => {
      replay.answer({ status: 200, body: { status: 'success', response: { verificationLink } } });
      expect(await failureOf(open().links.createVerificationLink(APPLICANT_ID, context))).toMatchObject({
        code: 'PROVIDER_BAD_RESPONSE',
        outcomeUnknown: true,
      });
      expect(replay.seen).toHaveLength(1);
    },
  );
});

describe('AML results', () => {
  test('come without nulls and repetitions, with masked numbers', async () => {
    answer('aml.200');
    expect(await open().aml.getAmlResults(APPLICANT_ID, context)).toEqual({
      searchId: '1700000000000x300000000000000000',
      type: 'person',
      names: ['Asha Rao'],
      aliases: [],
      formerNames: [],
      potentialAliases: ['A. Rao'],
      registrationNumbers: [],
      idNumbers: ['XXXXXX1234'],
      passportNumbers: ['XXXX0001'],
      datesOfBirth: ['1990', '1990-04-12'],
      datesOfDeath: [],
      genders: ['female'],
      nationalities: ['IN'],
    });
    expect(formOf(replay.seen[0]?.body)).toEqual([['applicantId', APPLICANT_ID]]);
  });

  test('may come without envelope, with nothing found, and in wrong types', async () => {
    answer('aml.nothing.200');
    expect(await open().aml.getAmlResults(APPLICANT_ID, context)).toMatchObject({
      searchId: null,
      names: [],
      aliases: [],
      idNumbers: [],
      nationalities: [],
    });
  });

  test.each([[{}], [{ aml: null }], [{ response: {} }], [[]], [null]])('%j is no answer', async (body) => {
    replay.answer({ status: 200, body });
    expect(await failureOf(open().aml.getAmlResults(APPLICANT_ID, context))).toMatchObject({
      code: 'PROVIDER_BAD_RESPONSE',
      outcomeUnknown: false,
    });
  });
});

test('a check that is one too many is refused with its reason', async () => {
  answer('request-check.no-attempts.400', 400);
  const { screening } = open();
  expect(screening.maxCheckRequests).toBe(5);
  expect(await failureOf(screening.requestCheck(APPLICANT_ID, context))).toMatchObject({
    code: 'PROVIDER_REJECTED',
    reason: 'ATTEMPTS_EXCEEDED',
    outcomeUnknown: false,
  });
});

test('a token may be made with HTTP Basic', async () => {
  const { email, password } = PERSONR_SIMULATOR_LOGIN;
  const env = { PERSONR_EMAIL: email, PERSONR_PASSWORD: password, PERSONR_TOKEN_METHOD: 'basic' };
  replay.answer({ status: 200, body: fixture('token.200') }, { status: 200, body: fixture('request-check.200') });
  const replayed = openPersonr(replay.url, env);
  await replayed.screening.requestCheck(APPLICANT_ID, context);
  await replayed.provider.close();
  expect(replay.seen.map(({ path, authorization }) => [path, authorization])).toEqual([
    ['/api-basic-auth', `Basic ${Buffer.from(`${email}:${password}`).toString('base64')}`],
    ['/api-request-applicant-check', 'Bearer bus|1700000000000x1|abc'],
  ]);

  const simulator = await startPersonrSimulator({ port: 0 });
  const simulated = openPersonr(simulator.url, env);
  expect(await failureOf(simulated.screening.requestCheck('1x1', context))).toMatchObject({
    code: 'PROVIDER_NOT_FOUND',
  });
  expect(simulator.requests.map(({ path }) => path)).toContain('/api-basic-auth');
  await simulated.provider.close();
  await simulator.close();
});
