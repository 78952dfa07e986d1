import { type Data, startTestGateway, type TestGateway } from '../support/test-gateway.js';
import { newCustomer } from './new-customer.js';
import { readOperationFile } from './operation-files.js';

/** The number that UIDAI publishes for tests. */
const AADHAAR = '999941057058';
const STORE = {
  status: 'ready',
  branch: 'Koramangala',
  p: {
    aadhaar: AADHAAR,
    name: 'Asha Rao',
    address: '12 Example Street, Bengaluru',
    dob: '1990-04-12',
    account_number: '000123456789',
    secret_word: 'sesame-canary',
    odd: `9.${AADHAAR}9`,
    contact: { mobile: '9000000001' },
    parts: { aadhaar_1: '9999', aadhaar_2: '4105', aadhaar_3: '7058' },
    note: 'Asha, 9999',
    father: { name: `Ravi ${[...AADHAAR].join('.')}` },
    mother: { name: '९९९९४१०५७०५८' },
  },
};
/** What must never come out without a purpose. */
const PERSONAL =
  /Asha|Rao|Example Street|1990|000123456789|sesame|9000000001|Ravi|Koramangala|9999|4105\d|९|Traders Canary/;

let gateway: TestGateway;
let customer: { readonly token: string };
let runnerId: string;
let refId: string;
let reviewer: string;
let admin: string;
beforeAll(async () => {
  gateway = await startTestGateway();
  admin = await gateway.login('admin@example.com');
  reviewer = await gateway.login('ravi@example.com');
  customer = await newCustomer(gateway);
  const input = { data: { pan: 'TSTPV1234F' }, refId: 'TEMPLATE-REF-1' };
  const runner = await send('create-and-execute-runner', { input }, customer.token);
  runnerId = runner.id;
  refId = runner.refId;
  const content = { ...STORE, business: { name: 'Traders Canary' } };
  expect((await send('update-runner-store', { runnerId, content }, admin)).__typename).toBe('Runner');
  gateway.simulators.get('crego')?.clearRequests();
});
afterAll(() => gateway.stop());

async function send(name: string, variables: Record<string, unknown>, token: string): Promise<Data> {
  const { rootFields, text, variables: sample } = readOperationFile(name);
  const { data } = await gateway.send(text, { ...sample, ...variables }, token);
  return data?.[rootFields[0] ?? ''] ?? null;
}

function parse(template: string, purpose: string | null = null, token = reviewer): Promise<Data> {
  return send('parse-runner-template', { runnerId, template, purpose }, token);
}

async function accessLog(): Promise<readonly Data[]> {
  const text = '{ me { accessLog(first: 100) { nodes { action field purpose recordType } } } }';
  return (await gateway.send(text, {}, customer.token)).data.me.accessLog.nodes;
}

describe('without a purpose', () => {
  test.each([
    ['9.{{ p.aadhaar }}9', '9.XXXXXXXX70589'],
    ['{{ p.name }}', 'XXXXXX'],
    ['{{ p.address }}, {{ p.dob }}', 'XXXXXX, XXXXXX'],
    ['X{{ p.account_number }}', 'XXXXXXX6789'],
    ['{{ p.contact.mobile }}', 'XXXXXX0001'],
    ['{{ p }}', 'XXXXXX'],
    ['{{ p.parts.aadhaar_1 }}{{ p.parts.aadhaar_2 }}{{ p.parts.aadhaar_3 }}', 'XXXXXXXXXXXXXXXXXX'],
    ['{{ branch }} {{ p.note }} {{ p.odd }}', 'XXXXXX XXXXXX XXXXXX'],
    ['{{ status }} {{ p.father.name }}{{ nothing.at.all }}', 'ready XXXXXX'],
  ])('%s is shown as %s', async (template, text) => {
    expect(await parse(template)).toMatchObject({ text, content: null, source: { state: 'LIVE' } });
  });

  test('what is in JSON is masked too, and stays in its place', async () => {
    const { text, content } = await parse('{"a": {"b": ["{{ p.name }}", 7]}, "ref": "For {{ref_id}}"}');
    expect([text, content]).toEqual([null, { a: { b: ['XXXXXX', 7] }, ref: `For ${refId}` }]);
  });

  test('is in the access log as the look at a masked record', async () => {
    await parse('{{ p.name }}');
    expect((await accessLog()).at(0)).toMatchObject({ action: 'READ', field: null, recordType: 'Runner' });
  });
});

