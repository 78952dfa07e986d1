import { v7 as newId } from 'uuid';
import type { Verification } from '../../../src/domain/check/verification.js';
import type { Runner } from '../../../src/domain/runner/runner.js';
import { RunnerEntity } from '../../../src/persistence/entities/entities.js';
import { OwnedTable } from '../../../src/persistence/repositories/owned-table.js';
import { VerificationTable } from '../../../src/persistence/repositories/verification-table.js';
import { openTestTables, type TestTables, testVault } from './test-tables.js';

const AT = new Date('2026-02-03T04:05:06.789Z');

let tables: TestTables;
let runners: OwnedTable<Runner>;
let verifications: VerificationTable;

beforeAll(async () => {
  tables = await openTestTables();
  runners = new OwnedTable(tables.dataSource, RunnerEntity, testVault);
  verifications = new VerificationTable(tables.dataSource, testVault);
});
afterAll(() => tables.close());

function runnerOf(userId: string): Runner {
  return {
    id: newId(),
    userId,
    providerId: 'crego',
    providerRunnerId: null,
    flowId: null,
    refId: 'RUNNER-251-392',
    status: 'CREATED',
    createdAt: AT,
    updatedAt: AT,
  };
}

async function addRunners(userId: string, count: number): Promise<Runner[]> {
  const made = Array.from({ length: count }, () => runnerOf(userId));
  for (const runner of made) await runners.insert(runner);
  return made;
}

function verificationOf(userId: string): Verification {
  const id = newId();
  return {
    id,
    userId,
    capability: 'PAN',
    providerId: 'cashfree',
    checkId: `kyc-${id}`,
    referenceId: '0042',
    subject: 'ABXXXXXX4F',
    documentId: null,
    status: 'COMPLETED',
    outcome: 'CAUTION',
    decision: null,
    validity: null,
    validUntil: '2027-01-31',
    comparisons: [{ claim: 'name', result: 'PARTIAL', score: 0.7, source: 'PROVIDER' }],
    score: 0.875,
    reasons: [{ code: 'NAME_MISMATCH', retryable: false, field: 'name', providerCode: 'x"y' }],
    facts: [{ name: 'registeredName', value: 'ASHA राव' }],
    retryable: false,
    raw: { providerStatus: 'VALID', providerCode: null, providerLabel: null },
    link: null,
    attempts: [
      { providerId: 'cashfree', startedAt: AT, finishedAt: null, errorCode: null },
      { providerId: 'cashfree', startedAt: AT, finishedAt: AT, errorCode: 'PROVIDER_TIMEOUT' },
    ],
    timeline: [{ at: AT, status: 'PROCESSING', outcome: null }],
    createdAt: AT,
    updatedAt: AT,
    completedAt: AT,
  };
}

describe('one record', () => {
  test('comes back as it went in: nulls, fractions, nested objects, and instants inside them', async () => {
    const { id: userId } = await tables.addUser();
    const verification = verificationOf(userId);
    await verifications.insert(verification);
    const [found] = await verifications.findMany([verification.id]);
    expect(found).toEqual(verification);
    expect(found?.attempts[1]?.finishedAt).toBeInstanceOf(Date);
    expect(found?.timeline[0]?.at).toBeInstanceOf(Date);
  });

  test('is replaced whole, and no other record with it, unless somebody else has changed it since', async () => {
    const { id: userId } = await tables.addUser();
    const [kept, changed] = [verificationOf(userId), verificationOf(userId)];
    await verifications.insert(kept);
    await verifications.insert(changed);
    const next: Verification = {
      ...changed,
      status: 'ERRORED',
      outcome: null,
      score: null,
      reasons: [],
      completedAt: null,
      updatedAt: new Date(changed.updatedAt.getTime() + 1),
    };
    expect(await verifications.replace(changed, next)).toBe(true);
    expect(await verifications.replace(changed, { ...changed, outcome: 'PASS' })).toBe(false);
    const found = await verifications.findMany([kept.id, changed.id]);
    expect(found).toHaveLength(2);
    expect(found).toEqual(expect.arrayContaining([kept, next]));
  });

  test('is missing from the answer when its id is unknown', async () => {
    expect(await runners.findMany([newId()])).toEqual([]);
    expect(await runners.findMany([])).toEqual([]);
  });

  test('needs an owner that exists', async () => {
    await expect(runners.insert(runnerOf(newId()))).rejects.toMatchObject({ code: '23503' });
  });
});

describe('a list', () => {
  test('begins with the newest and goes on after the last item of the page before, without a gap', async () => {
    const { id: userId } = await tables.addUser();
    const made = (await addRunners(userId, 5)).reverse();
    const first = await runners.list(userId, { first: 2, after: null });
    const second = await runners.list(userId, { first: 2, after: first.items[1]?.id ?? null });
    const third = await runners.list(userId, { first: 2, after: second.items[1]?.id ?? null });
    expect([first, second, third].map(({ hasNextPage }) => hasNextPage)).toEqual([true, true, false]);
    expect([...first.items, ...second.items, ...third.items]).toEqual(made);
  });

  test('has no next page when the page holds exactly the rest', async () => {
    const { id: userId } = await tables.addUser();
    await addRunners(userId, 2);
    expect(await runners.list(userId, { first: 2, after: null })).toMatchObject({ hasNextPage: false });
  });

  test('holds only the user’s records; without a user everybody’s', async () => {
    const [one, other] = [await tables.addUser(), await tables.addUser()];
    const [ofOne] = await addRunners(one.id, 1);
    const [ofOther] = await addRunners(other.id, 1);
    expect((await runners.list(one.id, { first: 100, after: null })).items).toEqual([ofOne]);
    expect((await runners.list(null, { first: 2, after: null })).items).toEqual([ofOther, ofOne]);
  });
});

describe('the lists of many users', () => {
  test.each([null, 3])('are the same as each user’s own list, in one statement (after: %p)', async (afterIndex) => {
    const users = [await tables.addUser(), await tables.addUser(), await tables.addUser()];
    const made: Runner[] = [];
    for (const [index, { id }] of users.entries()) made.push(...(await addRunners(id, index * 3)));
    const page = { first: 4, after: afterIndex === null ? null : (made.at(-afterIndex)?.id ?? null) };
    const ids = users.map(({ id }) => id);
    let lists: Awaited<ReturnType<typeof runners.listByUsers>> = new Map();
    const statements = await tables.statementsOf(async () => {
      lists = await runners.listByUsers(ids, page);
    });
    expect(statements).toHaveLength(1);
    expect([...lists.keys()]).toEqual(ids);
    for (const id of ids) expect(lists.get(id)).toEqual(await runners.list(id, page));
  });

  test('are empty for a user who has nothing or does not exist, and asking for nobody answers nothing', async () => {
    const stranger = newId();
    const lists = await runners.listByUsers([stranger], { first: 5, after: null });
    expect([...lists]).toEqual([[stranger, { items: [], hasNextPage: false }]]);
    expect((await runners.listByUsers([], { first: 5, after: null })).size).toBe(0);
  });
});
