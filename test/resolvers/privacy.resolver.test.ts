import type { ErasureRequest } from '../../src/domain/privacy/erasure.js';
import { writeIdentity } from '../../src/domain/privacy/retained-identity.js';
import { emptyProfile } from '../../src/domain/user/profile.js';
import { toGlobalId } from '../../src/graphql/common/global-id.js';
import { NOW } from '../support/fakes/fake-gateway.js';
import { createWorld, type Run, type World } from '../support/schema-harness.js';
import { PAGE, PROBLEM } from './selections.js';

const ERASURE = `id state legalBasis holdUntil scheduledFor requestedAt finishedAt
  providers { providerId records outcome answeredAt }`;
const REQUEST = `mutation { requestErasure { __typename ... on RequestedErasure { receipt request { ${ERASURE} } } } }`;
const UNTIL = '2100-01-01T00:00:00.000Z';
const NOBODY = '01900000-0000-7000-8000-ffffffffffff';
const IDENTIFIED = {
  pan: {
    number: 'ABCPR1234F',
    name: 'ASHA RAO',
    dateOfBirth: '1990-04-05',
    mobile: null,
    email: null,
    holderType: 'INDIVIDUAL',
  },
  personal: null,
  address: {
    line: '12 Example',
    landmark: null,
    city: 'Pune',
    pincode: '411001',
    state: 'Maharashtra',
    country: 'India',
  },
} as const;

let world: World;
let asAsha: Run;
let asAdmin: Run;

beforeEach(async () => {
  world = await createWorld();
  asAsha = world.as(world.people.asha);
  asAdmin = world.as(world.people.admin);
});

async function place(): Promise<void> {
  const { data } = await asAdmin(
    `mutation ($input: PlaceLegalHoldInput!) { placeLegalHold(input: $input) {
      __typename ... on LegalHold { basis until placedAt } } }`,
    { input: { userId: toGlobalId('User', world.people.asha.id), basis: 'Order 7', until: UNTIL } },
  );
  expect(data.placeLegalHold).toEqual({
    __typename: 'LegalHold',
    basis: 'Order 7',
    until: UNTIL,
    placedAt: NOW.toISOString(),
  });
}

test('a request is scheduled, shown to its owner, and to whoever holds the receipt', async () => {
  const { data } = await asAsha(REQUEST);
  const { receipt, request } = data.requestErasure;
  expect(request).toMatchObject({ state: 'SCHEDULED', scheduledFor: '2026-02-01T01:00:00.000Z', providers: [] });
  expect((await asAsha(`{ me { erasure { ${ERASURE} } } }`)).data.me.erasure).toEqual(request);
  const byReceipt = await world.as(null)(`query ($r: ErasureReceipt!) { erasure(receipt: $r) { ${ERASURE} } }`, {
    r: receipt,
  });
  expect(byReceipt.data.erasure).toEqual(request);
  const again = await asAsha(REQUEST);
  expect(again.data.requestErasure).toMatchObject({ receipt: null, request: { id: request.id } });
});

const trail = () =>
  world.gateway.auditTrail.events.map(({ action, actor, details }) => [action, actor.role, details?.state]);

test('every step is in the audit trail, with its state and date, and without the legal basis', async () => {
  await asAsha(REQUEST);
  await place();
  const id = toGlobalId('User', world.people.asha.id);
  await asAdmin('mutation ($id: ID!) { releaseLegalHolds(userId: $id) { __typename } }', { id });
  await asAsha('mutation { withdrawErasure { __typename } }');
  expect(trail()).toEqual([
    ['ERASURE_REQUESTED', 'CUSTOMER', undefined],
    ['ERASURE_MOVED', 'CUSTOMER', 'SCHEDULED'],
    ['LEGAL_HOLD_PLACED', 'ADMIN', undefined],
    ['ERASURE_MOVED', 'ADMIN', 'ON_HOLD'],
    ['LEGAL_HOLDS_RELEASED', 'ADMIN', undefined],
    ['ERASURE_MOVED', 'ADMIN', 'SCHEDULED'],
    ['ERASURE_MOVED', 'CUSTOMER', 'WITHDRAWN'],
  ]);
  const { events } = world.gateway.auditTrail;
  expect(events.map(({ subjectUserId }) => subjectUserId)).toEqual(events.map(() => world.people.asha.id));
  expect(events.every(({ requestId }) => requestId === 'request-1')).toBe(true);
  expect(events[3]?.details).toEqual({ state: 'ON_HOLD', until: UNTIL });
  expect(JSON.stringify(events)).not.toContain('Order 7');
});

