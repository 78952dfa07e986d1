import type { CheckResult } from '../../domain/provider/check-port.js';
import { type Evidence, found, type Statement, shows } from '../../domain/provider/evidence.js';
import type { CashfreeGstin, CashfreeLiveness, CashfreeNameMatch, CashfreePan } from './cashfree.contract.js';
import {
  type CashfreePolicy,
  type Finding,
  known,
  nameStatement,
  reason,
  toFacts,
  toIsoDate,
  toSeedingStatus,
  toUnitScore,
  word,
} from './cashfree.shared.mapping.js';

/** Completed without a decision of its own: what most answers here have in common. */
function completed(finding: Finding): Pick<CheckResult, 'status' | 'outcome' | 'decision' | 'reasons' | 'retryable'> {
  return { status: 'COMPLETED', decision: null, retryable: false, ...finding };
}

/** `nameGiven`: whether the caller asked to compare a name. Without one the score and the label mean nothing. */
export function toPanResult(pan: CashfreePan, nameGiven: boolean, policy: CashfreePolicy): CheckResult {
  const score = nameGiven ? toUnitScore(pan.name_match_score, 100) : null;
  return {
    ...completed(panFinding(pan)),
    evidence: panEvidence(pan, nameGiven, score, policy),
    referenceId: pan.reference_id,
    score,
    facts: toFacts({
      registeredName: pan.registered_name,
      nameOnCard: pan.name_pan_card,
      panType: pan.type,
      nameMatchResult: nameGiven ? word(pan.name_match_result) : null,
      aadhaarSeedingStatus: toSeedingStatus(pan.aadhaar_seeding_status),
      lastUpdatedOn: toIsoDate(pan.last_updated_at),
    }),
    raw: {
      providerStatus: word(pan.pan_status) ?? (pan.valid ? 'VALID' : 'INVALID'),
      providerCode: null,
      providerLabel: nameGiven ? word(pan.name_match_result) : null,
    },
  };
}

function panEvidence(pan: CashfreePan, nameGiven: boolean, score: number | null, policy: CashfreePolicy): Evidence {
  const names = { observed: known(pan.registered_name), repeated: pan.name_provided };
  const name = nameStatement(pan.name_match_result, score, policy, names);
  return evidenceOf(nameGiven ? { pan: shows(pan.pan), name } : { pan: shows(pan.pan) });
}

