import { changeRecord } from '../../../src/domain/kernel/change-record.js';
import { MemoryOwnedRepository } from '../../support/fakes/memory-owned-repository.js';

interface Tally {
  readonly id: string;
  readonly userId: string;
  readonly words: readonly string[];
  readonly updatedAt: Date;
}

const NOW = new Date('2026-02-01T00:00:00.000Z');
const SEEN: Tally = { id: 't-1', userId: 'u-1', words: [], updatedAt: NOW };
const clock = () => NOW;

async function tallies(): Promise<MemoryOwnedRepository<Tally>> {
  const records = new MemoryOwnedRepository<Tally>();
  await records.insert(SEEN);
  return records;
}

const add = (word: string) => (tally: Tally) => ({ ...tally, words: [...tally.words, word] });

describe('a change of a record', () => {
  test('is written at a later instant even when no time has passed', async () => {
    const records = await tallies();
    const changed = await changeRecord(records, clock, SEEN, add('one'));
    expect(changed.updatedAt.getTime()).toBeGreaterThan(NOW.getTime());
    expect(await records.findMany(['t-1'])).toEqual([changed]);
  });

  test('is applied anew to what others wrote since the record was seen, and both stay', async () => {
    const records = await tallies();
    await changeRecord(records, clock, SEEN, add('theirs'));
    const changed = await changeRecord(records, clock, SEEN, add('ours'));
    expect(changed.words).toEqual(['theirs', 'ours']);
  });

  test('of many at once none is lost', async () => {
    const records = await tallies();
    const words = Array.from({ length: 20 }, (_, index) => `word ${index}`);
    await Promise.all(words.map((word) => changeRecord(records, clock, SEEN, add(word))));
    const [found] = await records.findMany(['t-1']);
    expect([...(found?.words ?? [])].sort()).toEqual([...words].sort());
  });

  test('does not bring back what was erased meanwhile', async () => {
    const records = await tallies();
    records.records.clear();
    await changeRecord(records, clock, SEEN, add('ours'));
    expect(await records.findMany(['t-1'])).toEqual([]);
  });

  test('that the newest record forbids is given up', async () => {
    const records = await tallies();
    await changeRecord(records, clock, SEEN, add('done'));
    const once = (tally: Tally) => {
      if (tally.words.includes('done')) throw new Error('done already');
      return add('done')(tally);
    };
    await expect(changeRecord(records, clock, SEEN, once)).rejects.toThrow('done already');
    expect((await records.findMany(['t-1']))[0]?.words).toEqual(['done']);
  });
});
