import type { DigilockerDocument } from '../../../domain/check/kinds/digilocker.js';
import { maskPhone } from '../../../domain/identifier/mask.js';
import { shows } from '../../../domain/provider/evidence.js';
import { detail, parseAnswer } from '../cashfree.answer.contract.js';
import { date, factsAt, gender, noScore, proves, rawOf } from '../cashfree.answer.mapping.js';
import { comparesNone, defineCashfreeCheck, inMs } from '../cashfree.check.client.js';
import { json, optional, read } from '../cashfree.client.js';
import { word } from '../cashfree.mapping.js';
import { byWords, done, open, toLink } from '../cashfree.words.mapping.js';
import { DOCUMENT_WORDS } from './shared/digilocker-words.js';

/** Their page lives this long. */
const LINK_MS = 10 * 60 * 1000;

const readUser = factsAt([
  ['name', 'user_details.name'],
  ['dateOfBirth', 'user_details.dob', date],
  ['gender', 'user_details.gender', gender],
  ['eAadhaar', 'user_details.eaadhaar'],
  ['mobile', 'user_details.mobile', maskPhone],
]);

export const cashfreeDigilockerCheck = defineCashfreeCheck('DIGILOCKER', {
  operation: 'startDigilocker',
  path: '/digilocker',
  request: ({ checkId, documents, redirectUrl, flow }, { choices }) =>
    json({
      verification_id: checkId,
      document_requested: documents.map((document) => DOCUMENT_WORDS[document]),
      ...optional('redirect_url', redirectUrl),
      [choices.digilockerFlowField]: flow === 'SIGN_IN' ? 'signin' : 'signup',
    }),
  parse: parseAnswer,
  told: null,
  fields: { inputs: { document_requested: 'documents', redirect_url: 'redirectUrl' }, file: null },
  comparesName: comparesNone,
  verdict: byWords(
    {
      PENDING: open('AWAITING_INPUT'),
      AUTHENTICATED: done('PASS'),
      EXPIRED: open('EXPIRED', 'USER_ABANDONED'),
      CONSENT_DENIED: open('CANCELLED', 'CONSENT_MISSING'),
      FAILURE: done('FAIL', 'OTHER'),
    },
    null,
  ),
  facts: (answer) => ({ ...readUser(answer), consentedDocuments: words(detail(answer.details, 'document_consent')) }),
  evidence: proves((d) => ({ statements: { documents: shows(...consented(d.document_consent)) } })),
  score: noScore,
  raw: rawOf,
  link: (answer) => toLink(answer, 'url', inMs(LINK_MS)),
  readAgain: {
    request: (reference) => read('getDigilocker', '/digilocker', { reference_id: reference }),
    parse: parseAnswer,
    event: /^DIGILOCKER_/,
  },
});

const CONSENT_WORDS: Readonly<Record<string, DigilockerDocument>> = {
  AADHAAR: 'AADHAAR',
  PAN: 'PAN',
  DRIVING_LICENSE: 'DRIVING_LICENCE',
  DRIVING_LICENCE: 'DRIVING_LICENCE',
};

/** As one text for each, since all of what was asked for is compared with all of this. */
function consented(value: unknown): string[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: unknown) => (typeof item === 'string' ? (CONSENT_WORDS[item] ?? []) : []));
}

/** Words of a list that are words. */
function words(list: unknown): string | null {
  if (!Array.isArray(list)) return null;
  const texts = list.flatMap((item: unknown) => (typeof item === 'string' ? (word(item) ?? []) : []));
  return texts.length === 0 ? null : texts.join(', ');
}
