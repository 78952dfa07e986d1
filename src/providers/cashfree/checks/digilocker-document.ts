import type { DigilockerDocument } from '../../../domain/check/kinds/digilocker.js';
import { maskIdNumber, maskPan } from '../../../domain/identifier/mask.js';
import type { CheckResult } from '../../../domain/provider/check-port.js';
import { shows } from '../../../domain/provider/evidence.js';
import { parseDigilockerDocument } from '../cashfree.answer.contract.js';
import {
  type Details,
  date,
  factsAt,
  isText,
  lastFour,
  noScore,
  PERSON,
  PLACE,
  proves,
  rawOf,
  textAt,
  until,
  when,
} from '../cashfree.answer.mapping.js';
import { comparesNone, defineCashfreeCheck } from '../cashfree.check.client.js';
import { checkedReference, query } from '../cashfree.client.js';
import { byWords, done, open } from '../cashfree.words.mapping.js';
import { DOCUMENT_WORDS } from './shared/digilocker-words.js';

export const cashfreeDigilockerDocumentCheck = defineCashfreeCheck('DIGILOCKER_DOCUMENT', {
  operation: 'fetchDigilockerDocument',
  path: ({ document }) => `/digilocker/document/${DOCUMENT_WORDS[document]}`,
  request: ({ sessionReferenceId }) => query({ reference_id: checkedReference(sessionReferenceId) }),
  parse: parseDigilockerDocument,
  told: ({ code }, _status, { sessionReferenceId }) =>
    code === 'validation_pending' ? pending(sessionReferenceId) : null,
  fields: { inputs: { document_type: 'document', user_detail_mismatch: 'aadhaarNumber' }, file: null },
  comparesName: comparesNone,
  verdict: byWords({ SUCCESS: done('PASS'), AADHAAR_NOT_LINKED: done('NOT_FOUND', 'DOC_MISSING') }, null),
  facts: factsAt([
    ...PERSON,
    ['name', 'name_pan_card'],
    ['name', 'user_details.name'],
    ['maskedAadhaar', 'uid', lastFour],
    ['pan', 'pan', maskPan],
    ['panType', 'type'],
    ['licenceNumber', 'dl_number', maskIdNumber],
    ['issuedBy', 'issued_at'],
    ['issuedOn', 'issue_date', date],
    ['expiresOn', 'expiry_date', date],
    ...PLACE,
  ]),
  evidence: proves((d) => ({
    // It carries the id of the session that it was shared in, not of the check that fetches it.
    checkId: null,
    statements: {
      document: shows(...kindsIn(d)),
      holder: when(isText(d.name, /\S/) || isText(d.name_pan_card, /\S/)),
    },
    periods: textAt(d, 'dl_number') === null ? [] : [{ ...until(d, 'expiresOn', 'expiry_date'), decisive: true }],
  })),
  score: noScore,
  raw: rawOf,
  link: null,
  readAgain: null,
});

/** A document that their 202 says is on its way. */
function pending(referenceId: string): CheckResult {
  return {
    ...open('PROCESSING')(null, null),
    retryable: true,
    referenceId,
    score: null,
    facts: [],
    raw: { providerStatus: null, providerCode: 'validation_pending', providerLabel: null },
  };
}

function kindsIn(details: Details): DigilockerDocument[] {
  const kinds = { uid: 'AADHAAR', pan: 'PAN', dl_number: 'DRIVING_LICENCE' } as const;
  return Object.entries(kinds).flatMap(([key, kind]) => (isText(details[key], /\S/) ? [kind] : []));
}
