import { maskEmail } from '../../../domain/identifier/mask.js';
import { parseAnswer } from '../cashfree.answer.contract.js';
import { date, factsAt, noScore, proves, rawOf, shownText, when } from '../cashfree.answer.mapping.js';
import { comparesNone, defineCashfreeCheck } from '../cashfree.check.client.js';
import { json } from '../cashfree.client.js';
import { byWords, VALID_OR_NOT } from '../cashfree.words.mapping.js';
import { inForce, isInForce } from './shared/registry-words.js';

export const cashfreeCinCheck = defineCashfreeCheck('CIN', {
  operation: 'post CIN',
  path: '/cin',
  request: ({ checkId, cin }) => json({ verification_id: checkId, cin }),
  parse: parseAnswer,
  told: null,
  fields: { inputs: { cin: 'cin' }, file: null },
  comparesName: comparesNone,
  verdict: byWords(VALID_OR_NOT, inForce('cin_status')),
  facts: factsAt([
    ['companyName', 'company_name'],
    ['companyStatus', 'cin_status'],
    ['registrationNumber', 'registration_number'],
    ['incorporatedOn', 'incorporation_date', date],
    ['country', 'incorporation_country'],
    ['email', 'email', maskEmail],
  ]),
  evidence: proves((d) => ({ statements: { cin: shownText(d, 'cin'), companyStatus: when(isInForce(d.cin_status)) } })),
  score: noScore,
  raw: rawOf,
  link: null,
  readAgain: null,
});
