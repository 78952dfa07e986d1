import type { CustomerAnswer, CustomerPort } from '../../../src/domain/provider/customer-port.js';
import type { KycProvider } from '../../../src/domain/provider/kyc-provider.js';
import { fixture, fixtureNames, ReplayServer } from './cdp-replay-server.js';
import { CONTEXT, createCdp, customerPort, onboardingOf, providerErrorOf } from './cdp-support.js';

let server: ReplayServer;
let provider: KycProvider;
let port: CustomerPort;

beforeEach(async () => {
  server = await ReplayServer.start();
  provider = createCdp(server.url);
  port = customerPort(provider);
});

afterEach(async () => {
  await provider.close();
  await server.close();
});

/** The operation that a fixture's name begins with. */
function ask(name: string): Promise<CustomerAnswer> {
  server.answers = [fixture(name)];
  if (name.startsWith('onboard')) return port.onboardCustomer(onboardingOf('N1'), CONTEXT);
  if (name.startsWith('details')) return port.getCustomer('8800000001', CONTEXT);
  return port.findCustomer({ idType: '4', idNumber: 'N1' }, CONTEXT);
}

const ANSWERS: Readonly<Record<string, CustomerAnswer['outcome']>> = {
  'lookup-success.200': 'FOUND',
  'lookup-success-without-message.200': 'FOUND',
  'lookup-added-fields.200': 'FOUND',
  'lookup-wrong-types.200': 'FOUND',
  'lookup-not-found.200': 'NOT_FOUND',
  'lookup-not-found-snake-case.200': 'NOT_FOUND',
  'lookup-subscription-pending.200': 'SUBSCRIPTION_PENDING',
  'lookup-subscription-pending-without-code.200': 'SUBSCRIPTION_PENDING',
  'lookup-bad-request-newer.200': 'INVALID_REQUEST',
  'lookup-bad-request-older.200': 'INVALID_REQUEST',
  'lookup-compliance.200': 'UNDER_COMPLIANCE_INVESTIGATION',
  'lookup-compliance-older.401': 'UNDER_COMPLIANCE_INVESTIGATION',
  'lookup-compliance-older-without-code.401': 'UNDER_COMPLIANCE_INVESTIGATION',
  'lookup-blocked.200': 'BLOCKED',
  'lookup-success-with-error-code.200': 'NOT_FOUND',
  'lookup-success-with-failed-status-code.200': 'UNKNOWN',
  'lookup-failure-with-data.200': 'UNKNOWN',
  'lookup-success.400': 'UNKNOWN',
  'lookup-unknown-code.200': 'UNKNOWN',
  'lookup-unknown-status.200': 'UNKNOWN',
  'onboard-success.200': 'ONBOARDED',
  'onboard-success-bare.200': 'ONBOARDED',
  'onboard-compliance.406': 'UNDER_COMPLIANCE_INVESTIGATION',
  'onboard-compliance-without-code.406': 'UNDER_COMPLIANCE_INVESTIGATION',
  'onboard-compliance.502': 'UNDER_COMPLIANCE_INVESTIGATION',
  'onboard-blocked.406': 'BLOCKED',
  'onboard-unexplained.406': 'UNKNOWN',
  'onboard-invalid-master-data.400': 'INVALID_MASTER_DATA',
  'onboard-mandatory-field-missing.400': 'MANDATORY_FIELD_MISSING',
  'onboard-mandatory-field-unnamed.200': 'MANDATORY_FIELD_MISSING',
  'onboard-updation-failure.400': 'UPDATE_FAILED',
  'onboard-subscription-pending.200': 'SUBSCRIPTION_PENDING',
  'details-success.200': 'FOUND',
  'details-not-subscribed.200': 'NOT_SUBSCRIBED',
  'details-not-subscribed-without-code.200': 'NOT_SUBSCRIBED',
  'details-not-found.200': 'NOT_FOUND',
};

/** Code, retryable, outcome unknown. */
const ERRORS: Readonly<Record<string, readonly [string, boolean, boolean]>> = {
  'lookup-server-error-newer.200': ['PROVIDER_ERROR', true, false],
  'lookup-server-error-older.200': ['PROVIDER_ERROR', true, false],
  'lookup-missing-number.200': ['PROVIDER_BAD_RESPONSE', false, false],
  'lookup-missing-data.200': ['PROVIDER_BAD_RESPONSE', false, false],
  'lookup-data-array.200': ['PROVIDER_BAD_RESPONSE', false, false],
  'lookup-nulls.200': ['PROVIDER_BAD_RESPONSE', false, false],
  'lookup-array.200': ['PROVIDER_BAD_RESPONSE', false, false],
  'lookup-wrong-path.404': ['PROVIDER_NOT_FOUND', false, false],
  'unauthorized.401': ['PROVIDER_AUTH_FAILED', false, false],
  'unauthorized.200': ['PROVIDER_AUTH_FAILED', false, false],
  'unauthorized-envelope.200': ['PROVIDER_AUTH_FAILED', false, false],
  'onboard-server-error.502': ['PROVIDER_ERROR', false, true],
  'onboard-success.502': ['PROVIDER_ERROR', false, true],
};

