import { StoreUnavailableError } from '../../../src/domain/kernel/store-unavailable.js';
import { LateWrites } from '../../../src/persistence/late-writes.js';

const away = () => Promise.reject(new StoreUnavailableError());

function open(limit = 10) {
  const lost: number[] = [];
  const late = new LateWrites({ retryEveryMs: 1, limit, onLost: (count) => lost.push(count) });
  return { late, lost };
}

test('a write that found the store out of reach is tried until it is not, and its caller is told all the same', async () => {
  const { late, lost } = open();
  let tries = 0;
  const written = new Promise<void>((resolve) => {
    const later = async () => {
      tries += 1;
      if (tries < 3) await away();
      resolve();
    };
    void expect(late.attempt(away, later)).rejects.toBeInstanceOf(StoreUnavailableError);
  });
  await written;
  await late.stop();
  expect({ tries, lost }).toEqual({ tries: 3, lost: [] });
});

test('a fault of the write itself is the caller’s, and nothing is tried again', async () => {
  const { late } = open();
  const faulty = () => Promise.reject(new TypeError('no such thing'));
  let tried = false;
  const later = async () => {
    tried = true;
  };
  await expect(late.attempt(faulty, later)).rejects.toBeInstanceOf(TypeError);
  await late.stop();
  expect(tried).toBe(false);
});

test('what is too much, and what still waits at the end, is told as lost', async () => {
  const { late, lost } = open(1);
  await expect(late.attempt(away, away)).rejects.toThrow();
  await expect(late.attempt(away, away)).rejects.toThrow();
  await late.stop();
  expect(lost).toEqual([1, 1]);
});
