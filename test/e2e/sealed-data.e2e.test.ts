import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { DEMO_PEOPLE } from '../../src/demo/people.js';
import { startTestGateway, type TestGateway } from '../support/test-gateway.js';
import { PIXEL_PNG } from './images.js';

const PROFILE = `{ me { id name email mobile roles profile {
  pan { number name } personal { occupation } address { city } bankAccounts { accountNumber } dematAccounts { dpId }
} } }`;
const MATCH_NAMES =
  'mutation ($input: MatchNamesInput!) { matchNames(input: $input) { ... on Verification { outcome } } }';
const UNREADABLE = {
  message: 'A kept value cannot be read.',
  extensions: { code: 'DATA_UNREADABLE', retryable: false },
};

let gateway: TestGateway;
let database: pg.Client;
let ids: { one: string; two: string };

beforeAll(async () => {
  gateway = await startTestGateway();
  database = new pg.Client({ connectionString: gateway.databaseUrl });
  await database.connect();
  const { rows } = await database.query(
    `SELECT id FROM users WHERE 'CUSTOMER' = ANY(roles) AND id IN (SELECT user_id FROM profiles) ORDER BY id LIMIT 2`,
  );
  ids = { one: rows[0].id, two: rows[1].id };
  // No provider lets this check be read again, so it is answered from what is kept.
  const input = { name: 'Asha Rao', otherName: 'Asha Menon' };
  const { errors } = await gateway.send(MATCH_NAMES, { input }, await tokenOf(ids.one));
  expect(errors).toBeUndefined();
});
afterAll(async () => {
  await database.end();
  await gateway.stop();
});

/** The token of the user with this id among the demo people. */
async function tokenOf(id: string): Promise<string> {
  const person = DEMO_PEOPLE.find(({ number }) => id.endsWith(String(number).padStart(12, '0')));
  return gateway.login(person?.email ?? '');
}

/** One character of what is sealed is another. */
function flipped(column: string): string {
  return `overlay(${column} placing (CASE substr(${column}, 100, 1) WHEN 'A' THEN 'B' ELSE 'A' END) from 100)`;
}

interface Cell {
  readonly table: string;
  readonly key: string;
  readonly column: string;
  readonly row: string;
}

/** Runs `work` while a column of one row holds something else, and puts it back. */
async function whileChanged(
  { table, key, column, row }: Cell,
  value: string,
  work: () => Promise<void>,
): Promise<void> {
  const { rows } = await database.query(`SELECT ${column} AS kept FROM ${table} WHERE ${key} = $1`, [row]);
  await database.query(`UPDATE ${table} SET ${column} = ${value} WHERE ${key} = $1`, [row]);
  try {
    await work();
  } finally {
    await database.query(`UPDATE ${table} SET ${column} = $2 WHERE ${key} = $1`, [row, rows[0].kept]);
  }
}

test('what the profile says comes back in the API and stands nowhere in the tables', async () => {
  const { data, errors } = await gateway.send(PROFILE, {}, await tokenOf(ids.one));
  expect(errors).toBeUndefined();
  expect(data.me.profile.pan.name).toEqual(expect.any(String));
  const users = await database.query('SELECT * FROM users, profiles WHERE user_id = id AND id = $1', [ids.one]);
  const stored = JSON.stringify(users.rows);
  for (const value of [data.me.name, data.me.email, data.me.profile.pan.name, data.me.profile.address.city])
    expect(stored).not.toContain(value);
});

