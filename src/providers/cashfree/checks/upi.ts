import { parseAnswer } from '../cashfree.answer.contract.js';
import { bankName, factsAt, nameScoreOf, proves, rawOf, shownText } from '../cashfree.answer.mapping.js';
import { defineCashfreeCheck } from '../cashfree.check.client.js';
import { json, optional } from '../cashfree.client.js';
import { byWords, done, VALID_OR_NOT } from '../cashfree.words.mapping.js';

export const cashfreeUpiCheck = defineCashfreeCheck('UPI', {
  operation: 'verifyUpi',
  path: (_input, { upiPath }) => upiPath,
  request: ({ checkId, vpa, name }) => json({ verification_id: checkId, vpa, ...optional('name', name) }),
  parse: parseAnswer,
  told: null,
  fields: { inputs: { vpa: 'vpa', name: 'name' }, file: null },
  comparesName: (input) => input !== null && input.name !== null,
  verdict: byWords(
    {
      ...VALID_OR_NOT,
      EXPIRED: done('FAIL', 'REGISTRY_INACTIVE'),
      // What the payment network has as the holder's name is wrong.
      NPCI_NAME_INCORRECT: done('FAIL', 'NAME_MISMATCH'),
    },
    null,
  ),
  facts: factsAt([
    ['nameAtBank', 'name_at_bank'],
    ['ifsc', 'ifsc'],
    ['nameMatchResult', 'name_match_result'],
  ]),
  evidence: proves((d, policy) => ({ statements: { vpa: shownText(d, 'vpa'), name: bankName(d, policy) } })),
  score: nameScoreOf,
  raw: rawOf,
  link: null,
  readAgain: null,
});
