import { agree } from '../../support/consents.js';
import { endGatewayProcesses, runGatewayProcess, startGatewayProcess } from '../../support/gateway-process.js';
import { clientOf } from '../../support/test-gateway.js';
import {
  embeddedServer,
  eventually,
  type HeldServer,
  isAlive,
  login,
  makeDataDir,
  PASSWORD,
  readiness,
  register,
  removeDataDir,
  startHeldServer,
} from './process-support.js';

const REQUEST_OTP = 'mutation { requestOtp(input: { channel: SMS }) { __typename } }';

let dataDir: string;
let held: HeldServer;

beforeEach(async () => {
  dataDir = await makeDataDir();
  held = await startHeldServer();
});
afterEach(async () => {
  await held.close();
  await endGatewayProcesses();
  await removeDataDir(dataDir);
});

test('a gateway that is told to stop says so first, finishes what it began, and leaves nothing running', async () => {
  const env = { KYC_DATA_DIR: dataDir, CREGO_BASE_URL: held.url, DRAIN_NOTICE_MS: '1000' };
  const gateway = await startGatewayProcess(env);
  expect(await readiness(gateway.url)).toMatchObject({ status: 200, body: { ready: true } });
  const server = await embeddedServer(dataDir);
  expect(isAlive(server?.pid ?? 0)).toBe(true);
  await register(gateway.url, 'zoya@example.com');
  const { accessToken } = await login(gateway.url, 'zoya@example.com');
  const inFlight = clientOf(gateway.url).send(REQUEST_OTP, {}, accessToken);
  await held.asked;

  const ended = gateway.end('SIGTERM');
  expect(await eventually(async () => (await readiness(gateway.url))?.status === 503)).toBe(true);
  expect(await eventually(async () => (await readiness(gateway.url)) === null)).toBe(true);
  expect(isAlive(gateway.pid)).toBe(true);
  held.release();

  expect(await inFlight).toMatchObject({ status: 200, data: { requestOtp: { __typename: 'ProviderUnavailable' } } });
  expect(await ended).toMatchObject({ code: 0, signal: null, stderr: '' });
  expect(isAlive(server?.pid ?? 0)).toBe(false);
  expect(await embeddedServer(dataDir)).toBeNull();
}, 60_000);

test('a gateway that is told to stop twice stops once, and does not wait for ever', async () => {
  const env = { KYC_DATA_DIR: dataDir, CREGO_BASE_URL: held.url, DRAIN_NOTICE_MS: '0', DRAIN_TIMEOUT_MS: '200' };
  const gateway = await startGatewayProcess(env);
  await register(gateway.url, 'zoya@example.com');
  const { accessToken } = await login(gateway.url, 'zoya@example.com');
  const cutOff = clientOf(gateway.url)
    .send(REQUEST_OTP, {}, accessToken)
    .then(
      () => 'answered',
      () => 'cut off',
    );
  await held.asked;
  process.kill(gateway.pid, 'SIGINT');
  expect(await gateway.end('SIGTERM')).toMatchObject({ code: 0, stderr: '' });
  expect(await cutOff).toBe('cut off');
  expect(await embeddedServer(dataDir)).toBeNull();
}, 60_000);

test('a gateway that was killed goes on where it was: people, sessions and the simulators’ records', async () => {
  const first = await startGatewayProcess({ KYC_DATA_DIR: dataDir });
  await register(first.url, 'zoya@example.com');
  const { accessToken } = await login(first.url, 'zoya@example.com');
  await agree(clientOf(first.url), accessToken);
  const created = await clientOf(first.url).send(
    `mutation { createApplicant(input: {}) { __typename ... on Applicant { id } }
       createRunner(input: {}) { __typename ... on Runner { id } } }`,
    {},
    accessToken,
  );
  expect(created.data).toMatchObject({
    createApplicant: { __typename: 'Applicant' },
    createRunner: { __typename: 'Runner' },
  });
  expect(await first.end('SIGKILL')).toMatchObject({ signal: 'SIGKILL' });

  const second = await startGatewayProcess({ KYC_DATA_DIR: dataDir });
  expect(await register(second.url, 'zoya@example.com')).toMatchObject({ __typename: 'Conflict' });
  expect(await login(second.url, 'zoya@example.com')).toMatchObject({ __typename: 'Session' });
  const { data, errors } = await clientOf(second.url).send(
    `query ($applicant: ID!, $runner: ID!) { me { email }
       applicant(id: $applicant) { status source { state } } runner(id: $runner) { status source { state } } }`,
    { applicant: created.data.createApplicant.id, runner: created.data.createRunner.id },
    accessToken,
  );
  expect(errors).toBeUndefined();
  expect(data).toMatchObject({
    me: { email: 'zoya@example.com' },
    applicant: { source: { state: 'LIVE' } },
    runner: { source: { state: 'LIVE' } },
  });
  expect(await second.end('SIGTERM')).toMatchObject({ code: 0 });
}, 60_000);

test('a second gateway on the same data folder is refused and told by whom; the first does not notice', async () => {
  const first = await startGatewayProcess({ KYC_DATA_DIR: dataDir });
  const second = await runGatewayProcess({ KYC_DATA_DIR: dataDir });
  expect(second).toMatchObject({ code: 1, stdout: '' });
  expect(second.stderr.trim().split('\n')).toHaveLength(1);
  expect(second.stderr).toContain(`in use by another gateway (process ${first.pid})`);
  expect(second.stderr).toContain('KYC_DATA_DIR');
  expect(await readiness(first.url)).toMatchObject({ status: 200 });
  expect(await register(first.url, 'zoya@example.com')).toMatchObject({ __typename: 'User' });
  expect(await login(first.url, 'zoya@example.com', `${PASSWORD}!`)).toMatchObject({
    __typename: 'InvalidCredentials',
  });
  expect(await first.end('SIGTERM')).toMatchObject({ code: 0 });
}, 60_000);