test.each([
  ['the name of another user', 'users', 'id', 'name', 'swap', ['me', 'name']],
  ['the email address of another user', 'users', 'id', 'email', 'swap', ['me', 'email']],
  ['the mobile number of another user', 'users', 'id', 'mobile', 'swap', ['me', 'mobile']],
  ['the PAN of another user', 'profiles', 'user_id', 'pan', 'swap', ['me', 'profile', 'pan']],
  ['the address of another user', 'profiles', 'user_id', 'address', 'swap', ['me', 'profile', 'address']],
  ['an altered name', 'users', 'id', 'name', 'flip', ['me', 'name']],
  ['altered personal details', 'profiles', 'user_id', 'personal', 'flip', ['me', 'profile', 'personal']],
  ['altered bank accounts', 'profiles', 'user_id', 'bank_accounts', 'flip', ['me', 'profile', 'bankAccounts']],
  ['altered demat accounts', 'profiles', 'user_id', 'demat_accounts', 'flip', ['me', 'profile', 'dematAccounts']],
  ['a name in the clear', 'users', 'id', 'name', 'clear', ['me', 'name']],
] as const)('%s is an error of that field and never an answer', async (_, table, key, column, how, path) => {
  const changes = {
    swap: `(SELECT ${column} FROM ${table} WHERE ${key} = '${ids.two}')`,
    flip: flipped(column),
    clear: `'Mallory'`,
  };
  const token = await tokenOf(ids.one);
  const before = await gateway.send(PROFILE, {}, token);
  await whileChanged({ table, key, column, row: ids.one }, changes[how], async () => {
    const { data, errors } = await gateway.send(PROFILE, {}, token);
    expect(errors).toMatchObject([{ ...UNREADABLE, path }]);
    const nullable = column === 'pan' || column === 'address' || column === 'personal';
    // The rest of the answer is there, as far as the schema lets a field be missing.
    if (nullable) expect(data.me.profile).toEqual({ ...before.data.me.profile, [path[2] ?? '']: null });
    else expect(data).toEqual({ me: null });
    const rest = await gateway.send('{ me { id roles profile { photoDocumentId } } }', {}, token);
    expect(rest.errors).toBeUndefined();
  });
  expect(await gateway.send(PROFILE, {}, token)).toEqual(before);
});

const RECORDS = `query Records { me {
  applicants(first: 1) { nodes { id flowName status } }
  documents(first: 1) { nodes { id filename kind state } }
  verifications(first: 20) { nodes { id capability subject outcome facts { name value } reasons { code } } }
} }`;

test.each([
  ['a flow name', 'applicants', 'flow_name', 'applicants', 'flowName'],
  ['a file name', 'documents', 'filename', 'documents', 'filename'],
  ['a subject', 'verifications', 'subject', 'verifications', 'subject'],
  ['facts', 'verifications', 'facts', 'verifications', 'facts'],
  ['reasons', 'verifications', 'reasons', 'verifications', 'reasons'],
])('%s altered in the database is an error of that field of that record', async (_, table, column, edge, field) => {
  const token = await tokenOf(ids.one);
  const before = await gateway.send(RECORDS, {}, token);
  expect(before.errors).toBeUndefined();
  const at = before.data.me[edge].nodes.findIndex(({ capability = 'NAME_MATCH' }) => capability === 'NAME_MATCH');
  const id = Buffer.from(before.data.me[edge].nodes[at].id, 'base64url').toString().split(':')[1] ?? '';
  await whileChanged({ table, key: 'id', column, row: id }, flipped(column), async () => {
    const { errors } = await gateway.send(RECORDS, {}, token);
    expect(errors).toMatchObject([{ ...UNREADABLE, path: ['me', edge, 'nodes', at, field] }]);
  });
  expect(await gateway.send(RECORDS, {}, token)).toEqual(before);
});

test('a document whose bytes were swapped with another one is an error, and no provider sees it', async () => {
  const token = await tokenOf(ids.one);
  const upload = `mutation ($file: Upload!) {
    uploadDocument(input: { kind: SELFIE }, file: $file) { ... on Document { id } } }`;
  const sent = [
    await gateway.upload(upload, {}, { name: 'one.png', bytes: PIXEL_PNG }, token),
    await gateway.upload(upload, {}, { name: 'two.png', bytes: PIXEL_PNG }, token),
  ];
  const documents = sent.map(({ data }) => data.uploadDocument.id as string);
  const paths = documents.map((id) =>
    join(gateway.dataDir, 'documents', Buffer.from(id, 'base64url').toString().split(':')[1] ?? ''),
  );
  await copyFile(paths[1] ?? '', paths[0] ?? '');
  const check = 'mutation ($id: ID!) { checkLiveness(documentId: $id) { __typename } }';
  const { data, errors } = await gateway.send(check, { id: documents[0] }, token);
  expect(data).toBeNull();
  expect(errors).toMatchObject([{ ...UNREADABLE, path: ['checkLiveness'] }]);
  const { rows } = await database.query('SELECT count(*) FROM verifications WHERE capability = $1', ['LIVENESS']);
  expect(rows).toEqual([{ count: '0' }]);
});