test('asking again changes nothing and is not recorded; a request that was cut off is scheduled then', async () => {
  await asAsha(REQUEST);
  const [request] = [...world.gateway.erasures.requests.values()];
  if (request === undefined) throw new Error('There is no request.');
  await asAsha(REQUEST);
  expect(trail()).toHaveLength(2);
  world.gateway.erasures.requests.set(request.id, { ...request, state: 'REQUESTED', scheduledFor: null });
  expect((await asAsha(REQUEST)).data.requestErasure).toMatchObject({ receipt: null, request: { state: 'SCHEDULED' } });
  expect(trail().slice(2)).toEqual([['ERASURE_MOVED', 'CUSTOMER', 'SCHEDULED']]);
});

test('it can be withdrawn once', async () => {
  await asAsha(REQUEST);
  const withdraw = `mutation { withdrawErasure { __typename ... on Erasure { state } ${PROBLEM} } }`;
  expect((await asAsha(withdraw)).data.withdrawErasure).toMatchObject({ state: 'WITHDRAWN' });
  expect((await asAsha(withdraw)).data.withdrawErasure).toMatchObject({ __typename: 'NotFound' });
});

test('a legal hold holds it, and its release lets it go on', async () => {
  await place();
  expect((await asAsha(REQUEST)).data.requestErasure.request).toMatchObject({
    state: 'ON_HOLD',
    legalBasis: 'Order 7',
    holdUntil: UNTIL,
  });
  const release = `mutation ($id: ID!) { releaseLegalHolds(userId: $id) {
    __typename ... on ReleasedHolds { released } ${PROBLEM} } }`;
  const id = toGlobalId('User', world.people.asha.id);
  expect((await asAdmin(release, { id })).data.releaseLegalHolds).toMatchObject({ released: 1 });
  expect((await asAsha('{ me { erasure { state legalBasis } } }')).data.me.erasure).toEqual({
    state: 'SCHEDULED',
    legalBasis: null,
  });
  expect((await asAdmin(release, { id })).data.releaseLegalHolds).toMatchObject({ __typename: 'NotFound' });
});

describe('the answers of providers', () => {
  const RECORD = `mutation ($input: RecordProviderErasureInput!) { recordProviderErasure(input: $input) {
    __typename ... on Erasure { ${ERASURE} } ${PROBLEM} } }`;
  const request: ErasureRequest = {
    id: '01900000-0000-7000-8000-0000000000ee',
    userId: '01900000-0000-7000-8000-0000000000dd',
    state: 'PARTIAL',
    legalBasis: null,
    holdUntil: null,
    scheduledFor: null,
    requestedAt: NOW,
    finishedAt: NOW,
    providers: [{ providerId: 'cashfree', records: 2, outcome: 'TO_BE_ASKED', answeredAt: null }],
    receiptHash: 'hash',
  };
  const input = { erasureId: toGlobalId('Erasure', request.id), providerId: 'cashfree', outcome: 'ERASED' };

  beforeEach(() => world.gateway.erasures.requests.set(request.id, request));

  test('are recorded, and the last one ends the request', async () => {
    expect((await asAdmin(RECORD, { input })).data.recordProviderErasure).toMatchObject({
      state: 'DONE',
      providers: [{ providerId: 'cashfree', records: 2, outcome: 'ERASED', answeredAt: NOW.toISOString() }],
    });
    expect(world.gateway.auditTrail.events).toMatchObject([
      { action: 'ERASURE_MOVED', target: { type: 'Erasure', id: request.id }, details: { state: 'DONE' } },
      { action: 'PROVIDER_ERASURE_RECORDED', details: { providerId: 'cashfree', outcome: 'ERASED' } },
    ]);
    const { data } = await asAdmin(
      `{ erasures(state: DONE) { nodes { ${ERASURE} } edges { cursor node { id } } ${PAGE} } }`,
    );
    expect(data.erasures.nodes).toHaveLength(1);
  });

  test.each([
    ['an answer that is none', { outcome: 'TO_BE_ASKED' }, 'ValidationProblem'],
    ['a provider that held nothing', { providerId: 'nobody' }, 'NotFound'],
    ['a request that nobody made', { erasureId: toGlobalId('Erasure', request.userId) }, 'NotFound'],
  ])('%s is refused', async (_, change, problem) => {
    const { data } = await asAdmin(RECORD, { input: { ...input, ...change } });
    expect(data.recordProviderErasure.__typename).toBe(problem);
    expect(world.gateway.erasures.requests.get(request.id)).toBe(request);
    expect(world.gateway.auditTrail.events).toEqual([]);
  });
});

