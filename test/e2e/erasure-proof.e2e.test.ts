import { setTimeout as pause } from 'node:timers/promises';
import { fromGlobalId } from '../../src/graphql/common/global-id.js';
import { KeyRing } from '../../src/security/key-ring.js';
import { openEveryValue, readEveryValue } from '../support/database-scan.js';
import type { Data } from '../support/test-gateway.js';
import { findCanaries } from './canary-values.js';
import { PIXEL_PNG } from './images.js';
import { type NewCustomer, newCustomer } from './new-customer.js';
import { readOperationFile } from './operation-files.js';
import { openPrivacyWorld, type PrivacyWorld } from './privacy-world.js';

const KEY = { id: 'k1', key: Buffer.alloc(32, 'a key of the tests') };

/** What the person tells us, none of which anybody else has. */
const TOLD = {
  'the name': 'Quilla Zephyrine',
  'the surname': 'Zephyrine',
  'the email address': 'quilla.zephyrine@example.com',
  'the mobile number': '9000077401',
  'the PAN': 'QZXPZ7740K',
  'the street': '77 Zephyrine Lane',
  'the account number': '77400077400077',
  'the document number': 'Z7740774',
  'the name of a file': 'quilla-zephyrine-passport',
};

let world: PrivacyWorld;
let person: NewCustomer;
let userId: string;
let admin: string;
let receipt: string;
let erasureId: string;

beforeAll(async () => {
  world = await openPrivacyWorld({ DATA_KEYS: `${KEY.id}:${KEY.key.toString('base64')}` });
  admin = await world.gateway.login('admin@example.com');
  person = await newCustomer(world.gateway, {
    name: TOLD['the name'],
    email: TOLD['the email address'],
    mobile: `+91${TOLD['the mobile number']}`,
  });
  userId = fromGlobalId('User', person.id, 'id');
  await live();
});
afterAll(() => world.close());

async function send(name: string, variables: Record<string, unknown> = {}, token?: string): Promise<Data> {
  const { data, errors } = await world.gateway.send(readOperationFile(name).text, variables, token);
  expect(errors).toBeUndefined();
  return Object.values(data as object)[0];
}

/** Answers whose keys do not tell whom they are about. */
const KEPT_FOR_ANYBODY = ['customer-lookup', 'provider-runners'];

/** Everything that leaves traces: a profile, checks, files, applicants, runners, onboarding, and staff who look. */
async function live(): Promise<void> {
  const { token, id } = person;
  const { gateway } = world;
  const sample = readOperationFile('update-profile').variables.input as Record<string, Record<string, unknown>>;
  const profile = {
    pan: { ...sample.pan, number: TOLD['the PAN'], name: TOLD['the name'].toUpperCase(), email: null, mobile: null },
    personal: sample.personal,
    address: { ...sample.address, line: TOLD['the street'] },
    bankAccounts: [
      { ...(sample.bankAccounts?.[0] as object), accountNumber: TOLD['the account number'], primary: true },
    ],
  };
  expect((await send('update-profile', { input: profile }, token)).__typename).toBe('User');
  const check = { pan: TOLD['the PAN'], name: TOLD['the name'] };
  expect((await send('verify-pan', { input: check }, token)).__typename).toBe('Verification');
  const file = { name: `${TOLD['the name of a file']}.png`, bytes: PIXEL_PNG };
  const applicant = await send('create-applicant', { input: {} }, token);
  const runner = await send('create-runner', { input: {} }, token);
  for (const input of [
    { kind: 'PASSPORT', applicantId: applicant.id },
    { kind: 'UTILITY_BILL', runnerId: runner.id },
  ])
    await gateway.upload(readOperationFile('upload-document').text, { input }, file, token);
  const onboarding = readOperationFile('onboard-customer').variables.input as { idDocuments: object[] };
  const idDocuments = [{ ...onboarding.idDocuments[0], idNumber: TOLD['the document number'] }];
  const [firstName, lastName] = TOLD['the name'].split(' ');
  const input = { ...onboarding, firstName, lastName, idDocuments };
  expect((await send('onboard-customer', { input }, token)).__typename).toBe('Customer');
  // As of somebody whose document nobody wrote down: the look-up is theirs all the same.
  await world.database.query(`UPDATE customer_links SET document_fingerprints = '{}' WHERE user_id = $1`, [userId]);
  await send('me', {}, token);
  await send('find-customer', { idType: '4', idNumber: TOLD['the document number'] }, admin);
  const reveal = { recordId: id, field: 'PAN', purpose: 'CASE_REVIEW' };
  expect((await send('reveal-field', { input: reveal }, admin)).value).toBe(TOLD['the PAN']);
  await send('user', { id }, admin);
  await send('provider-runners', {}, admin);
  for (const kind of ['applicant', ...KEPT_FOR_ANYBODY]) await keptAnswer(`kind = '${kind}'`);
}

