import { Bulkhead } from '../../../src/transport/bulkhead.js';

test('slots go to those who wait, in order of arrival and never to a newcomer', () => {
  const bulkhead = new Bulkhead(1, 2);
  const entered: string[] = [];
  expect(bulkhead.tryEnter()).toBe(true);
  bulkhead.wait(() => entered.push('first'));
  bulkhead.wait(() => entered.push('second'));
  expect(bulkhead.wait(() => entered.push('third'))).toBeUndefined();
  bulkhead.leave();
  expect(bulkhead.tryEnter()).toBe(false);
  bulkhead.leave();
  bulkhead.leave();
  expect(entered).toEqual(['first', 'second']);
  expect([bulkhead.inFlight, bulkhead.queued]).toEqual([0, 0]);
});

test('who leaves the queue makes room and is not called', () => {
  const bulkhead = new Bulkhead(1, 1);
  const entered: string[] = [];
  bulkhead.tryEnter();
  bulkhead.wait(() => entered.push('gone'))?.();
  bulkhead.wait(() => entered.push('patient'));
  bulkhead.leave();
  expect(entered).toEqual(['patient']);
});
