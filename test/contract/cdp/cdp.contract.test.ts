import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEMO_PEOPLE } from '../../../src/demo/people.js';
import type { CustomerPort } from '../../../src/domain/provider/customer-port.js';
import type { KycProvider } from '../../../src/domain/provider/kyc-provider.js';
import { cdpProvider } from '../../../src/providers/cdp/cdp.provider.js';
import { startCdpSimulator } from '../../../src/providers/cdp/simulator/cdp.simulator.js';
import type { RunningSimulator } from '../../../src/providers/simulator/simulator-kit.js';
import { CONTEXT, createCdp, customerPort, onboardingOf, providerErrorOf } from './cdp-support.js';

let simulator: RunningSimulator;
let provider: KycProvider;
let port: CustomerPort;

beforeEach(async () => {
  simulator = await startCdpSimulator({ port: 0 });
  provider = createCdp(simulator.url);
  port = customerPort(provider);
});

afterEach(async () => {
  await provider.close();
  await simulator.close();
});

const find = (idNumber: string) => port.findCustomer({ idType: '4', idNumber }, CONTEXT);
const onboard = (idNumber: string) => port.onboardCustomer(onboardingOf(idNumber), CONTEXT);
const details = (customerNumber: string) => port.getCustomer(customerNumber, CONTEXT);

describe('demo people', () => {
  test('every one is found by document and by customer number', async () => {
    for (const person of DEMO_PEOPLE) {
      const found = await port.findCustomer({ idType: person.idType, idNumber: person.idNumber }, CONTEXT);
      expect(found).toMatchObject({ outcome: 'FOUND', customer: { customerNumber: person.ecrn, email: person.email } });
      const read = await details(person.ecrn);
      expect(read).toMatchObject({
        outcome: 'FOUND',
        customer: { dateOfBirth: person.dateOfBirth, mobile: person.mobile },
      });
    }
    expect(simulator.requests.filter(({ path }) => path.endsWith('/token'))).toHaveLength(1);
  });

  test('the first is active and accepted; others are not all alike', async () => {
    const [first, fourth, sixth] = await Promise.all(['P0000001', 'P0000004', 'P0000006'].map(find));
    expect(first?.customer).toEqual({
      customerNumber: '8800000001',
      firstName: 'Asha',
      middleName: null,
      lastName: 'Rao',
      dateOfBirth: null,
      mobile: '+919000000001',
      email: 'asha@example.com',
      customerStatus: 'ACTIVE',
      amlScanStatus: 'Accepted',
      amlCategory: null,
      politicallyExposed: null,
      agentLocationId: 'SIM-001',
      idStatus: 'Active',
      idExpiresOn: '2034-04-30',
    });
    expect(fourth?.customer?.amlScanStatus).toBe('Under Investigation');
    expect(sixth?.customer?.idStatus).toBe('Expired');
  });
});

describe('onboarding', () => {
  test('creates a customer that look-up and details then know', async () => {
    expect((await find('NEW1')).outcome).toBe('NOT_FOUND');
    const onboarded = await onboard('NEW1');
    expect(onboarded).toMatchObject({ outcome: 'ONBOARDED', customer: { amlScanStatus: 'Accepted' } });
    const customerNumber = onboarded.customer?.customerNumber ?? '';
    expect(await find('NEW1')).toMatchObject({ outcome: 'FOUND', customer: { customerNumber, lastName: 'Example' } });
    expect(await details(customerNumber)).toMatchObject({ customer: { idExpiresOn: '2031-05-06' } });
    expect((await onboard('NEW2')).customer?.customerNumber).not.toBe(customerNumber);
    expect((await onboard('NEW1')).customer?.customerNumber).toBe(customerNumber);
  });

  test('an answer that was lost is reconciled by a look-up, and the command was sent once', async () => {
    const error = await providerErrorOf(onboard('LOST'));
    expect(error).toMatchObject({ code: 'PROVIDER_ERROR', outcomeUnknown: true, retryable: false });
    expect(simulator.requests.filter(({ path }) => path.includes('onBoarding'))).toHaveLength(1);
    expect((await find('LOST')).outcome).toBe('FOUND');
  });

  test('a politically exposed person is looked into', async () => {
    const answer = await port.onboardCustomer({ ...onboardingOf('PEP1'), politicallyExposed: true }, CONTEXT);
    expect(answer).toMatchObject({ outcome: 'ONBOARDED', customer: { amlScanStatus: 'Under Investigation' } });
  });

  test.each([
    ['PEP2', { politicallyExposed: true }, 'Accepted'],
    ['AMLREJECTED', {}, 'Rejected'],
  ])('the investigation of %s ends by itself, in the simulator’s own time', async (idNumber, change, result) => {
    const onboarded = await port.onboardCustomer({ ...onboardingOf(idNumber), ...change }, CONTEXT);
    const customerNumber = onboarded.customer?.customerNumber ?? '';
    const status = async () => (await details(customerNumber)).customer?.amlScanStatus;
    expect(await status()).toBe('Under Investigation');
    simulator.advanceTime(61_000);
    expect(await status()).toBe(result);
  });

  test.each([
    ['an empty name', { firstName: '' }, 'MANDATORY_FIELD_MISSING', 'firstName'],
    ['no document', { idDocuments: [] }, 'MANDATORY_FIELD_MISSING', 'idDocuments'],
    ['a country that is no code', { nationality: 'India' }, 'INVALID_MASTER_DATA', null],
  ])('%s is refused', async (_, change, outcome, field) => {
    const answer = await port.onboardCustomer({ ...onboardingOf('BAD1'), ...change }, CONTEXT);
    expect(answer).toMatchObject({ outcome, field, customer: null });
  });

  test('what was onboarded survives a restart of the simulator', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'cdp-simulator-'));
    const options = { port: 0, stateFile: join(folder, 'cdp.json') };
    const before = await startCdpSimulator(options);
    const first = createCdp(before.url);
    const onboarded = await customerPort(first).onboardCustomer(onboardingOf('KEPT'), CONTEXT);
    await Promise.all([first.close(), before.close()]);
    const after = await startCdpSimulator(options);
    const second = createCdp(after.url);
    const found = await customerPort(second).findCustomer({ idType: '4', idNumber: 'KEPT' }, CONTEXT);
    await Promise.all([second.close(), after.close()]);
    rmSync(folder, { recursive: true });
    expect(found.customer?.customerNumber).toBe(onboarded.customer?.customerNumber);
  });
});