/** Answers of providers are written behind. */
async function keptAnswer(condition: string): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const found = await world.database.query(`SELECT FROM provider_snapshots WHERE ${condition}`);
    if (found.length > 0) return;
    await pause(50);
  }
  throw new Error(`No answer with ${condition} was kept.`);
}

/** Columns that hold something of the person: in clear, or once what is sealed is opened. */
async function placesOf(how: 'clear' | 'sealed'): Promise<readonly string[]> {
  const values =
    how === 'clear' ? await readEveryValue(world.database) : await openEveryValue(world.database, new KeyRing([KEY]));
  const places = values.filter(({ text }) => findCanaries(text, TOLD).length > 0).map(({ column }) => column);
  return [...new Set(places)].sort();
}

/** Tables in which the person's id stands. */
async function tablesOf(id: string): Promise<readonly string[]> {
  const values = await readEveryValue(world.database);
  const tables = values.filter(({ text }) => text.includes(id)).map(({ column }) => column.split('.')[0] ?? '');
  return [...new Set(tables)].sort();
}

test('while they are there, their data is in many places, and in none of them in clear', async () => {
  expect(await placesOf('clear')).toEqual([]);
  expect(await placesOf('sealed')).toEqual(
    expect.arrayContaining([
      'documents.filename',
      'profiles.address',
      'profiles.bank_accounts',
      'profiles.pan',
      'provider_snapshots.value',
      'users.email',
      'users.mobile',
      'users.name',
    ]),
  );
});

test('after the erasure it is in one: what the law keeps, with its basis and date', async () => {
  const asked = await send('request-erasure', {}, person.token);
  receipt = asked.receipt;
  expect(await world.retention()).toMatch(/ERASURES \(by date\): 1 done/);

  const request = await send('erasure', { receipt });
  erasureId = request.id;
  expect(request).toMatchObject({ state: 'ON_HOLD', legalBasis: expect.stringMatching(/Money-Laundering/) });
  expect(Date.parse(request.holdUntil)).toBeGreaterThan(Date.now() + 4.9 * 365 * 86_400_000);
  expect(await placesOf('clear')).toEqual([]);
  expect(
    await world.database.query('SELECT kind FROM provider_snapshots WHERE kind = ANY($1)', [KEPT_FOR_ANYBODY]),
  ).toEqual([]);
  expect(await placesOf('sealed')).toEqual(['retained_records.content']);
  expect(await tablesOf(userId)).toEqual([
    'access_log',
    'audit_events',
    'consents',
    'disclosures',
    'erasure_requests',
    'retained_records',
  ]);
});

test('what is kept is identification and its checks, and no account of theirs at a bank', async () => {
  const opened = await openEveryValue(world.database, new KeyRing([KEY]));
  const kept = opened.filter(({ column }) => column === 'retained_records.content');
  const ours = kept.find(({ text }) => text.includes(TOLD['the PAN']))?.text ?? '';
  expect(findCanaries(ours, TOLD).sort()).toEqual(
    ['the PAN', 'the email address', 'the mobile number', 'the name', 'the surname', 'the street'].sort(),
  );
});

