import type { CheckFile } from '../../src/domain/check/kinds/check-file.js';
import type { CheckCapability, CheckInputs, ReadableCheck } from '../../src/domain/check/kinds/check-kinds.js';
import type { CheckPort, CheckPorts } from '../../src/domain/provider/check-port.js';
import { CONTEXT } from './call-context.js';

type Calls = {
  readonly [C in CheckCapability]: Readonly<Record<string, (port: CheckPorts[C]) => Promise<unknown>>>;
};

const FILE: CheckFile = { filename: 'a.png', contentType: 'image/png', bytes: Buffer.from('png') };
const PDF: CheckFile = { filename: 'a.pdf', contentType: 'application/pdf', bytes: Buffer.from('%PDF-1.4') };

/** One call of each method of the ports of checks. */
export const CHECK_CALLS: Calls = {
  PAN: readable<'PAN'>({ pan: 'ZZZPZ9999Z', name: null }),
  BANK_ACCOUNT: readable<'BANK_ACCOUNT'>({
    accountNumber: '999900009999',
    ifsc: 'HDFC0000001',
    name: null,
    phone: null,
  }),
  GSTIN: plain({ gstin: '27AAPFU0939F1ZV', businessName: null }),
  NAME_MATCH: plain({ name: 'One', otherName: 'Two' }),
  LIVENESS: plain({ file: FILE }),
  PAN_ADVANCED: plain({ pan: 'ZZZPZ9999Z', name: null }),
  PAN_LITE: plain({ pan: 'ZZZPZ9999Z', name: 'Con Tract', dateOfBirth: '1990-01-01' }),
  BANK_ACCOUNT_ASYNC: readable<'BANK_ACCOUNT_ASYNC'>({
    accountNumber: '999900009999',
    ifsc: 'HDFC0000001',
    name: null,
    phone: null,
  }),
  FACE_MATCH: plain({ first: FILE, second: FILE }),
  IP_ADDRESS: plain({ ipAddress: '203.0.113.99' }),
  AADHAAR_OTP: {
    check: (port) => port.check({ checkId: 'contract-6', aadhaarNumber: '999941057058' }, CONTEXT),
    submitCode: (port) => port.submitCode({ referenceId: '999999999', code: '000000' }, CONTEXT),
  },
  DIGILOCKER: readable<'DIGILOCKER'>({ documents: ['PAN'], redirectUrl: null, flow: 'SIGN_UP' }),
  DIGILOCKER_DOCUMENT: plain({ sessionReferenceId: '999999999', document: 'PAN' }),
  DIGILOCKER_ACCOUNT: plain({ phone: '+919000000071', aadhaarNumber: null }),
  KYC_LINK: readable<'KYC_LINK'>({
    phone: '+919000000071',
    templateName: 'no_such_template',
    name: null,
    email: null,
    expiresOn: null,
    notifyBy: [],
  }),
  DRIVING_LICENCE: plain({ licenceNumber: 'ZZ9999999999999', dateOfBirth: '1990-01-01' }),
  VOTER_ID: plain({ epicNumber: 'ZZZ9999999', name: null }),
  PASSPORT: plain({ fileNumber: 'ZZ9999999999999', dateOfBirth: '1990-01-01', name: null }),
  CIN: plain({ cin: 'U99999KA2020PTC999999' }),
  UPI: plain({ vpa: 'nobody@upi', name: null }),
  VEHICLE: plain({ vehicleNumber: 'ZZ99ZZ9999' }),
  E_SIGN: readable<'E_SIGN'>({
    file: PDF,
    signerName: 'Con Tract',
    signerEmail: 'contract@example.com',
    signerPhone: null,
    redirectUrl: null,
    expiresInDays: 7,
  }),
  REVERSE_PENNY_DROP: readable<'REVERSE_PENNY_DROP'>({ name: null }),
  DOCUMENT_OCR: plain({ file: FILE, kind: 'PAN' }),
  AADHAAR_MASKING: { mask: (port) => port.mask({ checkId: 'contract-6', file: FILE }, CONTEXT) },
};

function plain<Input>(input: Input) {
  return { check: (port: CheckPort<Input>) => port.check({ ...input, checkId: 'contract-6' }, CONTEXT) };
}

function readable<C extends ReadableCheck>(input: CheckInputs[C]) {
  return {
    ...plain(input),
    readAgain: (port: CheckPorts[C]) => port.readAgain('999999999', CONTEXT),
  };
}
