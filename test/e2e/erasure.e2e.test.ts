import { CONSENT_PURPOSES } from '../../src/domain/kernel/consent-purpose.js';
import type { Data } from '../support/test-gateway.js';
import { PIXEL_PNG } from './images.js';
import { logIn, newCustomer } from './new-customer.js';
import { readOperationFile } from './operation-files.js';
import { openPrivacyWorld, type PrivacyWorld } from './privacy-world.js';

const ASHA_ID = '0190a000-0000-7000-8001-000000000001';
const textOf = (name: string) => readOperationFile(name).text;

let world: PrivacyWorld;
let admin: string;
beforeAll(async () => {
  world = await openPrivacyWorld();
  admin = await world.gateway.login('admin@example.com');
});
afterAll(() => world.close());

async function send(name: string, variables: Record<string, unknown>, token?: string): Promise<Data> {
  const { data, errors } = await world.gateway.send(textOf(name), variables, token);
  expect(errors).toBeUndefined();
  return Object.values(data as object)[0];
}

/** Rows that tell about a user, by table; tables without any are left out. */
async function rowsOf(userId: string): Promise<Record<string, number>> {
  const tables: { table_name: string }[] = await world.database.query(
    `SELECT table_name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'user_id'`,
  );
  const counts: Record<string, number> = {};
  for (const { table_name: table } of tables) {
    const [{ rows }] = await world.database.query(`SELECT count(*)::int AS rows FROM ${table} WHERE user_id = $1`, [
      userId,
    ]);
    if (rows > 0) counts[table] = rows;
  }
  return counts;
}

/** What the audit trail says of a person's erasure, in its order. */
async function trailOf(userId: string): Promise<readonly string[]> {
  const rows: { actor_role: string; action: string; details: Record<string, string> }[] = await world.database.query(
    `SELECT actor_role, action, details FROM audit_events
     WHERE subject_user_id = $1 AND (action LIKE '%ERASURE%' OR action LIKE '%HOLD%') ORDER BY seq`,
    [userId],
  );
  return rows.map(({ actor_role: role, action, details }) =>
    [role, action, details.state ?? details.providerId ?? ''].join(' ').trim(),
  );
}

