import { parseAnswer } from '../cashfree.answer.contract.js';
import { factsAt, noScore, PROVES_NOTHING, rawOf } from '../cashfree.answer.mapping.js';
import { comparesNone, defineCashfreeCheck } from '../cashfree.check.client.js';
import { json, optional } from '../cashfree.client.js';
import { byWords, done } from '../cashfree.words.mapping.js';

export const cashfreeDigilockerAccountCheck = defineCashfreeCheck('DIGILOCKER_ACCOUNT', {
  operation: 'post DIGILOCKER_ACCOUNT',
  path: '/digilocker/verify-account',
  request: ({ checkId, phone, aadhaarNumber }) =>
    json({
      verification_id: checkId,
      ...optional('mobile_number', phone?.slice(-10) ?? null),
      ...optional('aadhaar_number', aadhaarNumber),
    }),
  parse: parseAnswer,
  told: null,
  fields: {
    inputs: {
      mobile_number: 'phone',
      aadhaar: 'aadhaarNumber',
      aadhaar_number: 'aadhaarNumber',
      user_detail_mismatch: 'aadhaarNumber',
    },
    file: null,
  },
  comparesName: comparesNone,
  verdict: byWords({ ACCOUNT_EXISTS: done('PASS'), ACCOUNT_NOT_FOUND: done('NOT_FOUND', 'REGISTRY_NOT_FOUND') }, null),
  facts: factsAt([]),
  evidence: PROVES_NOTHING,
  score: noScore,
  raw: rawOf,
  link: null,
  readAgain: null,
});
