import { found, type Statement } from '../../../domain/provider/evidence.js';
import { comparesNone, defineCashfreeCheck } from '../cashfree.check.client.js';
import { file, form } from '../cashfree.client.js';
import { type CashfreeLiveness, parseLivenessAnswer } from '../cashfree.contract.js';
import { completed, reason, toUnitScore, type Verdict, word } from '../cashfree.mapping.js';
import { NOT_DECIDED } from '../cashfree.words.mapping.js';

/** JPEG or PNG up to 10 MB. The boolean decides: no scale of theirs says which score is good enough. */
export const cashfreeLivenessCheck = defineCashfreeCheck('LIVENESS', {
  operation: 'checkLiveness',
  path: (_input, { livenessApi }) => `/${livenessApi}`,
  request: ({ checkId, file: image }) =>
    form({ verification_id: checkId }, { ...file('image', 'image', image), filename: image.filename }),
  parse: parseLivenessAnswer,
  told: null,
  fields: { inputs: { image: 'image', image_field: 'image' }, file: 'image' },
  comparesName: comparesNone,
  verdict: livenessVerdict,
  facts: (liveness) => ({
    eyeWear: flag(liveness.eye_wear),
    faceOccluded: flag(liveness.face_occluded),
    eyesOpen: flag(liveness.eyes_open),
    exposure: word(liveness.exposure),
    blurred: flag(liveness.blur),
    faceAlignment: word(liveness.face_alignment),
    headTurned: flag(liveness.head_turned),
  }),
  evidence: (liveness) => ({
    checkId: liveness.verification_id,
    statements: { liveness: livenessStatement(liveness) },
    periods: [],
  }),
  score: ({ liveness_score }) => toUnitScore(liveness_score, 1),
  raw: ({ status }) => ({ providerStatus: word(status), providerCode: null, providerLabel: null }),
  link: null,
  readAgain: null,
});

/** A face that is more likely not live than live, by their score, contradicts their word for it. */
const LIVE_SCORE = 0.5;

function livenessStatement({ liveness, liveness_score }: CashfreeLiveness): Statement {
  const doubtful = liveness_score !== null && !(liveness_score >= LIVE_SCORE && liveness_score <= 1);
  return found(liveness === true ? (doubtful ? 'PARTIAL' : 'CONFIRMED') : null, { reason: 'LIVENESS_FAILED' });
}

function livenessVerdict({ status, liveness }: CashfreeLiveness): Verdict {
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
      return NOT_DECIDED;
  }
}

function resubmit(code: 'FACE_NOT_VISIBLE' | 'FACE_MULTIPLE', providerCode: string): Verdict {
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