function evidenceOf(statements: Readonly<Record<string, Statement>>, checkId: string | null = null): Evidence {
  return { checkId, statements, periods: [] };
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

/** A PAN outlives its holder and stays "valid": only the message tells. */
export function holderFinding(message: string): Finding {
  if (/deceas|death|\bdead\b|\bdied\b/i.test(message)) {
    return { outcome: 'CAUTION', reasons: [reason('HOLDER_DECEASED', 'pan', null)] };
  }
  if (/dissol|liquidat|amalgam|acqui|merge|partition|split/i.test(message)) {
    return { outcome: 'CAUTION', reasons: [reason('REGISTRY_INACTIVE', 'pan', null)] };
  }
  // It says the opposite of the status.
  const opposite = /\binvalid\b|not (found|valid|exist)|deactiv|delet|inoperative|fake/i.test(message);
  return { outcome: opposite ? 'UNKNOWN' : 'PASS', reasons: [] };
}

export function toGstinResult(gstin: CashfreeGstin): CheckResult {
  return {
    ...completed(gstinFinding(gstin)),
    evidence: evidenceOf({
      gstin: shows(gstin.GSTIN),
      businessName: shows(gstin.legal_name_of_business, gstin.trade_name_of_business),
    }),
    referenceId: gstin.reference_id,
    score: null,
    facts: toFacts({
      legalName: gstin.legal_name_of_business,
      tradeName: gstin.trade_name_of_business,
      gstinStatus: gstin.gst_in_status,
      constitution: gstin.constitution_of_business,
      taxpayerType: gstin.taxpayer_type,
      registeredOn: toIsoDate(gstin.date_of_registration),
      lastUpdatedOn: toIsoDate(gstin.last_update_date),
      centreJurisdiction: gstin.center_jurisdiction,
      stateJurisdiction: gstin.state_jurisdiction,
      businessActivities: gstin.nature_of_business_activities.join(', ') || null,
      principalAddress: gstin.principal_place_address,
      district: gstin.district,
      state: gstin.state,
      pincode: gstin.pincode,
    }),
    raw: { providerStatus: word(gstin.gst_in_status), providerCode: null, providerLabel: null },
  };
}

function gstinFinding(gstin: CashfreeGstin): Finding {
  const status = gstin.gst_in_status?.toLowerCase() ?? '';
  const providerCode = word(gstin.gst_in_status);
  if (gstin.valid === null) {
    return { outcome: 'NOT_FOUND', reasons: [reason('REGISTRY_NOT_FOUND', 'gstin', null)] };
  }
  if (status === 'inactive' || status.startsWith('cancelled')) {
    return { outcome: 'FAIL', reasons: [reason('REGISTRY_INACTIVE', 'gstin', providerCode)] };
  }
  if (!gstin.valid) return { outcome: 'FAIL', reasons: [reason('REGISTRY_NOT_FOUND', 'gstin', providerCode)] };
  if (status === 'suspended') {
    return { outcome: 'CAUTION', reasons: [reason('REGISTRY_INACTIVE', 'gstin', providerCode)] };
  }
  return { outcome: status === 'active' ? 'PASS' : 'UNKNOWN', reasons: [] };
}

export function toNameMatchResult(match: CashfreeNameMatch, policy: CashfreePolicy): CheckResult {
  const score = toUnitScore(match.score, 1);
  return {
    ...completed(nameMatchFinding(match, score, policy)),
    evidence: evidenceOf(
      {
        name: nameStatement(labelOf(match.reason), score, policy, { repeated: match.name_1 }),
        otherName: found(null, { repeated: match.name_2 }),
      },
      match.verification_id,
    ),
    referenceId: match.reference_id,
    score,
    facts: toFacts({ nameMatchResult: word(match.reason) }),
    raw: { providerStatus: word(match.status), providerCode: null, providerLabel: word(match.reason) },
  };
}

/** `Word missing`, `Initials penalty`: sentences that justify the score and add nothing to it. */
const EXPLANATION = /^(initials?\b|words?\b|names?\b|the given names are (?!identical|different))/i;

/** Their reason is a label, or a sentence that says the same, or one that explains the score; anything else is new to us. */
function labelOf(reason: string | null): string | null {
  if (reason === null || EXPLANATION.test(reason)) return null;
  if (/^the given names are identical$/i.test(reason)) return 'DIRECT_MATCH';
  return /^the given names are different$/i.test(reason) ? 'NO_MATCH' : reason;
}

function nameMatchFinding(match: CashfreeNameMatch, score: number | null, policy: CashfreePolicy): Finding {
  if (match.status !== 'SUCCESS' || score === null) return { outcome: 'UNKNOWN', reasons: [] };
  if (score >= policy.nameMatchPassScore) return { outcome: 'PASS', reasons: [] };
  const outcome = score >= policy.nameMatchCautionScore ? 'CAUTION' : 'FAIL';
  return { outcome, reasons: [reason('NAME_MISMATCH', 'name', word(match.reason))] };
}

type LivenessVerdict = Pick<CheckResult, 'status' | 'outcome' | 'decision' | 'reasons' | 'retryable'>;

/** A face that is more likely not live than live, by their score, contradicts their word for it. */
const LIVE_SCORE = 0.5;

function livenessStatement({ liveness, liveness_score }: CashfreeLiveness): Statement {
  const doubtful = liveness_score !== null && !(liveness_score >= LIVE_SCORE && liveness_score <= 1);
  return found(liveness === true ? (doubtful ? 'PARTIAL' : 'CONFIRMED') : null, { reason: 'LIVENESS_FAILED' });
}

/** Their boolean decides: no scale of theirs says which score is good enough. */
export function toLivenessResult(liveness: CashfreeLiveness): CheckResult {
  return {
    ...livenessVerdict(liveness),
    evidence: evidenceOf({ liveness: livenessStatement(liveness) }, liveness.verification_id),
    referenceId: liveness.reference_id,
    score: toUnitScore(liveness.liveness_score, 1),
    facts: toFacts({
      eyeWear: flag(liveness.eye_wear),
      faceOccluded: flag(liveness.face_occluded),
      eyesOpen: flag(liveness.eyes_open),
      exposure: word(liveness.exposure),
      blurred: flag(liveness.blur),
      faceAlignment: word(liveness.face_alignment),
      headTurned: flag(liveness.head_turned),
    }),
    raw: { providerStatus: word(liveness.status), providerCode: null, providerLabel: null },
  };
}

function livenessVerdict({ status, liveness }: CashfreeLiveness): LivenessVerdict {
  switch (status) {
    case 'SUCCESS':
      if (liveness === true) return completed({ outcome: 'PASS', reasons: [] });
      if (liveness === false)
        return completed({ outcome: 'FAIL', reasons: [reason('LIVENESS_FAILED', 'image', null)] });
      return completed({ outcome: 'UNKNOWN', reasons: [] });
    case 'REAL_FACE_NOT_DETECTED':
      if (liveness === true) return completed({ outcome: 'UNKNOWN', reasons: [] });
      return completed({ outcome: 'FAIL', reasons: [reason('LIVENESS_FAILED', 'image', status)] });
    case 'FACE_NOT_DETECTED':
      return resubmit('FACE_NOT_VISIBLE', status);
    case 'MULTIPLE_FACES_DETECTED':
    case 'MULTIPLE_FACE_DETECTED':
      return resubmit('FACE_MULTIPLE', status);
    default:
      return { ...completed({ outcome: 'UNKNOWN', reasons: [] }), status: 'UNKNOWN' };
  }
}

function resubmit(code: 'FACE_NOT_VISIBLE' | 'FACE_MULTIPLE', providerCode: string): LivenessVerdict {
  return {
    status: 'AWAITING_INPUT',
    outcome: 'UNAVAILABLE',
    decision: 'RESUBMIT',
    reasons: [reason(code, 'image', providerCode, true)],
    retryable: false,
  };
}

function flag(value: boolean | null): string | null {
  return value === null ? null : String(value);
}
