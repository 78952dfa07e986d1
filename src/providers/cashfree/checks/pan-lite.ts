import { parseAnswer } from '../cashfree.answer.contract.js';
import { type Details, factsAt, noScore, proves, rawOf, shownText, textAt, when } from '../cashfree.answer.mapping.js';
import { comparesNone, defineCashfreeCheck } from '../cashfree.check.client.js';
import { json } from '../cashfree.client.js';
import { type Finding, reason, toSeedingStatus, yesOrNo } from '../cashfree.mapping.js';
import { byWords, finding, UNKNOWN, VALID_OR_NOT } from '../cashfree.words.mapping.js';

export const cashfreePanLiteCheck = defineCashfreeCheck('PAN_LITE', {
  operation: 'post PAN_LITE',
  path: '/pan-lite',
  request: ({ checkId, pan, name, dateOfBirth }) => json({ verification_id: checkId, pan, name, dob: dateOfBirth }),
  parse: parseAnswer,
  told: null,
  fields: { inputs: { pan: 'pan', name: 'name', dob: 'dateOfBirth' }, file: null },
  comparesName: comparesNone,
  verdict: byWords(VALID_OR_NOT, refinePanLite),
  facts: factsAt([
    ['panStatus', 'pan_status'],
    ['nameMatch', 'name_match'],
    ['dateOfBirthMatch', 'dob_match'],
    ['aadhaarSeedingStatus', 'aadhaar_seeding_status', toSeedingStatus],
  ]),
  evidence: proves((d) => ({
    statements: {
      pan: shownText(d, 'pan'),
      name: yesOrNo(d.name_match),
      dateOfBirth: yesOrNo(d.dob_match),
      panStatus: when(/^E[A-Z]?$/.test(textAt(d, 'pan_status') ?? '')),
    },
  })),
  score: noScore,
  raw: rawOf,
  link: null,
  readAgain: null,
});

const PAN_GONE: ReadonlySet<string> = new Set(['EA', 'EC', 'EI', 'EL', 'EM', 'EP', 'ES', 'EU']);

/** E: exists; E with a second letter: exists, after an event (ED: death); N, X, F, D: not found, deactivated, fake, deleted. */
function refinePanLite(status: string, details: Details, field: string | null): Finding | null {
  const code = textAt(details, 'pan_status');
  const exists = code?.startsWith('E') ?? status === 'VALID';
  if (exists !== (status === 'VALID')) return UNKNOWN;
  if (!exists) {
    if (code === 'X' || code === 'D') return finding('FAIL', 'REGISTRY_INACTIVE', field, code);
    return code === 'F' ? finding('FAIL', 'DOC_FORGED', field, code) : null;
  }
  const reasons = [
    ...(code === 'ED' ? [reason('HOLDER_DECEASED', field, code)] : []),
    ...(code !== null && PAN_GONE.has(code) ? [reason('REGISTRY_INACTIVE', field, code)] : []),
  ];
  if (code !== null && code !== 'E' && code !== 'ED' && !PAN_GONE.has(code)) return UNKNOWN;
  return reasons.length === 0 ? null : { outcome: 'CAUTION', reasons };
}
