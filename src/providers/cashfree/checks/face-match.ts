import { found } from '../../../domain/provider/evidence.js';
import { parseAnswer } from '../cashfree.answer.contract.js';
import { type Details, factsAt, numberAt, proves, rawOf, textAt } from '../cashfree.answer.mapping.js';
import { comparesNone, defineCashfreeCheck } from '../cashfree.check.client.js';
import { file, form, optional } from '../cashfree.client.js';
import { type Finding, toUnitScore } from '../cashfree.mapping.js';
import { again, byWords, done, finding, UNKNOWN } from '../cashfree.words.mapping.js';

export const cashfreeFaceMatchCheck = defineCashfreeCheck('FACE_MATCH', {
  operation: 'matchFaces',
  path: '/face-match',
  request: ({ checkId, first, second }, { choices }) =>
    form(
      { verification_id: checkId, ...optional('threshold', choices.faceMatchThreshold ?? null) },
      file('first_image', 'firstDocumentId', first),
      file('second_image', 'secondDocumentId', second),
    ),
  parse: parseAnswer,
  told: null,
  fields: { inputs: { first_image: 'firstDocumentId', second_image: 'secondDocumentId' }, file: 'image' },
  comparesName: comparesNone,
  verdict: byWords(
    {
      SUCCESS: done('PASS'),
      MULTIPLE_FACE_DETECTED: again('FACE_MULTIPLE'),
      MULTIPLE_FACES_DETECTED: again('FACE_MULTIPLE'),
      FACE_NOT_DETECTED: again('FACE_NOT_VISIBLE'),
    },
    refineFaces,
  ),
  facts: factsAt([['faceMatchResult', 'face_match_result']]),
  evidence: proves((d, { faceMatchScore }) => {
    const score = numberAt(d, 'face_match_score');
    const believed = score === null || (score >= faceMatchScore && score <= 1);
    const same = believed ? found('CONFIRMED') : found('PARTIAL', { reason: 'FACE_MISMATCH' });
    return { statements: { faces: d.face_match_result === 'YES' ? same : found(null) } };
  }),
  score: ({ details }) => toUnitScore(numberAt(details, 'face_match_score'), 1),
  raw: rawOf,
  link: null,
  readAgain: null,
});

function refineFaces(status: string, details: Details, field: string | null): Finding | null {
  if (status !== 'SUCCESS') return null;
  const result = textAt(details, 'face_match_result');
  if (result === 'YES') return null;
  return result === 'NO' ? finding('FAIL', 'FACE_MISMATCH', field, result) : UNKNOWN;
}
