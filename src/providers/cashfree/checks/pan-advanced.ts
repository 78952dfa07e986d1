import { maskEmail, maskPhone } from '../../../domain/identifier/mask.js';
import { parseAnswer } from '../cashfree.answer.contract.js';
import {
  type Details,
  date,
  factsAt,
  gender,
  lastFour,
  noScore,
  proves,
  rawOf,
  shownText,
  textAt,
} from '../cashfree.answer.mapping.js';
import { comparesNone, defineCashfreeCheck } from '../cashfree.check.client.js';
import { json, optional } from '../cashfree.client.js';
import type { Finding } from '../cashfree.mapping.js';
import { byWords, VALID_OR_NOT } from '../cashfree.words.mapping.js';
import { holderFinding } from './shared/pan-holder.js';

export const cashfreePanAdvancedCheck = defineCashfreeCheck('PAN_ADVANCED', {
  operation: 'post PAN_ADVANCED',
  path: '/pan/advance',
  request: ({ checkId, pan, name }) => json({ verification_id: checkId, pan, ...optional('name', name) }),
  parse: parseAnswer,
  told: null,
  fields: { inputs: { pan: 'pan', name: 'name' }, file: null },
  comparesName: comparesNone,
  verdict: byWords(VALID_OR_NOT, refineHolder),
  facts: factsAt([
    ['registeredName', 'registered_name'],
    ['nameOnCard', 'name_pan_card'],
    ['firstName', 'first_name'],
    ['lastName', 'last_name'],
    ['panType', 'type'],
    ['gender', 'gender', gender],
    ['dateOfBirth', 'date_of_birth', date],
    ['maskedAadhaar', 'masked_aadhaar_number', lastFour],
    ['email', 'email', maskEmail],
    ['mobile', 'mobile_number', maskPhone],
    ['aadhaarLinked', 'aadhaar_linked'],
    ['city', 'address.city'],
    ['state', 'address.state'],
    ['pincode', 'address.pincode'],
    ['country', 'address.country'],
  ]),
  evidence: proves((d) => ({ statements: { pan: shownText(d, 'pan'), name: shownText(d, 'registered_name') } })),
  score: noScore,
  raw: rawOf,
  link: null,
  readAgain: null,
});

function refineHolder(status: string, details: Details): Finding | null {
  const holder = status === 'VALID' ? holderFinding(textAt(details, 'message') ?? '') : null;
  return holder?.outcome === 'PASS' ? null : holder;
}
