import { ProviderError } from '../../../src/domain/provider/provider-error.js';
import { ProviderReads } from '../../../src/domain/provider/provider-reads.js';
import type { SnapshotKey } from '../../../src/domain/provider/snapshot.js';
import { MemorySnapshotRepository } from '../../support/fakes/memory-snapshot-repository.js';

const KEY: SnapshotKey = { providerId: 'crego', kind: 'runner', recordKey: 'r-1' };
const START = new Date('2026-01-01T00:00:00Z');

function setUp() {
  const mayAsk = { value: true };
  let now = START;
  const snapshots = new MemorySnapshotRepository();
  const reads = new ProviderReads({ snapshots, clock: () => now, consentGate: { mayAsk: async () => mayAsk.value } });
  const later = (seconds: number) => {
    now = new Date(now.getTime() + seconds * 1000);
  };
  return { reads, later, mayAsk };
}

const answer = (value: string) => async () => value;
const failure = async (): Promise<string> => {
  throw new ProviderError({ providerId: 'crego', code: 'PROVIDER_TIMEOUT', retryable: true });
};
const ERROR = { code: 'PROVIDER_TIMEOUT', retryable: true };

test('a read that is answered is LIVE', async () => {
  const { reads } = setUp();
  expect(await reads.read(KEY, null, null, answer('now'))).toEqual({
    value: 'now',
    source: { providerId: 'crego', state: 'LIVE', fetchedAt: START, error: null },
  });
});

test('a failed read without an earlier answer is UNAVAILABLE', async () => {
  const { reads } = setUp();
  expect(await reads.read(KEY, null, null, failure)).toEqual({
    value: null,
    source: { providerId: 'crego', state: 'UNAVAILABLE', fetchedAt: null, error: ERROR },
  });
});

test('a failed read is answered STALE with the last good value and its time, then LIVE again', async () => {
  const { reads, later } = setUp();
  await reads.read(KEY, null, null, answer('first'));
  later(60);
  expect(await reads.read(KEY, null, null, failure)).toEqual({
    value: 'first',
    source: { providerId: 'crego', state: 'STALE', fetchedAt: START, error: ERROR },
  });
  expect((await reads.read(KEY, null, null, answer('second'))).source.state).toBe('LIVE');
});

test('a kept answer within the age is CACHED and nobody is asked; an older one is not good enough', async () => {
  const { reads, later } = setUp();
  await reads.read(KEY, null, null, answer('first'));
  later(30);
  const mustNotBeCalled = () => Promise.reject(new Error('asked'));
  const cached = await reads.read(KEY, null, 30_000, mustNotBeCalled);
  expect(cached).toMatchObject({ value: 'first', source: { state: 'CACHED', fetchedAt: START } });
  later(1);
  expect((await reads.read(KEY, null, 30_000, answer('second'))).value).toBe('second');
});

test('what has changed since is not CACHED, but still STALE when the provider fails', async () => {
  const { reads } = setUp();
  await reads.read(KEY, null, null, answer('first'));
  await reads.changed('crego', 'r-1');
  expect((await reads.read(KEY, null, 60_000, failure)).source.state).toBe('STALE');
  expect((await reads.read(KEY, null, 60_000, answer('second'))).source.state).toBe('LIVE');
  expect((await reads.read(KEY, null, 60_000, failure)).source.state).toBe('CACHED');
});

test('records, kinds and providers are kept apart', async () => {
  const { reads } = setUp();
  await reads.read(KEY, null, null, answer('first'));
  for (const other of [{ recordKey: 'r-2' }, { kind: 'runner-applicants' }, { providerId: 'personr' }]) {
    expect((await reads.read({ ...KEY, ...other }, null, 60_000, failure)).source.state).toBe('UNAVAILABLE');
  }
});

test('an error of our own is not hidden', async () => {
  const { reads } = setUp();
  await expect(reads.read(KEY, null, null, () => Promise.reject(new TypeError('bug')))).rejects.toThrow('bug');
});

test('after a withdrawal the provider is not asked, and what was kept is STALE, however fresh', async () => {
  const { reads, mayAsk } = setUp();
  const subject = { userId: 'u-1', purpose: 'LENDING_WORKFLOW' } as const;
  let calls = 0;
  const read = (maxAgeMs: number | null) =>
    reads.read(KEY, subject, maxAgeMs, async () => {
      calls += 1;
      return 'now';
    });
  const error = { code: 'CONSENT_WITHDRAWN', retryable: false };
  mayAsk.value = false;
  expect(await read(null)).toMatchObject({ value: null, source: { state: 'UNAVAILABLE', error } });
  mayAsk.value = true;
  expect(await read(null)).toMatchObject({ value: 'now', source: { state: 'LIVE' } });
  mayAsk.value = false;
  for (const maxAgeMs of [null, 60_000])
    expect(await read(maxAgeMs)).toMatchObject({ value: 'now', source: { state: 'STALE', error } });
  expect(calls).toBe(1);
});