describe('documented messages and their contradictions', () => {
  test.each(Object.entries(ANSWERS))('%s is %s', async (name, outcome) => {
    const answer = await ask(name);
    expect(answer.outcome).toBe(outcome);
    expect(answer.customer !== null).toBe(outcome === 'FOUND' || outcome === 'ONBOARDED');
    // The message of an onboarding holds a customer number.
    expect(JSON.stringify(answer.raw)).not.toMatch(/\d{10}|Customer/);
  });

  test.each(Object.entries(ERRORS))('%s is %p', async (name, [code, retryable, outcomeUnknown]) => {
    const error = await providerErrorOf(ask(name));
    expect(error).toMatchObject({ providerId: 'cdp', code, retryable, outcomeUnknown });
  });

  test('every fixture is replayed', () => {
    const tokens = ['token.200', 'token-invalid-grant.401'];
    expect(fixtureNames().sort()).toEqual([...Object.keys(ANSWERS), ...Object.keys(ERRORS), ...tokens].sort());
  });

  test('values of a wrong type are dropped, numbers become text', async () => {
    expect((await ask('lookup-wrong-types.200')).customer).toEqual({
      customerNumber: '8800000001',
      firstName: null,
      middleName: null,
      lastName: null,
      dateOfBirth: null,
      mobile: '+919000000001',
      email: null,
      customerStatus: '7',
      amlScanStatus: 'Accepted',
      amlCategory: null,
      politicallyExposed: null,
      agentLocationId: expect.anything(),
      idStatus: 'Active',
      idExpiresOn: null,
    });
  });
});

describe('what an onboarding tells', () => {
  test('the screening, beside the number', async () => {
    expect((await ask('onboard-success.200')).customer).toMatchObject({
      amlScanStatus: expect.any(String),
      amlCategory: expect.any(String),
      politicallyExposed: expect.any(Boolean),
    });
  });

  test.each([
    ['onboard-mandatory-field-missing.400', expect.any(String)],
    ['onboard-invalid-master-data.400', expect.any(String)],
    ['onboard-mandatory-field-unnamed.200', null],
    ['onboard-blocked.406', null],
  ])('%s names the field in our words, or none', async (name, field) => {
    const answer = await ask(name);
    expect(answer.field).toEqual(field);
    expect(answer.field ?? '').not.toContain('_');
  });
});

describe('what is sent', () => {
  test('look-up: both values as text, under our token', async () => {
    await ask('lookup-success.200');
    const [call] = server.calls();
    expect(call).toMatchObject({ method: 'POST', path: '/caas/api/v2/customer/validate' });
    expect(call?.headers).toMatchObject({
      authorization: 'Bearer opaque-access-token-1',
      'content-type': 'application/json',
    });
    expect(call?.headers).not.toHaveProperty('x-api-key');
    expect(JSON.parse(call?.body ?? '')).toEqual({ idNumber: 'N1', idType: '4' });
  });

  test('paths, channel, words and key come from the settings', async () => {
    const other = createCdp(server.url, {
      CDP_LOOKUP_PATH: '/other/lookup',
      CDP_DETAILS_PATH: '/other/{ecrn}/details',
      CDP_API_KEY: 'key-1',
      CDP_CHANNEL: 'WEB',
      CDP_AGENT_LOCATION_ID: '77',
      CDP_RESIDENT_TYPE_ID: '101',
      CDP_GENDERS: 'FEMALE=Female',
      CDP_ADDRESS_TYPES: 'PERMANENT=9',
    });
    server.answers = [fixture('lookup-success.200')];
    const { findCustomer, getCustomer, onboardCustomer } = customerPort(other);
    await findCustomer({ idType: '4', idNumber: 'N1' }, CONTEXT);
    await getCustomer('8800000001', CONTEXT);
    await onboardCustomer(onboardingOf('N1'), CONTEXT);
    await other.close();
    const [lookup, details, onboarding] = server.calls();
    expect([lookup?.path, details?.path]).toEqual(['/other/lookup', '/other/8800000001/details']);
    expect(lookup?.headers).toMatchObject({ 'x-api-key': 'key-1' });
    expect(onboarding?.path).toBe('/caas-lcm/api/v1/CAAS/onBoarding/customer');
    expect(JSON.parse(onboarding?.body ?? '')).toMatchObject({
      channel: 'WEB',
      agent_location_id: '77',
      resident_type_id: 101,
      gender: 'Female',
      address_list: [{ address_type_id: '9' }],
    });
  });
});

describe('tokens', () => {
  test('many callers at once share one token request', async () => {
    server.answers = [fixture('details-success.200')];
    await Promise.all(Array.from({ length: 10 }, (_, i) => port.getCustomer(`88000${i}`, { principal: `user-${i}` })));
    expect(server.tokenRequests()).toHaveLength(1);
    expect(server.calls()).toHaveLength(10);
  });

  test('a 401 is answered by one new password grant and one more try, for a command too', async () => {
    server.answers = [fixture('unauthorized.401'), fixture('onboard-success.200')];
    const answer = await port.onboardCustomer(onboardingOf('N1'), CONTEXT);
    expect(answer.outcome).toBe('ONBOARDED');
    expect(server.calls()).toHaveLength(2);
    expect(server.tokenRequests().map((form) => form.get('grant_type'))).toEqual(['password', 'password']);
  });

  test('a lasting 401 ends after the second try', async () => {
    expect((await providerErrorOf(ask('unauthorized.401'))).code).toBe('PROVIDER_AUTH_FAILED');
    expect(server.calls()).toHaveLength(2);
  });

  test('an error code under 401 is an answer, not a reason to try again', async () => {
    await ask('lookup-compliance-older.401');
    expect(server.calls()).toHaveLength(1);
  });

  test('refused credentials show their code, never the description', async () => {
    server.tokens = [fixture('token-invalid-grant.401')];
    const error = await providerErrorOf(ask('lookup-success.200'));
    expect(error).toMatchObject({ code: 'PROVIDER_AUTH_FAILED', providerCode: 'invalid_grant' });
    expect(JSON.stringify({ ...error, message: error.message, stack: error.stack })).not.toContain('asha');
    expect(server.calls()).toHaveLength(0);
  });
});