describe('a person whose identity was checked', () => {
  let token: string;
  let receipt: string;
  let identityDocument: string;
  let otherDocument: string;

  beforeAll(async () => {
    token = await world.gateway.login('asha@example.com');
    const upload = async (kind: string) => {
      const { data } = await world.gateway.upload(
        `mutation ($file: Upload!) { uploadDocument(file: $file, input: { kind: ${kind} }) { ... on Document { id } } }`,
        {},
        { name: 'a.png', bytes: PIXEL_PNG },
        token,
      );
      return Buffer.from(data.uploadDocument.id, 'base64url').toString().replace('Document:', '');
    };
    identityDocument = await upload('PASSPORT');
    otherDocument = await upload('UTILITY_BILL');
    await world.gateway.send('{ me { customer { outcome } runners { nodes { status } } } }', {}, token);
  });

  test('asks, and is erased when it is due', async () => {
    const { receipt: given, request } = await send('request-erasure', {}, token);
    receipt = given;
    expect(request).toMatchObject({ state: 'SCHEDULED', legalBasis: null });
    expect(await send('request-erasure', {}, token)).toMatchObject({ receipt: null, request: { id: request.id } });
    expect(await world.retention('--dry-run')).toMatch(/ERASURES \(by date\): 1 would go/);
    expect(await rowsOf(ASHA_ID)).toMatchObject({ profiles: 1 });

    expect(await world.retention()).toMatch(/ERASURES \(by date\): 1 done/);
  });

  test('cannot come in any more', async () => {
    expect(await logIn(world.gateway, 'asha@example.com', 'demo-password-1')).toBeNull();
    const { errors } = await world.gateway.send('{ me { id } }', {}, token);
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });

  test('has left identification behind, restricted with basis and date, and nothing else', async () => {
    expect(await send('erasure', { receipt })).toMatchObject({
      state: 'ON_HOLD',
      legalBasis: expect.stringMatching(/Money-Laundering/),
      holdUntil: expect.stringMatching(/^20/),
    });
    expect(Object.keys(await rowsOf(ASHA_ID)).sort()).toEqual(['consents', 'erasure_requests', 'retained_records']);
    const [kept] = await world.database.query('SELECT * FROM retained_records WHERE user_id = $1', [ASHA_ID]);
    expect(kept.content).not.toMatch(/Asha|AAAPR/i);
    expect(kept.document_ids).toContain(identityDocument);
    const files = await world.filesIn('documents');
    expect(files).toContain(identityDocument);
    expect(files).not.toContain(otherDocument);
  });

  test('is not to be found by staff', async () => {
    const staff = await world.gateway.login('ravi@example.com');
    const { data } = await world.gateway.send(
      `{ node(id: "${Buffer.from(`User:${ASHA_ID}`).toString('base64url')}") { id } }`,
      {},
      staff,
    );
    expect(data.node).toBeNull();
  });

  test('is gone from the kept answers of providers too', async () => {
    const keys = await world.database.query(`SELECT record_key FROM provider_snapshots WHERE record_key LIKE '%01'`);
    expect(keys).toEqual([]);
  });

  test('goes on being forgotten when the law allows, and is done when every provider has erased', async () => {
    await world.database.query(`UPDATE retained_records SET until = now() - interval '1 day' WHERE user_id = $1`, [
      ASHA_ID,
    ]);
    await world.database.query(`UPDATE erasure_requests SET hold_until = now() - interval '1 day' WHERE user_id = $1`, [
      ASHA_ID,
    ]);
    await world.applyRetention();
    const partial = await send('erasure', { receipt });
    expect(partial.state).toBe('PARTIAL');
    expect(partial.providers.map(({ providerId }: Data) => providerId)).toEqual([
      'cashfree',
      'cdp',
      'crego',
      'personr',
    ]);
    expect(await rowsOf(ASHA_ID)).toEqual({ consents: CONSENT_PURPOSES.length, erasure_requests: 1 });
    expect(await world.filesIn('documents')).not.toContain(identityDocument);

    for (const { providerId } of partial.providers) {
      const input = { erasureId: partial.id, providerId, outcome: 'ERASED' };
      await send('record-provider-erasure', { input }, admin);
    }
    expect(await send('erasure', { receipt })).toMatchObject({ state: 'DONE', finishedAt: expect.any(String) });
    expect(await trailOf(ASHA_ID)).toEqual([
      'CUSTOMER ERASURE_REQUESTED',
      'CUSTOMER ERASURE_MOVED SCHEDULED',
      'SYSTEM ERASURE_MOVED IN_PROGRESS',
      'SYSTEM ERASURE_MOVED ON_HOLD',
      'SYSTEM ERASURE_MOVED IN_PROGRESS',
      'SYSTEM ERASURE_MOVED PARTIAL',
      'ADMIN PROVIDER_ERASURE_RECORDED cashfree',
      'ADMIN PROVIDER_ERASURE_RECORDED cdp',
      'ADMIN PROVIDER_ERASURE_RECORDED crego',
      'ADMIN ERASURE_MOVED DONE',
      'ADMIN PROVIDER_ERASURE_RECORDED personr',
    ]);
  });

  test('stays forgotten: an answer for a provider that held nothing is refused', async () => {
    const { id } = await send('erasure', { receipt });
    const input = { erasureId: id, providerId: 'nobody', outcome: 'ERASED' };
    expect((await send('record-provider-erasure', { input }, admin)).__typename).toBe('NotFound');
  });

  test('answers that are recorded side by side do not overwrite each other', async () => {
    const { id, providers } = await send('erasure', { receipt });
    const record = async (providerId: string): Promise<void> => {
      const input = { erasureId: id, providerId, outcome: 'REFUSED' };
      const { __typename: kind } = await send('record-provider-erasure', { input }, admin);
      if (kind === 'Conflict') await record(providerId);
    };
    await Promise.all(providers.map(({ providerId }: Data) => record(providerId)));

    const outcomes = (await send('erasure', { receipt })).providers.map(({ outcome }: Data) => outcome);
    expect(outcomes).toEqual(providers.map(() => 'REFUSED'));
  });
});

