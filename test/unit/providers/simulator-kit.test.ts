import { EventEmitter, once } from 'node:events';
import { repeat } from '../../../src/providers/simulator/simulator-kit.js';

test('what a simulator does in the background is done again after it failed', async () => {
  const done = new EventEmitter();
  let turns = 0;
  const stop = repeat(1, () => {
    turns += 1;
    if (turns === 1) throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
    done.emit('done');
  });
  await once(done, 'done');
  stop();
  expect(turns).toBeGreaterThan(1);
});