describe('magic inputs', () => {
  test.each([
    ['NOTFOUND', 'NOT_FOUND', '45001'],
    ['SNAKECASE', 'NOT_FOUND', '45001'],
    ['PENDING', 'SUBSCRIPTION_PENDING', '45003'],
    ['COMPLIANCE', 'UNDER_COMPLIANCE_INVESTIGATION', '406'],
    ['COMPLIANCE406', 'UNDER_COMPLIANCE_INVESTIGATION', '45013'],
    ['BLOCKED', 'BLOCKED', '406'],
    ['BADREQUEST', 'INVALID_REQUEST', '40001'],
    ['BADREQUESTOLD', 'INVALID_REQUEST', '45005'],
    ['UNKNOWNCODE', 'UNKNOWN', '45999'],
  ])('look-up of %s is %s', async (idNumber, outcome, providerCode) => {
    expect(await find(idNumber)).toEqual({
      outcome,
      customer: null,
      raw: { providerStatus: 'failure', providerCode, providerLabel: null },
      field: null,
    });
  });

  test.each([
    ['COMPLIANCE', 'UNDER_COMPLIANCE_INVESTIGATION', null],
    ['BLOCKED', 'BLOCKED', null],
    ['BADMASTERDATA', 'INVALID_MASTER_DATA', 'occupationId'],
    ['MISSINGFIELD', 'MANDATORY_FIELD_MISSING', 'occupationId'],
    ['UPDATEFAILURE', 'UPDATE_FAILED', null],
    ['PENDING', 'SUBSCRIPTION_PENDING', null],
    ['UNKNOWNCODE', 'UNKNOWN', null],
  ])('onboarding of %s is %s, and nothing of the message stays', async (idNumber, outcome, field) => {
    const answer = await onboard(idNumber);
    expect(answer).toMatchObject({ outcome, field, customer: null });
    expect(JSON.stringify(answer)).not.toContain('88990000');
  });

  test.each([
    ['8899000001', 'NOT_FOUND'],
    ['8899999999', 'NOT_FOUND'],
    ['8899000003', 'NOT_SUBSCRIBED'],
    ['8899000005', 'UNKNOWN'],
  ])('details of %s are %s', async (customerNumber, outcome) => {
    expect(await details(customerNumber)).toMatchObject({ outcome, customer: null });
  });

  test.each([
    ['look-up SEARCHERROR', () => find('SEARCHERROR'), 'PROVIDER_ERROR', true, false],
    ['look-up SEARCHERROROLD', () => find('SEARCHERROROLD'), 'PROVIDER_ERROR', true, false],
    ['look-up ERROR500', () => find('ERROR500'), 'PROVIDER_ERROR', true, false],
    ['look-up MALFORMED', () => find('MALFORMED'), 'PROVIDER_BAD_RESPONSE', false, false],
    ['details SEARCHERROR', () => details('8899000006'), 'PROVIDER_ERROR', true, false],
    ['details ERROR500', () => details('8899000007'), 'PROVIDER_ERROR', true, false],
    ['details MALFORMED', () => details('8899000008'), 'PROVIDER_BAD_RESPONSE', false, false],
    ['onboarding BADGATEWAY', () => onboard('BADGATEWAY'), 'PROVIDER_ERROR', false, true],
    ['onboarding ERROR500', () => onboard('ERROR500'), 'PROVIDER_ERROR', false, true],
    ['onboarding MALFORMED', () => onboard('MALFORMED'), 'PROVIDER_BAD_RESPONSE', false, true],
  ] as const)('%s is %s', async (_, call, code, retryable, outcomeUnknown) => {
    expect(await providerErrorOf(call())).toMatchObject({ providerId: 'cdp', code, retryable, outcomeUnknown });
  });

  test('SLOW misses the deadline: unknown for a command, repeatable for a read', async () => {
    const hasty = createCdp(simulator.url, {}, 1_000);
    const { findCustomer, getCustomer, onboardCustomer } = customerPort(hasty);
    const [read, record, command] = await Promise.all([
      providerErrorOf(findCustomer({ idType: '4', idNumber: 'SLOW' }, CONTEXT)),
      providerErrorOf(getCustomer('8899000010', CONTEXT)),
      providerErrorOf(onboardCustomer(onboardingOf('SLOW'), CONTEXT)),
    ]);
    await hasty.close();
    expect(read).toMatchObject({ code: 'PROVIDER_TIMEOUT', retryable: true, outcomeUnknown: false });
    expect(record).toMatchObject({ code: 'PROVIDER_TIMEOUT', outcomeUnknown: false });
    expect(command).toMatchObject({ code: 'PROVIDER_TIMEOUT', retryable: false, outcomeUnknown: true });
  });

  test('all are listed', async () => {
    const listed = (await (await fetch(`${simulator.url}/__simulator`)).json()) as { magicInputs: { input: string }[] };
    const inputs = listed.magicInputs.map(({ input }) => input);
    expect(inputs).toEqual(
      expect.arrayContaining(['idNumber LOST', 'idNumber COMPLIANCE406', 'customerNumber 8899000003']),
    );
  });
});

