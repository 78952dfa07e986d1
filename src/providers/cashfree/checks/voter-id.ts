import { parseAnswer } from '../cashfree.answer.contract.js';
import { factsAt, noScore, PERSON, proves, rawOf, shownText } from '../cashfree.answer.mapping.js';
import { comparesNone, defineCashfreeCheck } from '../cashfree.check.client.js';
import { json, optional } from '../cashfree.client.js';
import { byWords, VALID_OR_NOT } from '../cashfree.words.mapping.js';

export const cashfreeVoterIdCheck = defineCashfreeCheck('VOTER_ID', {
  operation: 'post VOTER_ID',
  path: '/voter-id',
  request: ({ checkId, epicNumber, name }) =>
    json({ verification_id: checkId, epic_number: epicNumber, ...optional('name', name) }),
  parse: parseAnswer,
  told: null,
  fields: { inputs: { epic_number: 'epicNumber', name: 'name' }, file: null },
  comparesName: comparesNone,
  verdict: byWords(VALID_OR_NOT, null),
  facts: factsAt([
    ...PERSON,
    ['nameInRegionalLanguage', 'name_in_regional_lang'],
    ['age', 'age'],
    ['city', 'split_address.city.0'],
    ['state', 'state'],
    ['pincode', 'split_address.pincode'],
    ['constituency', 'assembly_constituency'],
    ['parliamentaryConstituency', 'parliamentary_constituency'],
  ]),
  evidence: proves((d) => ({ statements: { epicNumber: shownText(d, 'epic_number'), name: shownText(d, 'name') } })),
  score: noScore,
  raw: rawOf,
  link: null,
  readAgain: null,
});
