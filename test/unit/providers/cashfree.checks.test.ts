import { CHECK_CAPABILITIES, CHECK_KINDS } from '../../../src/domain/check/kinds/check-kinds.js';
import { parseAnswer } from '../../../src/providers/cashfree/cashfree.answer.contract.js';
import { factsAt, noScore, PROVES_NOTHING, rawOf } from '../../../src/providers/cashfree/cashfree.answer.mapping.js';
import { comparesNone, defineCashfreeCheck } from '../../../src/providers/cashfree/cashfree.check.client.js';
import { json } from '../../../src/providers/cashfree/cashfree.client.js';
import { fieldOfCode } from '../../../src/providers/cashfree/cashfree.errors.client.js';
import { byWords, VALID_OR_NOT } from '../../../src/providers/cashfree/cashfree.words.mapping.js';
import { CASHFREE_CHECKS, CASHFREE_EVENTS } from '../../../src/providers/cashfree/checks/cashfree-checks.js';

const policy = {
  nameMatchPassScore: 0.85,
  nameMatchCautionScore: 0.6,
  faceMatchScore: 0.7,
  retryableBankCodes: new Set<string>(),
};
const answer = parseAnswer({ status: 'VALID', cin: 'U72900KA2015PTC082988' });

const asked = {
  operation: 'verifyCin',
  path: '/cin',
  request: ({ cin }: { readonly cin: string }) => json({ cin }),
  parse: parseAnswer,
  told: null,
  comparesName: comparesNone,
  score: noScore,
  raw: rawOf,
  link: null,
  readAgain: null,
};
const verdict = byWords(VALID_OR_NOT, null);
const facts = factsAt([['cin', 'cin']]);
const evidence = PROVES_NOTHING;
const fields = { inputs: { cin: 'cin' }, file: null } as const;

test('a definition with all of its parts reads an answer', () => {
  const check = defineCashfreeCheck('CIN', { ...asked, verdict, facts, evidence, fields });
  expect(check.read(answer, null, policy)).toMatchObject({ outcome: 'PASS', facts: [{ name: 'cin' }] });
  expect(fieldOfCode('cin_missing', check.fields)).toBe('cin');
});

test('a definition without its words, facts, proof or fields does not compile, and works no other way', () => {
  // @ts-expect-error what its words mean is missing
  const wordless = defineCashfreeCheck('CIN', { ...asked, facts, evidence, fields });
  // @ts-expect-error its facts are missing
  const factless = defineCashfreeCheck('CIN', { ...asked, verdict, evidence, fields });
  // @ts-expect-error what it proves is missing
  const unproven = defineCashfreeCheck('CIN', { ...asked, verdict, facts, fields });
  // @ts-expect-error its refused fields are missing
  const fieldless = defineCashfreeCheck('CIN', { ...asked, verdict, facts, evidence });
  for (const check of [wordless, factless, unproven])
    expect(() => check.read(answer, null, policy)).toThrow('is not a function');
  expect(() => fieldOfCode('cin_missing', fieldless.fields)).toThrow(TypeError);
});

test('every kind of check of the domain is made by Cashfree', () => {
  expect(Object.keys(CASHFREE_CHECKS).sort()).toEqual([...CHECK_CAPABILITIES].sort());
});

test('events tell only of checks that can be read again', () => {
  const readable = new Set<string>(CHECK_CAPABILITIES.filter((capability) => CHECK_KINDS[capability].readAgain));
  expect(CASHFREE_EVENTS.map(({ capability }) => capability).filter((name) => !readable.has(name))).toEqual([]);
  const names = [...new Set(CASHFREE_EVENTS.map(({ name }) => name.source))];
  expect(names.sort()).toEqual(['^BANK_ACCOUNT_VERIFICATION_', '^DIGILOCKER_', '^E_?SIGN_', '^KYC_LINK_', '^RPD_']);
});