describe('with a purpose', () => {
  test('shows single personal values in clear, each on record for the person', async () => {
    const parsed = await parse('{{ p.name }} of {{ business.name }}, {{ p.dob }}: {{ p.address }}', 'CASE_REVIEW');
    expect(parsed.text).toBe('Asha Rao of Traders Canary, 1990-04-12: 12 Example Street, Bengaluru');
    const revealed = (await accessLog()).filter(({ action }) => action === 'REVEAL');
    expect(revealed.map(({ field }) => field).sort()).toEqual(['business.name', 'p.address', 'p.dob', 'p.name']);
    expect(new Set(revealed.map(({ purpose, recordType }) => `${purpose} ${recordType}`))).toEqual(
      new Set(['CASE_REVIEW Runner']),
    );
  });

  test.each([
    ['9.{{ p.aadhaar }}9', '9.XXXXXXXX70589'],
    ['{{ p.parts.aadhaar_1 }} {{ p.parts.aadhaar_2 }}', 'XXXXXX XXXXXX'],
    ['{{ p.aadhaar.0 }}{{ p.aadhaar.1 }}', 'XXXXXXXXXXXX'],
    ['{{ p }} {{ p.father }}', 'XXXXXX XXXXXX'],
    ['{{ p.odd }} {{ p.note }} {{ p.secret_word }} {{ branch }}', 'XXXXXX XXXXXX XXXXXX XXXXXX'],
    ['{{ p.father.name }} {{ p.mother.name }}', 'XXXXXX XXXXXX'],
    ['{{ p.name.upper }} {{ p.aadhaar.upper }}', 'XXXXXX XXXXXXXX7058'],
  ])('%s never shows an Aadhaar number, a secret or what nobody knows', async (template, text) => {
    expect((await parse(template, 'FRAUD_INVESTIGATION')).text).toBe(text);
  });

  test('OWN_DATA is no reason to look at others', async () => {
    expect(await parse('{{ p.name }}', 'OWN_DATA')).toMatchObject({
      __typename: 'ValidationProblem',
      fieldErrors: [{ field: 'purpose' }],
    });
  });
});

test('a pasted space is a space: the place is filled in and masked like any other', async () => {
  expect((await parse('{{\u00a0p.name }}')).text).toBe('XXXXXX');
});

test.each([
  "{% if p.aadhaar[0] == '9' %}nine{% endif %}",
  '{% for d in p.aadhaar %}{{ d }}.{% endfor %}',
  '{{ p.aadhaar[0:4] }}',
  '{{ p.aadhaar|upper }}',
  '{{ p.name | lower }}',
  '{{ p.aadhaar | b64encode }}',
  "{{ p.name.replace('A', 'B') }}",
  '{{ p.name ~ p.aadhaar }}',
  "{{ '9' + p.aadhaar }}",
  '{{ p.__class__ }}',
  '{{ _self }}',
  '{# note #}{{ p.name }}',
  '{{ p.name {# note #} }}',
  '{{{ p.name }}}',
  '{{ {{ p.name }} }}',
  '{{ p.name }',
  '{{- p.name -}}',
  '{{ p.name }}{{ p.',
  '{{ p\u2024name }}',
  '{{ p.\u0430adhaar }}',
  '{{ p . name }}',
  '{{ p.name\n}}',
  '<% p.name %>{{ p.name }}',
  '$' + '{ p.name }{{ p.name }}',
  '{"a": "\\u007b{ p.name|upper }}", "b": "{{ p.name }}"}',
  '\uff5b\uff5b p.name \uff5d\uff5d',
  'nothing to fill in',
  Array.from({ length: 21 }, (_, index) => `{{ p.x${index} }}`).join(''),
])('%s is refused with or without a purpose, and nothing is sent', async (template) => {
  const simulator = gateway.simulators.get('crego');
  simulator?.clearRequests();
  for (const purpose of [null, 'CASE_REVIEW']) {
    const answer = await parse(template, purpose);
    expect(answer).toMatchObject({ __typename: 'ValidationProblem', fieldErrors: [{ field: 'template' }] });
    expect(JSON.stringify(answer)).not.toMatch(PERSONAL);
  }
  expect(simulator?.requests).toEqual([]);
});

test('text around the places that looks like braces of another script is text, and nobody runs it', async () => {
  expect(await parse('\uff5b\uff5b p.aadhaar \uff5d\uff5d: {{ p.name }}')).toMatchObject({
    text: '\uff5b\uff5b p.aadhaar \uff5d\uff5d: XXXXXX',
  });
});

test('every path of the store: no personal value without a purpose', async () => {
  const paths: string[] = [];
  const walk = (value: unknown, path: string) => {
    paths.push(path);
    if (typeof value !== 'object' || value === null) return;
    for (const [key, item] of Object.entries(value)) walk(item, `${path}.${key}`);
  };
  for (const [key, value] of Object.entries(STORE)) walk(value, key);
  for (let at = 0; at < paths.length; at += 20) {
    const template = paths
      .slice(at, at + 20)
      .map((path) => `<{{ ${path} }}>`)
      .join('');
    const { text } = await parse(template);
    expect(text).toMatch(/^(<[^<>]*>)+$/);
    expect(text).not.toMatch(PERSONAL);
  }
});
