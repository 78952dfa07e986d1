import { startTestGateway, type TestGateway } from '../support/test-gateway.js';
import { CANARY, type CanaryServer, canary, startCanaryServer } from './canary-runner.js';
import { newCustomer } from './new-customer.js';

const NODE = 'name type forms { action schema ui } navigations { label targetNode }';
const RUNNER = `query ($id: ID!) { runner(id: $id) {
  refId flowId status currentApplicantId currentNode { ${NODE} }
  applicants { providerApplicantId name applicantType relation tags shareHolder }
  visitedNodes { name action visitedAt } stepResult { success statusCode errors }
  nextAction { __typename ... on FillForm { node } }
  raw { providerStatus providerCode providerLabel }
  activity { items { node action at by } source { state error { code } } }
  store { content source { state error { code } } }
  flowInfo { name nodes { name type } stages { name nodes } content source { state } }
  currentNodes { items { ${NODE} } source { state } }
  source { state error { code } }
} }`;
const ADMINISTRATION = `{
  workflowDesign(designId: "d-1") { name version graph storeSchema source { state } }
  workflowStore(storeId: "s-1") { name content source { state } }
  workflowWarehouse(warehouseId: "w-1") { name content source { state } }
  workflowSchema { schema source { state } }
}`;
const PARSE = `mutation ($id: ID!, $template: LongText!, $purpose: AccessPurpose) {
  parseRunnerTemplate(runnerId: $id, template: $template, purpose: $purpose) { __typename ... on ParsedRunnerTemplate { text content } }
}`;

/** What the designer of a flow wrote for people to read. */
const DESIGNERS = [
  ...[
    'schematitle',
    'schemadescription',
    'fieldtitle',
    'choice',
    'help',
    'navigation',
    'designlabel',
    'designconfigname',
  ],
];
/** The name of an applicant, and the words of a message around the values that are known. */
const ALLOWED = new Set([...DESIGNERS, 'applicantname', 'errortext'].map((place) => canary(place).toLowerCase()));

let provider: CanaryServer;
let gateway: TestGateway;
let id: string;
const tokens: Record<string, string> = {};
beforeAll(async () => {
  provider = await startCanaryServer();
  gateway = await startTestGateway({
    CREGO_BASE_URL: provider.url,
    CREGO_SERVICE_TOKEN: 'a-service-token-of-the-test',
  });
  tokens.customer = (await newCustomer(gateway)).token;
  tokens.reviewer = await gateway.login('ravi@example.com');
  tokens.admin = await gateway.login('admin@example.com');
  const text = 'mutation { createRunner(input: {}) { __typename ... on Runner { id } } }';
  const { data } = await gateway.send(text, {}, tokens.customer);
  expect(data.createRunner).toMatchObject({ __typename: 'Runner' });
  id = data.createRunner.id;
});
afterAll(async () => {
  await gateway.stop();
  await provider.close();
});

function canariesIn(value: unknown): string[] {
  return [...new Set(JSON.stringify(value).match(CANARY) ?? [])].map((found) => found.toLowerCase());
}

describe.each(['customer', 'reviewer', 'admin'])('as %s', (role) => {
  test('a runner shows the words of its designer and nothing that could be of a person', async () => {
    const answer = await gateway.send(RUNNER, { id }, tokens[role]);
    expect(answer.errors).toBeUndefined();
    const { runner } = answer.data;
    expect(runner).toMatchObject({
      refId: 'CANARY-REF-1',
      source: { state: 'LIVE' },
      flowInfo: { source: { state: 'LIVE' } },
    });
    expect(runner.store === null).toBe(role === 'customer');
    expect(runner.stepResult.errors).toEqual([`XXXXXX: ${canary('errortext')}`]);
    expect(canariesIn(answer).filter((found) => !ALLOWED.has(found))).toEqual([]);
    // What is allowed is there: nothing was passed because nothing was shown.
    expect(canariesIn(answer)).toEqual(expect.arrayContaining([canary('fieldtitle'), canary('choice')].map(lower)));
  });
});

test.each(['reviewer', 'admin'])('as %s, designs, stores, warehouses and the schema show no value', async (role) => {
  const answer = await gateway.send(ADMINISTRATION, {}, tokens[role]);
  expect(answer.errors).toBeUndefined();
  for (const { source } of Object.values<{ source: unknown }>(answer.data)) expect(source).toEqual({ state: 'LIVE' });
  expect(canariesIn(answer).filter((found) => !ALLOWED.has(found))).toEqual([]);
  expect(canariesIn(answer)).toContain(lower(canary('designlabel')));
});

test('a template shows nothing without a purpose, and with one what is personal and no secret', async () => {
  const template = '{{ p.name }} {{ p.field }} {{ p.aadhaar }} {{ p.aadhaar.name }} {{ p.otp }} {{ status }}';
  const parse = (purpose: string | null) => gateway.send(PARSE, { id, template, purpose }, tokens.reviewer);
  const masked = await parse(null);
  expect(canariesIn(masked)).toEqual([canary('templatestatus')].map(lower));
  expect(canariesIn(await parse('CASE_REVIEW'))).toEqual(
    [canary('templatepname'), canary('templatestatus')].map(lower),
  );
});

function lower(text: string): string {
  return text.toLowerCase();
}
