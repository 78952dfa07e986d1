import { startTestGateway, type TestGateway } from '../support/test-gateway.js';
import { readOperationFile } from './operation-files.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({ SPEND_CAP_PER_DAY: '4', SPEND_PRICES: 'PAN=2' });
});
afterAll(() => gateway.stop());

test('an account that has used up its day is told when the next one begins, and the provider is not asked', async () => {
  const { text, variables } = readOperationFile('verify-pan');
  const query = text.replace('... on Problem {', '... on RateLimited { resetAt } ... on Problem {');
  const token = await gateway.login('asha@example.com');
  const answers = await Promise.all(Array.from({ length: 6 }, () => gateway.send(query, variables, token)));
  const results = answers.map(({ data }) => data.verifyPan);

  expect(results.filter(({ __typename }) => __typename === 'Verification')).toHaveLength(2);
  const refused = results.filter(({ __typename }) => __typename === 'RateLimited');
  expect(refused).toHaveLength(4);
  for (const { resetAt } of refused) expect(resetAt).toMatch(/T00:00:00.000Z$/);
  const asked = gateway.simulators.get('cashfree')?.requests.filter(({ path }) => path.endsWith('/pan'));
  expect(asked).toHaveLength(2);
});

test.each([
  ['request-applicant-check', 'requestApplicantCheck', 'personr', /check/, { SPEND_PRICES: 'APPLICANT_CHECK=5' }],
  ['onboard-customer', 'onboardCustomer', 'cdp', /onboard/i, { SPEND_PRICES: 'ONBOARDING=5' }],
  ['request-otp', 'requestOtp', 'crego', /otp\/send/, { SPEND_PRICES: 'OTP=5' }],
] as const)('%s beyond the day is not sent', async (file, field, providerId, path, settings) => {
  const { text, variables, as } = readOperationFile(file);
  const limited = await startTestGateway({ SPEND_CAP_PER_DAY: '4', ...settings });
  try {
    const { data } = await limited.send(text, variables, await limited.login(as ?? ''));
    expect(data[field].__typename).toBe('RateLimited');
    const asked = limited.simulators.get(providerId)?.requests.filter((request) => path.test(request.path));
    expect(asked).toEqual([]);
  } finally {
    await limited.stop();
  }
});
