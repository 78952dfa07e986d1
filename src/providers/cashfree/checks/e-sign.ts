import type { ESignInput } from '../../../domain/check/kinds/e-sign.js';
import { shows } from '../../../domain/provider/evidence.js';
import { parseAnswer, parseBegun, parseDocumentId } from '../cashfree.answer.contract.js';
import { everyStatus, factsAt, noScore, proves, rawOf, when } from '../cashfree.answer.mapping.js';
import { comparesNone, defineCashfreeCheck, inMs } from '../cashfree.check.client.js';
import { digits, file, form, json, optional, read } from '../cashfree.client.js';
import { word } from '../cashfree.mapping.js';
import { byWords, SESSION, toLink } from '../cashfree.words.mapping.js';

const DAY_MS = 24 * 60 * 60 * 1000;

/** The document is uploaded first. */
export const cashfreeESignCheck = defineCashfreeCheck('E_SIGN', {
  operation: 'startESign',
  path: '/esignature',
  request: async (input, { ask }) => {
    const upload = form({}, file('document', 'documentId', input.file, /^application\/pdf$/));
    const call = { operation: 'uploadESignDocument', path: '/esignature/document', ...upload };
    return json(toRequest(input, await ask(call, parseDocumentId)));
  },
  parse: parseBegun,
  told: null,
  fields: {
    inputs: {
      document: 'documentId',
      document_id: 'documentId',
      name: 'signerName',
      email: 'signerEmail',
      phone: 'signerPhone',
      redirect_url: 'redirectUrl',
      expiry_in_days: 'expiresInDays',
    },
    file: 'documentId',
  },
  comparesName: comparesNone,
  verdict: byWords(SESSION, null),
  facts: factsAt([
    ['signerName', 'signers.0.name'],
    ['signerStatus', 'signers.0.status', word],
  ]),
  evidence: proves((d) => ({
    statements: {
      signerName: shows(...signers(d.signers)),
      signatures: when(everyStatus(d.signers, /^(SUCCESS|SIGNED)$/)),
    },
  })),
  score: noScore,
  raw: rawOf,
  link: (answer, { expiresInDays }) => toLink(answer, 'signing_link', inMs(expiresInDays * DAY_MS)),
  readAgain: {
    request: (reference) => read('getESign', '/esignature', { reference_id: reference }),
    parse: parseAnswer,
    event: /^E_?SIGN_/,
  },
});

/** One signer, at the foot of the first page. */
function toRequest(input: ESignInput & { readonly checkId: string }, documentId: string): Record<string, unknown> {
  const position = { top_left_x_coordinate: 400, bottom_right_x_coordinate: 550 };
  const signer = {
    name: input.signerName,
    email: input.signerEmail,
    ...optional('phone', digits(input.signerPhone)?.slice(-10) ?? null),
    sequence: 1,
    sign_positions: [{ page: 1, ...position, top_left_y_coordinate: 100, bottom_right_y_coordinate: 50 }],
  };
  return {
    verification_id: input.checkId,
    document_id: Number(documentId),
    notification_modes: ['email'],
    auth_type: 'AADHAAR',
    expiry_in_days: String(input.expiresInDays),
    signers: [signer],
    ...optional('redirect_url', input.redirectUrl),
  };
}

function signers(list: unknown): string[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((item: unknown) => {
    const name: unknown = typeof item === 'object' && item !== null && 'name' in item ? item.name : null;
    return typeof name === 'string' && name.trim() !== '' ? [name.trim()] : [];
  });
}
