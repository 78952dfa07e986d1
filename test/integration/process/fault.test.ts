import { endGatewayProcesses, type GatewayProcess, startGatewayProcess } from '../../support/gateway-process.js';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { clientOf } from '../../support/test-gateway.js';
import {
  eventually,
  type HeldServer,
  isAlive,
  login,
  makeDataDir,
  readiness,
  register,
  removeDataDir,
  startHeldServer,
} from './process-support.js';

const REQUEST_OTP = 'mutation { requestOtp(input: { channel: SMS }) { __typename } }';

let dataDir: string;
let database: TestDatabase;
let held: HeldServer;

beforeEach(async () => {
  dataDir = await makeDataDir();
  database = await createTestDatabase();
  held = await startHeldServer();
});
afterEach(async () => {
  await held.close();
  await endGatewayProcesses();
  await database.drop();
  await removeDataDir(dataDir);
});

function start(env: Record<string, string>): Promise<GatewayProcess> {
  const settings = { KYC_DATA_DIR: dataDir, DATABASE_URL: database.url, CREGO_BASE_URL: held.url, LOG_LEVEL: 'fatal' };
  return startGatewayProcess({ ...settings, ...env }, { preload: 'fault-on-signal.mjs' });
}

/** A request that the provider keeps waiting. */
async function begin(gateway: GatewayProcess) {
  await register(gateway.url, 'zoya@example.com');
  const { accessToken } = await login(gateway.url, 'zoya@example.com');
  const inFlight = clientOf(gateway.url).send(REQUEST_OTP, {}, accessToken);
  await held.asked;
  return inFlight;
}

test.each([
  ['exception', 'uncaughtException'],
  ['rejection', 'unhandledRejection'],
  ['event', 'uncaughtException'],
])(
  'after an %s that nobody hears it turns readiness off, finishes what it began, and exits with 1',
  async (FAULT, origin) => {
    const gateway = await start({ FAULT, DRAIN_NOTICE_MS: '1000' });
    expect(await readiness(gateway.url)).toMatchObject({ status: 200 });
    const begun = { answer: begin(gateway) };
    await held.asked;

    process.kill(gateway.pid, 'SIGUSR2');
    expect(await eventually(async () => (await readiness(gateway.url))?.status === 503)).toBe(true);
    expect(isAlive(gateway.pid)).toBe(true);
    held.release();

    expect(await begun.answer).toMatchObject({
      status: 200,
      data: { requestOtp: { __typename: 'ProviderUnavailable' } },
    });
    const { code, stdout, stderr } = await gateway.ended;
    expect(code).toBe(1);
    expect(stderr).toBe('A fault that nothing caught (TypeError): the gateway stops.\n');
    const line = JSON.parse(stdout.split('\n').find((text) => text.startsWith('{')) ?? '{}');
    expect(line).toMatchObject({
      level: 60,
      origin,
      error: { name: 'TypeError', stack: expect.stringContaining(' at ') },
    });
    expect(stdout + stderr).not.toContain('Asha Rao');
  },
  60_000,
);

test('a second fault while it stops, and a signal, change nothing: it still exits with 1', async () => {
  const gateway = await start({ FAULT: 'exception', DRAIN_NOTICE_MS: '0' });
  const begun = { answer: begin(gateway) };
  await held.asked;
  process.kill(gateway.pid, 'SIGUSR2');
  expect(await eventually(async () => (await readiness(gateway.url)) === null)).toBe(true);
  process.kill(gateway.pid, 'SIGUSR2');
  process.kill(gateway.pid, 'SIGTERM');
  held.release();
  expect((await begun.answer).status).toBe(200);
  expect(await gateway.ended).toMatchObject({ code: 1, signal: null });
}, 120_000);

test('it does not wait for what hangs longer than the limits allow', async () => {
  const gateway = await start({ FAULT: 'exception', DRAIN_NOTICE_MS: '0', DRAIN_TIMEOUT_MS: '200' });
  const cutOff = expect(begin(gateway)).rejects.toThrow();
  await held.asked;
  process.kill(gateway.pid, 'SIGUSR2');
  expect(await gateway.ended).toMatchObject({ code: 1, signal: null });
  await cutOff;
}, 120_000);