test('a person who was never identified is gone at once', async () => {
  const person = await newCustomer(world.gateway);
  const { receipt } = await send('request-erasure', {}, person.token);
  await world.applyRetention();

  expect(await send('erasure', { receipt })).toMatchObject({ state: 'DONE', providers: [], holdUntil: null });
  expect(await logIn(world.gateway, person.email, person.password)).toBeNull();
});

test('an erasure that a crash interrupted goes on', async () => {
  const person = await newCustomer(world.gateway);
  const { receipt } = await send('request-erasure', {}, person.token);
  await world.database.query(`UPDATE erasure_requests SET state = 'IN_PROGRESS' WHERE state = 'SCHEDULED'`);
  await world.applyRetention();

  expect(await send('erasure', { receipt })).toMatchObject({ state: 'DONE' });
});

test('a request can be withdrawn until it begins', async () => {
  const person = await newCustomer(world.gateway);
  const { receipt } = await send('request-erasure', {}, person.token);
  expect(await send('withdraw-erasure', {}, person.token)).toMatchObject({ state: 'WITHDRAWN' });
  await world.applyRetention();

  expect(await send('erasure', { receipt })).toMatchObject({ state: 'WITHDRAWN' });
  expect(await logIn(world.gateway, person.email, person.password)).not.toBeNull();
  expect((await send('withdraw-erasure', {}, person.token)).__typename).toBe('NotFound');
});

test('a legal hold keeps everything until it is released', async () => {
  const person = await newCustomer(world.gateway);
  const until = '2100-01-01T00:00:00.000Z';
  await send('place-legal-hold', { input: { userId: person.id, basis: 'Order 7', until } }, admin);
  const { receipt, request } = await send('request-erasure', {}, person.token);
  expect(request).toMatchObject({ state: 'ON_HOLD', legalBasis: 'Order 7', holdUntil: until });
  await world.applyRetention();
  expect(await logIn(world.gateway, person.email, person.password)).not.toBeNull();

  expect(await send('release-legal-holds', { userId: person.id }, admin)).toMatchObject({ released: 1 });
  await world.applyRetention();
  expect(await send('erasure', { receipt })).toMatchObject({ state: 'DONE' });
});

test('a hold that is placed after the request holds it too', async () => {
  const person = await newCustomer(world.gateway);
  const { receipt } = await send('request-erasure', {}, person.token);
  const input = { userId: person.id, basis: 'Order 8', until: '2100-01-01T00:00:00.000Z' };
  await send('place-legal-hold', { input }, admin);
  await world.applyRetention();

  expect(await send('erasure', { receipt })).toMatchObject({ state: 'ON_HOLD', legalBasis: 'Order 8' });
});

test('a receipt that nobody was given shows nothing', async () => {
  expect(await send('erasure', { receipt: 'A'.repeat(43) })).toBeNull();
});

test('retention removes what is too old, and a dry run only counts it', async () => {
  await newCustomer(world.gateway);
  await world.database.query(`UPDATE sessions SET expires_at = now() - interval '91 days' WHERE user_id IN
    (SELECT id FROM users ORDER BY id DESC LIMIT 1)`);
  const old = `SELECT id FROM sessions WHERE expires_at < now() - interval '90 days'`;
  expect(await world.retention('--dry-run')).toMatch(/SESSIONS \(after 90 days\): 1 would go/);
  expect(await world.database.query(old)).toHaveLength(1);
  expect(await world.retention()).toMatch(/SESSIONS \(after 90 days\): 1 done/);
  expect(await world.database.query(old)).toEqual([]);
});
