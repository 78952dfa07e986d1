import { BackgroundWork } from '../../../src/domain/kernel/background-work.js';

let failures: string[];
let background: BackgroundWork;
beforeEach(() => {
  failures = [];
  background = new BackgroundWork((what) => failures.push(what));
});

test('work that begins while others end is waited for too', async () => {
  const done: string[] = [];
  background.start('first', async () => {
    await Promise.resolve();
    done.push('first');
    background.start('second', async () => {
      await Promise.resolve();
      done.push('second');
    });
  });
  await background.settle();
  expect(done).toEqual(['first', 'second']);
});

test('a failure is told and stops nothing', async () => {
  background.start('failing', async () => {
    throw new Error('no');
  });
  await background.settle();
  expect(failures).toEqual(['failing']);
});

test('too much at once fails instead of piling up', async () => {
  let release = () => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  for (let count = 0; count < 201; count += 1) background.start(`work ${count}`, () => gate);
  expect(failures).toEqual(['work 200']);
  release();
  await background.settle();
});