describe('access', () => {
  test.each([
    ['no token', undefined],
    ['a token it did not issue', 'Bearer something-else'],
  ])('the simulator refuses %s as Spring does', async (_, authorization) => {
    const headers = authorization === undefined ? undefined : { authorization };
    const response = await fetch(`${simulator.url}/caas/api/v2/customer/8800000001`, { headers });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({
      status: 401,
      error: 'Unauthorized',
      path: '/caas/api/v2/customer/8800000001',
    });
  });

  test.each([
    [{ CDP_PASSWORD: 'wrong' }, 'invalid_grant'],
    [{ CDP_CLIENT_SECRET: 'wrong' }, 'unauthorized_client'],
  ])('wrong credentials %p are told apart by code alone', async (env, providerCode) => {
    const other = createCdp(simulator.url, env);
    const error = await providerErrorOf(customerPort(other).getCustomer('8800000001', CONTEXT));
    await other.close();
    expect(error).toMatchObject({ code: 'PROVIDER_AUTH_FAILED', retryable: false, providerCode });
  });

  test('a customer number that cannot be one is refused before any call', async () => {
    const error = await providerErrorOf(details('../validate'));
    expect(error).toMatchObject({ code: 'PROVIDER_REJECTED', field: 'customerNumber' });
    expect(simulator.requests).toHaveLength(0);
  });

  test('state tells that a call succeeded', async () => {
    expect(provider.state().health).toBe('UNKNOWN');
    await find('P0000001');
    expect(provider.state()).toMatchObject({ health: 'UP', circuit: 'CLOSED' });
    expect(provider).toMatchObject({ id: 'cdp', displayName: 'Customer Data Platform', simulated: true });
    expect(Object.keys(provider.ports)).toEqual(['CUSTOMER']);
  });
});

describe('settings', () => {
  const parse = (name: string, text: string) => cdpProvider.settings[name]?.parse(text);

  test('error codes are laid over the default', () => {
    expect(parse('CDP_ERROR_CODES', '45099=BLOCKED, 45013=NOT_FOUND')).toMatchObject({
      '45001': 'NOT_FOUND',
      '45013': 'NOT_FOUND',
      '45099': 'BLOCKED',
    });
  });

  test.each([
    ['CDP_ERROR_CODES', '45099=FOUND'],
    ['CDP_ERROR_CODES', '45099'],
    ['CDP_ERROR_CODES', '1=BLOCKED,1=NOT_FOUND'],
    ['CDP_GENDERS', 'UNSAID=X'],
    ['CDP_LOOKUP_PATH', 'caas/validate'],
    ['CDP_LOOKUP_PATH', '/caas/../validate'],
    ['CDP_DETAILS_PATH', '/caas/customer'],
  ])('%s refuses %p', (name, text) => {
    expect(() => parse(name, text)).toThrow(/^must/);
  });

  test('a real platform needs its credentials', () => {
    const faults = ['CDP_CLIENT_ID', 'CDP_CLIENT_SECRET', 'CDP_USERNAME', 'CDP_PASSWORD'];
    for (const name of faults) expect(cdpProvider.settings[name]?.requiredWith).toBe('CDP_BASE_URL');
  });

  test('a code from the settings decides an outcome', async () => {
    const other = createCdp(simulator.url, { CDP_ERROR_CODES: '45999=BLOCKED' });
    const answer = await customerPort(other).findCustomer({ idType: '4', idNumber: 'UNKNOWNCODE' }, CONTEXT);
    await other.close();
    expect(answer.outcome).toBe('BLOCKED');
  });
});
