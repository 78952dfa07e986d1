import { type Evidence, shows } from '../../../domain/provider/evidence.js';
import { defineCashfreeCheck, isGiven } from '../cashfree.check.client.js';
import { json, optional, read } from '../cashfree.client.js';
import { type CashfreePan, parsePanAnswer } from '../cashfree.contract.js';
import {
  completed,
  type Finding,
  known,
  nameStatement,
  type Reading,
  reason,
  toIsoDate,
  toSeedingStatus,
  toUnitScore,
  word,
} from '../cashfree.mapping.js';
import { holderFinding } from './shared/pan-holder.js';

export const cashfreePanCheck = defineCashfreeCheck('PAN', {
  operation: 'verifyPan',
  path: '/pan',
  request: ({ checkId, pan, name }, { choices }) =>
    json({ pan, ...optional('name', name), ...(choices.panTakesVerificationId ? { verification_id: checkId } : {}) }),
  parse: parsePanAnswer,
  told: null,
  fields: { inputs: { pan: 'pan', name: 'name' }, file: null },
  comparesName: (input, pan) => (input === null ? pan.name_provided !== null : isGiven(input.name)),
  verdict: (pan) => completed(panFinding(pan)),
  facts: (pan, { compared }) => ({
    registeredName: pan.registered_name,
    nameOnCard: pan.name_pan_card,
    panType: pan.type,
    nameMatchResult: compared ? word(pan.name_match_result) : null,
    aadhaarSeedingStatus: toSeedingStatus(pan.aadhaar_seeding_status),
    lastUpdatedOn: toIsoDate(pan.last_updated_at),
  }),
  evidence: panEvidence,
  score: panScore,
  raw: (pan, { compared }) => ({
    providerStatus: word(pan.pan_status) ?? (pan.valid ? 'VALID' : 'INVALID'),
    providerCode: null,
    providerLabel: compared ? word(pan.name_match_result) : null,
  }),
  link: null,
  readAgain: {
    request: (reference) => read('getPanCheck', `/pan/${reference}`),
    parse: parsePanAnswer,
    event: null,
  },
});

function panScore(pan: CashfreePan, { compared }: Reading): number | null {
  return compared ? toUnitScore(pan.name_match_score, 100) : null;
}

function panEvidence(pan: CashfreePan, reading: Reading): Evidence {
  const names = { observed: known(pan.registered_name), repeated: pan.name_provided };
  const name = nameStatement(pan.name_match_result, panScore(pan, reading), reading.policy, names);
  return { checkId: null, statements: { pan: shows(pan.pan), ...(reading.compared ? { name } : {}) }, periods: [] };
}

function panFinding(pan: CashfreePan): Finding {
  const status = pan.pan_status?.toUpperCase() ?? (pan.valid ? 'VALID' : 'INVALID');
  if (status === 'DELETED' || status === 'DEACTIVATED') {
    return { outcome: 'FAIL', reasons: [reason('REGISTRY_INACTIVE', 'pan', status)] };
  }
  if (status === 'VALID' && pan.valid) return holderFinding(pan.message ?? '');
  if (status === 'INVALID' && !pan.valid) {
    const code = /format|structure/i.test(pan.message ?? '') ? 'ID_FORMAT_INVALID' : 'REGISTRY_NOT_FOUND';
    return { outcome: 'FAIL', reasons: [reason(code, 'pan', word(pan.pan_status))] };
  }
  // `valid` and `pan_status` contradict each other, or the word is new: neither a pass nor a fail.
  return { outcome: 'UNKNOWN', reasons: [] };
}