test('an admin reads it, masked, for a reason, and that is on record', async () => {
  const { data } = await world.gateway.send('{ erasures { nodes { id userId } } }', {}, admin);
  expect(data.erasures.nodes).toContainEqual({ id: erasureId, userId: person.id });
  const kept = await send('retained-record', { userId: person.id, purpose: 'LEGAL_REQUEST' }, admin);
  expect(kept).toMatchObject({ name: TOLD['the name'], documents: 1, checks: [{ capability: 'PAN' }] });
  const { name: _, pan, ...others } = kept;
  expect(findCanaries(JSON.stringify([others, pan.number]), TOLD)).toEqual([]);
  const rows = await world.database.query(
    `SELECT 'trail' AS log, action, purpose FROM audit_events WHERE target_type = 'RetainedRecord' AND target_id = $1
     UNION ALL SELECT 'access', action, purpose FROM access_log WHERE target_type = 'RetainedRecord' AND target_id = $1`,
    [userId],
  );
  expect(rows).toEqual([
    { log: 'trail', action: 'RETAINED_RECORD_READ', purpose: 'LEGAL_REQUEST' },
    { log: 'access', action: 'READ', purpose: 'LEGAL_REQUEST' },
  ]);
});

test('what the providers answered is recorded while the law still keeps something', async () => {
  const { providers } = await send('erasure', { receipt });
  expect(providers.map(({ providerId }: Data) => providerId)).toEqual(['cashfree', 'cdp', 'crego', 'personr']);
  const outcomes: Record<string, string> = {
    cashfree: 'ERASED',
    cdp: 'RESTRICTED',
    crego: 'REFUSED',
    personr: 'ERASED',
  };
  for (const [providerId, outcome] of Object.entries(outcomes))
    await send('record-provider-erasure', { input: { erasureId, providerId, outcome } }, admin);
  const request = await send('erasure', { receipt });
  expect(request.state).toBe('ON_HOLD');
  expect(Object.fromEntries(request.providers.map((one: Data) => [one.providerId, one.outcome]))).toEqual(outcomes);
});

test('the chains prove themselves whole, and tell the whole story', async () => {
  expect(await world.verifyAudit()).toMatch(
    /^The audit trail is whole: \d+ rows\.\nThe access log is whole: \d+ rows\.\n$/,
  );
  const rows: { action: string }[] = await world.database.query(
    'SELECT DISTINCT action FROM audit_events WHERE subject_user_id = $1',
    [userId],
  );
  expect(rows.map(({ action }) => action)).toEqual(
    expect.arrayContaining([
      'ACCOUNT_REGISTERED',
      'CONSENT_GIVEN',
      'ERASURE_MOVED',
      'ERASURE_REQUESTED',
      'PROFILE_CHANGED',
      'PROVIDER_ERASURE_RECORDED',
      'RETAINED_RECORD_READ',
    ]),
  );
});

test('when the law is satisfied nothing is left but proof, and that goes in its time', async () => {
  const age = (table: string, column: string, days: number) =>
    world.database.query(`UPDATE ${table} SET ${column} = now() - make_interval(days => $2) WHERE user_id = $1`, [
      userId,
      days,
    ]);
  await age('retained_records', 'until', 1);
  await age('erasure_requests', 'hold_until', 1);
  await world.applyRetention();
  expect(await send('erasure', { receipt })).toMatchObject({ state: 'PARTIAL', holdUntil: null });
  expect(await placesOf('sealed')).toEqual([]);
  await age('erasure_requests', 'finished_at', 2556);
  await world.applyRetention();
  expect(await tablesOf(userId)).toEqual(['access_log', 'audit_events', 'consents', 'disclosures', 'erasure_requests']);

  await age('erasure_requests', 'finished_at', 2558);
  const before = await world.database.query('SELECT count(*)::int AS rows FROM consents WHERE user_id <> $1', [userId]);
  expect(await world.retention('--dry-run')).toMatch(/CONSENTS \(after 2557 days\): [1-9]\d* would go/);
  await world.applyRetention();
  expect(await tablesOf(userId)).toEqual(['access_log', 'audit_events', 'erasure_requests']);
  expect(await world.database.query('SELECT count(*)::int AS rows FROM consents')).toEqual(before);
});
