import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEMO_PEOPLE } from '../../../src/demo/people.js';
import { startCashfreeSimulator } from '../../../src/providers/cashfree/simulator/cashfree.simulator.js';
import type { RunningSimulator } from '../../../src/providers/simulator/simulator-kit.js';
import {
  bankInput,
  type Cashfree,
  CONTEXT,
  createCashfree,
  errorOf,
  gstinInput,
  imageInput,
  nameInput,
  panInput,
} from './cashfree-harness.js';

let simulator: RunningSimulator;
let cashfree: Cashfree;

beforeAll(async () => {
  simulator = await startCashfreeSimulator({ port: 0 });
});
afterAll(() => simulator.close());
// A provider per test: the breaker must not remember the outages of another test.
beforeEach(() => {
  cashfree = createCashfree(simulator.url);
  simulator.clearRequests();
});
afterEach(() => cashfree.close());

const asha = DEMO_PEOPLE[0]!;
const verifyPan = (pan: string, name: string | null = 'Asha Rao') =>
  cashfree.ports.PAN.check(panInput(pan, name), CONTEXT);
const verifyBank = (account: string, ifsc?: string, name?: string | null) =>
  cashfree.ports.BANK_ACCOUNT.check(bankInput(account, ifsc, name), CONTEXT);
const verifyGstin = (gstin: string, name: string | null = null) =>
  cashfree.ports.GSTIN.check(gstinInput(gstin, name), CONTEXT);
const matchNames = (name: string, other: string) => cashfree.ports.NAME_MATCH.check(nameInput(name, other), CONTEXT);
const checkImage = (filename: string) => cashfree.ports.LIVENESS.check(imageInput(filename), CONTEXT);

describe('failures, by the same magic number in every check', () => {
  const magicGstins: Readonly<Record<string, string>> = {
    '0401': '29TSTPX0401A1Z8',
    '0422': '29TSTPX0422A1Z3',
    '0500': '29TSTPX0500A1Z8',
  };
  const checks: Readonly<Record<string, (magic: string) => Promise<unknown>>> = {
    PAN: (magic) => verifyPan(`TSTPX${magic}A`),
    BANK_ACCOUNT: (magic) => verifyBank(`0009${magic}`),
    GSTIN: (magic) => verifyGstin(magicGstins[magic] ?? `29TSTPX${magic}A1Z0`),
    NAME_MATCH: (magic) => matchNames(`Magic ${magic}`, 'Asha Rao'),
    LIVENESS: (magic) => checkImage(`magic-${magic}.jpg`),
  };

  describe.each(Object.keys(checks))('%s', (capability) => {
    test.each([
      ['0401', { code: 'PROVIDER_AUTH_FAILED', providerCode: 'authentication_failed', retryable: false }],
      ['0403', { code: 'PROVIDER_AUTH_FAILED', providerCode: 'ip_validation_failed', retryable: false }],
      ['0409', { code: 'PROVIDER_CONFLICT', providerCode: 'verification_id_already_exists', retryable: false }],
      ['0422', { code: 'PROVIDER_REJECTED', providerCode: 'insufficient_balance', retryable: false }],
      ['0429', { code: 'PROVIDER_RATE_LIMITED', retryAfterMs: 2000 }],
      ['0500', { code: 'PROVIDER_ERROR', providerCode: 'api_error', outcomeUnknown: true }],
      ['0502', { code: 'PROVIDER_UNAVAILABLE', providerCode: 'verification_failed', outcomeUnknown: true }],
      ['0200', { code: 'PROVIDER_BAD_RESPONSE', outcomeUnknown: true }],
    ])('%s', async (magic, expected) => {
      const error = await errorOf(checks[capability]!(magic));
      expect(error).toMatchObject({ providerId: 'cashfree', ...expected });
      // Every check is paid: whatever happens, it is sent once.
      expect(simulator.requests).toHaveLength(1);
    });
  });

  test('a slow check ends at the deadline with an unknown outcome', async () => {
    const hasty = createCashfree(simulator.url, {}, 100);
    expect(await errorOf(hasty.ports.PAN.check(panInput('TSTPX0003A'), CONTEXT))).toMatchObject({
      code: 'PROVIDER_TIMEOUT',
      outcomeUnknown: true,
    });
    await hasty.close();
  });

  test.each([
    [{ CASHFREE_CLIENT_SECRET: 'wrong' }, 'authentication_failed'],
    [{ CASHFREE_CLIENT_ID: 'wrong' }, 'authentication_failed'],
  ])('wrong credentials %p', async (overrides, providerCode) => {
    const stranger = createCashfree(simulator.url, overrides);
    expect(await errorOf(stranger.ports.PAN.readAgain(asha.panReferenceId, CONTEXT))).toMatchObject({
      code: 'PROVIDER_AUTH_FAILED',
      providerCode,
    });
    await stranger.close();
  });
});

test('the state shows the rate limit of the last answer', async () => {
  expect(cashfree.state()).toMatchObject({ health: 'UNKNOWN', rateLimit: null });
  await verifyPan(asha.pan);
  expect(cashfree.state()).toMatchObject({ health: 'UP', circuit: 'CLOSED', rateLimit: { limit: 200 } });
  expect(cashfree.state().rateLimit?.resetAt).toBeInstanceOf(Date);
});

test('every magic input is told at /__simulator', async () => {
  const response = await fetch(`${simulator.url}/__simulator`);
  const told = JSON.stringify(await response.json());
  for (const input of ['0401', '0502', 'TSTPX0001A', '00094221', 'spoof.jpg', '700001']) expect(told).toContain(input);
});

test('the simulator also answers below /verification and keeps its checks over a restart', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cashfree-'));
  try {
    const options = { port: 0, stateFile: join(folder, 'state.json') };
    const first = await startCashfreeSimulator(options);
    const before = createCashfree(`${first.url}/verification`);
    const made = await before.ports.PAN.check(panInput('TSTPA0042B'), CONTEXT);
    const input = nameInput('Asha Rao', 'Asha Rao', 'survives');
    await before.ports.NAME_MATCH.check(input, CONTEXT);
    await before.close();
    await first.close();
    const second = await startCashfreeSimulator(options);
    const after = createCashfree(second.url);
    expect(await after.ports.PAN.readAgain(made.referenceId!, CONTEXT)).toEqual(made);
    expect((await errorOf(after.ports.NAME_MATCH.check(input, CONTEXT))).code).toBe('PROVIDER_CONFLICT');
    await after.close();
    await second.close();
  } finally {
    rmSync(folder, { recursive: true });
  }
});