describe('what is retained about somebody who is gone', () => {
  const GONE = '01900000-0000-7000-8000-0000000000dd';
  const RETAINED = `query ($userId: ID!, $purpose: AccessPurpose!) { retainedRecord(userId: $userId, purpose: $purpose) {
    userId basis until createdAt name email mobile accountCreatedAt documents
    pan { number name dateOfBirth mobile email holderType } personal { gender placeOfBirth } address { line city }
    checks { capability providerId subject outcome completedAt } } }`;
  const variables = { userId: toGlobalId('User', GONE), purpose: 'LEGAL_REQUEST' };

  beforeEach(async () => {
    const { asha } = world.people;
    const user = (await world.gateway.users.findMany([asha.id]))[0]!;
    const profile = (await world.gateway.users.findProfiles([asha.id]))[0] ?? null;
    const check = await world.addVerification(asha);
    const record = { userId: GONE, basis: 'An act', until: new Date(UNTIL), createdAt: NOW, documentIds: [asha.id] };
    const content = writeIdentity(user, { ...emptyProfile(GONE), ...profile, ...IDENTIFIED }, [check]);
    world.gateway.subjects.records.set(GONE, { ...record, content });
  });

  test('is shown to admins, masked, once it is on record why', async () => {
    const { data, errors } = await asAdmin(RETAINED, variables);
    expect(errors).toEqual([]);
    expect(data.retainedRecord).toMatchObject({
      userId: variables.userId,
      basis: 'An act',
      until: UNTIL,
      name: world.people.asha.name,
      email: 'a***@example.com',
      pan: { number: 'ABXXXXXX4F', dateOfBirth: '1990-XX-XX' },
      address: { line: '1***', city: 'Pune' },
      personal: null,
      documents: 1,
      checks: [{ capability: 'PAN', outcome: 'PASS' }],
    });
    expect(JSON.stringify(data)).not.toMatch(/ABCPR1234F|1990-04-05|12 Example/);
    const entry = {
      actor: { id: world.people.admin.id, role: 'ADMIN' },
      subjectUserId: GONE,
      target: { type: 'RetainedRecord', id: GONE },
      purpose: 'LEGAL_REQUEST',
      requestId: 'request-1',
    };
    expect(world.gateway.auditTrail.events).toEqual([{ ...entry, action: 'RETAINED_RECORD_READ' }]);
    expect(world.gateway.accessLog.accesses).toMatchObject([{ ...entry, action: 'READ' }]);
  });

  test.each([
    ['a reviewer', 'ravi', {}, 'FORBIDDEN'],
    ['a customer', 'asha', {}, 'FORBIDDEN'],
    ['an admin with the wrong reason', 'admin', { purpose: 'OWN_DATA' }, 'BAD_USER_INPUT'],
    ['an admin about somebody who is there', 'admin', { userId: toGlobalId('User', NOBODY) }, 'NOT_FOUND'],
  ] as const)('is not shown to %s, and nothing is recorded', async (_name, person, change, code) => {
    const { errors } = await world.as(world.people[person])(RETAINED, { ...variables, ...change });
    expect(errors).toMatchObject([{ extensions: { code } }]);
    expect([world.gateway.auditTrail.events, world.gateway.accessLog.accesses]).toEqual([[], []]);
  });

  test('is not shown when it cannot be put on record', async () => {
    world.gateway.accessLog.broken = true;
    await expect(asAdmin(RETAINED, variables)).rejects.toThrow('cannot be written');
  });
});

test('whose an erasure is, admins alone are told', async () => {
  const ask = '{ me { erasure { userId } } }';
  await asAsha(REQUEST);
  expect((await asAsha(ask)).data.me.erasure).toEqual({ userId: null });
  const { data } = await asAdmin('{ erasures { nodes { userId } } }');
  expect(data.erasures.nodes).toEqual([{ userId: toGlobalId('User', world.people.asha.id) }]);
});

test('an export is an archive behind a path of its own', async () => {
  const { data, errors } = await asAsha(
    'mutation { exportMyData { __typename ... on DataExport { path expiresAt files incomplete } } }',
  );
  expect(errors).toEqual([]);
  expect(data.exportMyData).toMatchObject({ files: 0, incomplete: [], expiresAt: '2026-02-01T00:15:00.000Z' });
  const [, , id = '', token = ''] = data.exportMyData.path.split('/');
  const { exportService } = world.gateway.services;
  expect(Buffer.from((await exportService.open(id, token, 'request-2')) ?? []).toString('latin1', 0, 2)).toBe('PK');
  expect(await exportService.open(id, 'A'.repeat(43), null)).toBeNull();
  expect(await exportService.open(world.people.asha.id, token, null)).toBeNull();
  const about = { subjectUserId: world.people.asha.id, target: { type: 'DataExport', id } };
  expect(world.gateway.auditTrail.events).toEqual([
    { ...about, action: 'DATA_EXPORTED', actor: expect.anything(), requestId: 'request-1', details: { files: 0 } },
    { ...about, action: 'EXPORT_DOWNLOADED', actor: { id: null, role: 'ANONYMOUS' }, requestId: 'request-2' },
  ]);
});
