import type { ReasonCode } from '../../../domain/kernel/reason.js';
import { parseAnswer } from '../cashfree.answer.contract.js';
import { type Details, factsAt, noScore, proves, rawOf, textAt } from '../cashfree.answer.mapping.js';
import { comparesNone, defineCashfreeCheck } from '../cashfree.check.client.js';
import { file, form } from '../cashfree.client.js';
import { type Finding, reason } from '../cashfree.mapping.js';
import { again, byWords, done } from '../cashfree.words.mapping.js';
import { ocrEvidence } from './shared/document-ocr-evidence.js';
import { OCR_FACTS, ocrName } from './shared/document-ocr-facts.js';

const FILES = /^(image\/(jpe?g|png)|application\/pdf)$/;
const readFields = factsAt(OCR_FACTS);

export const cashfreeDocumentOcrCheck = defineCashfreeCheck('DOCUMENT_OCR', {
  operation: 'readDocument',
  path: '/bharat-ocr',
  request: (input) =>
    form(
      { verification_id: input.checkId, document_type: input.kind, do_verification: 'false' },
      file('file', 'documentId', input.file, FILES),
    ),
  parse: parseAnswer,
  told: null,
  fields: {
    inputs: { file: 'documentId', file_and_file_url: 'documentId', document_type: 'kind' },
    file: 'documentId',
  },
  comparesName: comparesNone,
  verdict: byWords({ VALID: done('PASS'), SUCCESS: done('PASS'), INVALID: again('DOC_WRONG_TYPE') }, refineOcr),
  facts: (answer) => {
    const facts = readFields(answer);
    return { ...facts, name: facts.name ?? ocrName(answer.details) };
  },
  evidence: proves(ocrEvidence),
  score: noScore,
  raw: rawOf,
  link: null,
  readAgain: null,
});

const OCR_CHECKS: readonly (readonly [string, ReasonCode])[] = [
  ['fraud_checks.is_screenshot', 'DOC_SCREENSHOT'],
  ['fraud_checks.is_photo_of_screen', 'DOC_DIGITAL'],
  ['fraud_checks.is_photo_imposed', 'DOC_TAMPERED'],
  ['fraud_checks.is_overwritten', 'DOC_TAMPERED'],
  ['fraud_checks.is_forged', 'DOC_FORGED'],
  ['quality_checks.blur', 'IMAGE_BLURRED'],
  ['quality_checks.glare', 'IMAGE_GLARE'],
  ['quality_checks.partially_present', 'IMAGE_CROPPED'],
  ['quality_checks.obscured', 'IMAGE_COVERED'],
  ['quality_checks.black_and_white', 'DOC_PHOTOCOPY'],
];

function refineOcr(status: string, details: Details, field: string | null): Finding | null {
  if (status === 'INVALID') return null;
  const flagged = OCR_CHECKS.filter(([path]) => textAt(details, path) === 'true');
  if (flagged.length === 0) return null;
  const reasons = flagged.map(([path, code]) =>
    reason(code, field, path.split('.')[1] ?? null, code.startsWith('IMAGE')),
  );
  return { outcome: 'CAUTION', reasons };
}
