import type { CheckPorts } from '../../../domain/provider/check-port.js';
import { type CashfreeAnswer, parseAnswer } from '../cashfree.answer.contract.js';
import { factsAt, isText, noScore, PERSON, PLACE, proves, rawOf, when } from '../cashfree.answer.mapping.js';
import { type CashfreeCheck, comparesNone, defineCashfreeCheck, defineCashfreeStep } from '../cashfree.check.client.js';
import { checkedReference, json } from '../cashfree.client.js';
import { type Reading, type Verdict, word } from '../cashfree.mapping.js';
import { byWords, done, NOT_DECIDED, open, VALID_OR_NOT } from '../cashfree.words.mapping.js';

/** Sends the code. They keep no id of ours here. */
const sending = defineCashfreeCheck('AADHAAR_OTP', {
  operation: 'requestAadhaarOtp',
  path: '/offline-aadhaar/otp',
  request: ({ aadhaarNumber }) => json({ aadhaar_number: aadhaarNumber }),
  parse: parseAnswer,
  told: null,
  fields: { inputs: { aadhaar: 'aadhaarNumber', aadhaar_number: 'aadhaarNumber' }, file: null },
  comparesName: comparesNone,
  verdict: sentVerdict,
  facts: (answer) => ({ otpSent: String(isSent(answer)) }),
  evidence: null,
  score: noScore,
  raw: rawOf,
  link: null,
  readAgain: null,
});

/** Takes the code back, and with it the holder's details. */
export const codeStep = defineCashfreeStep('AADHAAR_OTP', {
  operation: 'verifyAadhaarOtp',
  path: '/offline-aadhaar/verify',
  request: ({ referenceId, code }: { readonly referenceId: string; readonly code: string }) =>
    json({ otp: code, ref_id: checkedReference(referenceId) }),
  parse: parseAnswer,
  told: null,
  // Their word for a code that is wrong or has run out.
  fields: { inputs: { otp: 'code', verification_failed: 'code' }, file: null },
  comparesName: comparesNone,
  verdict: byWords(VALID_OR_NOT, null),
  facts: factsAt([...PERSON, ['yearOfBirth', 'year_of_birth'], ...PLACE]),
  evidence: proves((d) => ({ statements: { holder: when(isText(d.name, /\S/)) } })),
  score: noScore,
  raw: rawOf,
  link: null,
  readAgain: null,
});

export const cashfreeAadhaarOtpCheck: CashfreeCheck<CheckPorts['AADHAAR_OTP']> = {
  ...sending,
  port: (desk) => ({
    ...sending.port(desk),
    submitCode: (input, context) => codeStep.ask(desk, input, context),
  }),
};

/** `SUCCESS` is also their answer when the Aadhaar has no mobile number and so nothing was sent. */
function isSent({ status, message }: CashfreeAnswer): boolean {
  return status === 'SUCCESS' && !/not\s+linked|no\s+mobile/i.test(message ?? '');
}

function sentVerdict(answer: CashfreeAnswer, { field }: Reading): Verdict {
  // Without their reference no code could ever be checked.
  if (isSent(answer)) return open(answer.reference_id === null ? 'ERRORED' : 'AWAITING_INPUT')(null, null);
  if (answer.status === 'SUCCESS') return done('UNAVAILABLE', 'OTHER')(field, null);
  return answer.status === 'INVALID' ? done('FAIL', 'REGISTRY_NOT_FOUND')(field, word(answer.status)) : NOT_DECIDED;
}
