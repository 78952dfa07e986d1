import { v7 as newId } from 'uuid';
import type { ErasureRequest } from '../../../src/domain/privacy/erasure.js';
import { ErasureTable } from '../../../src/persistence/repositories/erasure-table.js';
import { openTestTables, type TestTables, testVault } from './test-tables.js';

const AT = new Date('2026-02-03T04:05:06.789Z');

let tables: TestTables;
let erasures: ErasureTable;
beforeAll(async () => {
  tables = await openTestTables();
  erasures = new ErasureTable(tables.dataSource, testVault);
});
afterAll(() => tables.close());

function newRequest(): ErasureRequest {
  const id = newId();
  const asked = (providerId: string) => ({ providerId, records: 1, outcome: 'TO_BE_ASKED' as const, answeredAt: null });
  return {
    id,
    userId: newId(),
    state: 'REQUESTED',
    legalBasis: null,
    holdUntil: null,
    scheduledFor: null,
    requestedAt: AT,
    finishedAt: null,
    providers: [asked('cdp'), asked('crego')],
    receiptHash: id,
  };
}

function answered(request: ErasureRequest, providerId: string): ErasureRequest {
  const providers = request.providers.map((provider) =>
    provider.providerId === providerId ? { ...provider, outcome: 'ERASED' as const, answeredAt: AT } : provider,
  );
  return { ...request, providers };
}

test('of two answers that were made from the same row one is written, and the other finds out', async () => {
  const request = newRequest();
  await erasures.claim(request);
  const write = (providerId: string) => erasures.move(answered(request, providerId), ['REQUESTED'], request.providers);
  expect((await Promise.all([write('cdp'), write('crego')])).sort()).toEqual([false, true]);

  const row = (await erasures.find(request.id))!;
  const missing = row.providers.find(({ outcome }) => outcome === 'TO_BE_ASKED')?.providerId ?? '';
  expect(await erasures.move(answered(row, missing), ['REQUESTED'], row.providers)).toBe(true);
  const { providers } = (await erasures.find(request.id))!;
  expect(providers).toMatchObject([
    { providerId: 'cdp', outcome: 'ERASED', answeredAt: AT },
    { providerId: 'crego', outcome: 'ERASED', answeredAt: AT },
  ]);
});

test('a move that does not look at the answers goes by the state alone', async () => {
  const request = newRequest();
  await erasures.claim(request);
  await erasures.move(answered(request, 'cdp'), ['REQUESTED']);
  expect(await erasures.move({ ...request, state: 'SCHEDULED', scheduledFor: AT }, ['REQUESTED'])).toBe(true);
  expect(await erasures.move({ ...request, state: 'SCHEDULED' }, ['REQUESTED'])).toBe(false);
});
