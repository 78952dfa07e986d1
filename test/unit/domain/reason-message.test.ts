import { isHiddenFromSubject, REASON_CATEGORY, type ReasonCode } from '../../../src/domain/kernel/reason.js';
import { internalMessageOf, userMessageOf } from '../../../src/domain/kernel/reason-message.js';

const CODES = Object.keys(REASON_CATEGORY) as ReasonCode[];
const SHOWN = CODES.filter((code) => !isHiddenFromSubject({ code }));

test.each(SHOWN)('%s has a sentence for the person', (code) => {
  const message = userMessageOf(code) ?? '';
  expect(message).toMatch(/^[A-Z].{15,140}\.$/);
  // Neither a code of ours nor a word that would tell that something is suspected.
  expect(message).not.toMatch(/_|[A-Z]{3}/);
  expect(message).not.toMatch(/forg|fraud|tamper|alter|spoof|\blist|sanction|politic|deceas|died|duplicate|match on/i);
});

test('what fraud and screening found has no sentence for the person', () => {
  const silent = CODES.filter((code) => userMessageOf(code) === null);
  expect(silent.map((code) => REASON_CATEGORY[code])).toEqual([
    ...Array(3).fill('DOCUMENT_FRAUD'),
    ...Array(4).fill('SCREENING'),
  ]);
});

test.each(CODES)('%s says to staff what it stands for', (code) => {
  expect(internalMessageOf(code)).toMatch(/^[A-Z].{10,100}\.$/);
});
