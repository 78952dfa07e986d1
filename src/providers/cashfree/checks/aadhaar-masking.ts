import type { CheckPorts } from '../../../domain/provider/check-port.js';
import { parseAnswer } from '../cashfree.answer.contract.js';
import { factsAt, noScore, PROVES_NOTHING, rawOf } from '../cashfree.answer.mapping.js';
import { type CashfreeCheck, comparesNone, defineCashfreeCheck } from '../cashfree.check.client.js';
import { file, form } from '../cashfree.client.js';
import { fetchFile } from '../cashfree.file.client.js';
import { again, byWords, done, toLink } from '../cashfree.words.mapping.js';

const answered = defineCashfreeCheck('AADHAAR_MASKING', {
  operation: 'maskAadhaar',
  path: '/aadhaar-masking',
  request: ({ checkId, file: image }) => form({ verification_id: checkId }, file('image', 'documentId', image)),
  parse: parseAnswer,
  told: null,
  fields: { inputs: { image: 'documentId', image_field: 'documentId' }, file: 'documentId' },
  comparesName: comparesNone,
  verdict: byWords(
    {
      VALID: done('PASS'),
      SUCCESS: done('PASS'),
      INVALID: again('DOC_WRONG_TYPE'),
      INVALID_DOCUMENT: again('DOC_WRONG_TYPE'),
    },
    null,
  ),
  facts: factsAt([]),
  evidence: PROVES_NOTHING,
  score: noScore,
  raw: rawOf,
  link: (answer) => toLink(answer, 'image_link', null),
  readAgain: null,
});

/** The masked image lies behind the link, which goes no further. */
export const cashfreeAadhaarMaskingCheck: CashfreeCheck<CheckPorts['AADHAAR_MASKING']> = {
  ...answered,
  port: (desk) => ({
    mask: async (input, context) => {
      const { link, ...result } = await answered.port(desk).check(input, context);
      if (result.outcome !== 'PASS') return { result, file: null };
      return { result, file: await fetchFile(link?.url ?? '', desk.files, context.signal) };
    },
  }),
};
