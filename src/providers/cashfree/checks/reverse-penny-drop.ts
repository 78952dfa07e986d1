import { maskAccount, maskEmail } from '../../../domain/identifier/mask.js';
import { parseAnswer, parseBegun } from '../cashfree.answer.contract.js';
import {
  bankName,
  date,
  factsAt,
  isText,
  nameScoreOf,
  proves,
  rawOf,
  textAt,
  when,
} from '../cashfree.answer.mapping.js';
import { defineCashfreeCheck, inMs } from '../cashfree.check.client.js';
import { json, optional, read } from '../cashfree.client.js';
import { byWords, SESSION, toLink } from '../cashfree.words.mapping.js';

/** Links live this long. */
const LINK_MS = 10 * 60 * 1000;

/** The start has links and no status; the end tells the account. */
export const cashfreeReversePennyDropCheck = defineCashfreeCheck('REVERSE_PENNY_DROP', {
  operation: 'startReversePennyDrop',
  path: '/reverse-penny-drop',
  request: ({ checkId, name }) => json({ verification_id: checkId, ...optional('name', name) }),
  parse: parseBegun,
  told: null,
  fields: { inputs: { name: 'name' }, file: null },
  comparesName: (input, { details }) => input === null && textAt(details, 'name_match_result') !== null,
  verdict: byWords(SESSION, null),
  facts: factsAt([
    ['nameAtBank', 'name_at_bank'],
    ['accountNumber', 'bank_account', maskAccount],
    ['ifsc', 'ifsc'],
    ['accountType', 'account_type'],
    ['vpa', 'upi', maskEmail],
    ['collectedOn', 'penny_collected_on', date],
    ['reversalStatus', 'reversal_status'],
    ['nameMatchResult', 'name_match_result'],
  ]),
  evidence: proves((d, policy) => ({
    statements: {
      name: bankName(d, policy),
      account: when(isText(d.bank_account, /\S/) && isText(d.name_at_bank, /\S/)),
    },
  })),
  score: nameScoreOf,
  raw: rawOf,
  link: (answer) => toLink(answer, 'upi_link', inMs(LINK_MS)),
  readAgain: {
    request: (reference) => read('getReversePennyDrop', '/remitter/status', { ref_id: reference }),
    parse: parseAnswer,
    event: /^RPD_/,
  },
});
