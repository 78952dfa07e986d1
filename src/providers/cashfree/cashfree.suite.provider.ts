import type { CheckLink, CheckPorts, CheckResult } from '../../domain/provider/check-port.js';
import { ProviderError } from '../../domain/provider/provider-error.js';
import { toBankAccountResult, toBankRefusalResult } from './cashfree.bank-account.mapping.js';
import { type FileSources, fetchFile } from './cashfree.file.client.js';
import type { CashfreePolicy, SuiteCapability } from './cashfree.shared.mapping.js';
import type { CashfreeSuiteClient } from './cashfree.suite.client.js';
import type { CashfreeAnswer } from './cashfree.suite.contract.js';
import { pendingDocument, toAadhaarOtpResult, toLink, toSuiteResult } from './cashfree.suite.mapping.js';

export interface SuiteOptions {
  readonly policy: CashfreePolicy;
  readonly files: FileSources;
  /** Whether the merchant account may still ask for Aadhaar codes. */
  readonly aadhaarOtp: boolean;
}

/** DigiLocker pages and reverse penny drop links live this long. */
const LINK_MS = 10 * 60 * 1000;
const DAY_MS = 24 * 60 * 60 * 1000;

type SuitePorts = Pick<CheckPorts, SuiteCapability>;
type OfferedPorts = Omit<SuitePorts, 'AADHAAR_OTP'> & Partial<Pick<SuitePorts, 'AADHAAR_OTP'>>;

export function createSuitePorts(client: CashfreeSuiteClient, options: SuiteOptions): OfferedPorts {
  return {
    ...holderRegistryPorts(client, options),
    ...otherRegistryPorts(client, options),
    ...bankPorts(client, options),
    ...digilockerPorts(client, options),
    ...pagePorts(client, options),
    ...documentPorts(client, options),
    ...(options.aadhaarOtp ? { AADHAAR_OTP: aadhaarOtpPort(client, options) } : {}),
  };
}

/** Registries of documents that people hold. */
function holderRegistryPorts(client: CashfreeSuiteClient, { policy }: SuiteOptions) {
  return {
    PAN_ADVANCED: {
      check: async ({ checkId, pan, name }, context) => {
        const value = { verification_id: checkId, pan, ...given('name', name) };
        return toSuiteResult('PAN_ADVANCED', await client.postProduct('PAN_ADVANCED', value, context), policy);
      },
    },
    PAN_LITE: {
      check: async ({ checkId, pan, name, dateOfBirth }, context) => {
        const value = { verification_id: checkId, pan, name, dob: dateOfBirth };
        return toSuiteResult('PAN_LITE', await client.postProduct('PAN_LITE', value, context), policy);
      },
    },
    DRIVING_LICENCE: {
      check: async ({ checkId, licenceNumber, dateOfBirth }, context) => {
        const value = { verification_id: checkId, dl_number: licenceNumber, dob: dateOfBirth };
        return toSuiteResult('DRIVING_LICENCE', await client.postProduct('DRIVING_LICENCE', value, context), policy);
      },
    },
    VOTER_ID: {
      check: async ({ checkId, epicNumber, name }, context) => {
        const value = { verification_id: checkId, epic_number: epicNumber, ...given('name', name) };
        return toSuiteResult('VOTER_ID', await client.postProduct('VOTER_ID', value, context), policy);
      },
    },
    PASSPORT: {
      check: async ({ checkId, fileNumber, dateOfBirth, name }, context) => {
        const value = { verification_id: checkId, file_number: fileNumber, dob: dateOfBirth, ...given('name', name) };
        return toSuiteResult('PASSPORT', await client.postProduct('PASSPORT', value, context), policy);
      },
    },
  } satisfies Partial<CheckPorts>;
}

/** Registries of companies, vehicles and addresses. */
function otherRegistryPorts(client: CashfreeSuiteClient, { policy }: SuiteOptions) {
  return {
    IP_ADDRESS: {
      check: async ({ checkId, ipAddress }, context) => {
        const value = { verification_id: checkId, ip_address: ipAddress };
        return toSuiteResult('IP_ADDRESS', await client.postProduct('IP_ADDRESS', value, context), policy);
      },
    },
    CIN: {
      check: async ({ checkId, cin }, context) => {
        const value = { verification_id: checkId, cin };
        return toSuiteResult('CIN', await client.postProduct('CIN', value, context), policy);
      },
    },
    VEHICLE: {
      check: async ({ checkId, vehicleNumber }, context) => {
        const value = { verification_id: checkId, vehicle_number: vehicleNumber };
        return toSuiteResult('VEHICLE', await client.postProduct('VEHICLE', value, context), policy);
      },
    },
    UPI: {
      check: async (input, context) =>
        toSuiteResult('UPI', await client.postUpi(input, context), policy, input.name !== null),
    },
  } satisfies Partial<CheckPorts>;
}

/** Accounts whose banks take their time. */
function bankPorts(client: CashfreeSuiteClient, { policy }: SuiteOptions) {
  return {
    BANK_ACCOUNT_ASYNC: {
      check: async (input, context) => {
        const answer = await client.postBankAccountAsync(input, context);
        if ('code' in answer) return toBankRefusalResult(answer, policy);
        return toBankAccountResult(answer, input.name !== null, policy);
      },
      readAgain: async (referenceId, context) =>
        toBankAccountResult(await client.getBankAccountAsync(referenceId, context), null, policy),
    },
    REVERSE_PENNY_DROP: {
      check: async (input, context) => {
        const answer = await client.postReversePennyDrop(input, context);
        const link = toLink(answer, 'upi_link', after(LINK_MS));
        return withLink(toSuiteResult('REVERSE_PENNY_DROP', answer, policy), link);
      },
      readAgain: async (referenceId, context) =>
        toSuiteResult('REVERSE_PENNY_DROP', await client.getReversePennyDrop(referenceId, context), policy, null),
    },
  } satisfies Partial<CheckPorts>;
}

/** What people share from DigiLocker. */
function digilockerPorts(client: CashfreeSuiteClient, { policy }: SuiteOptions) {
  return {
    DIGILOCKER: {
      check: async (input, context) => {
        const answer = await client.postDigilocker(input, context);
        return withLink(toSuiteResult('DIGILOCKER', answer, policy), toLink(answer, 'url', after(LINK_MS)));
      },
      readAgain: async (referenceId, context) =>
        toSuiteResult('DIGILOCKER', await client.getDigilocker(referenceId, context), policy),
    },
    DIGILOCKER_DOCUMENT: {
      check: async ({ sessionReferenceId, document }, context) => {
        const answer = await orPending(client.getDigilockerDocument(sessionReferenceId, document, context));
        return answer === null
          ? pendingDocument(sessionReferenceId)
          : toSuiteResult('DIGILOCKER_DOCUMENT', answer, policy);
      },
    },
    DIGILOCKER_ACCOUNT: {
      check: async ({ checkId, phone, aadhaarNumber }, context) => {
        const whose = {
          ...given('mobile_number', phone?.slice(-10) ?? null),
          ...given('aadhaar_number', aadhaarNumber),
        };
        const answer = await client.postProduct('DIGILOCKER_ACCOUNT', { verification_id: checkId, ...whose }, context);
        return toSuiteResult('DIGILOCKER_ACCOUNT', answer, policy);
      },
    },
  } satisfies Partial<CheckPorts>;
}

/** Their pages that people fill in or sign on. */
function pagePorts(client: CashfreeSuiteClient, { policy }: SuiteOptions) {
  return {
    KYC_LINK: {
      check: async (input, context) => {
        const answer = await client.postForm(input, context);
        const expiresAt = input.expiresOn === null ? null : new Date(`${input.expiresOn}T23:59:59+05:30`);
        return withLink(toSuiteResult('KYC_LINK', answer, policy), toLink(answer, 'form_link', expiresAt));
      },
      readAgain: async (referenceId, context) =>
        toSuiteResult('KYC_LINK', await client.getForm(referenceId, context), policy),
    },
    E_SIGN: {
      check: async (input, context) => {
        const answer = await client.postESign(input, context);
        const link = toLink(answer, 'signing_link', after(input.expiresInDays * DAY_MS));
        return withLink(toSuiteResult('E_SIGN', answer, policy), link);
      },
      readAgain: async (referenceId, context) =>
        toSuiteResult('E_SIGN', await client.getESign(referenceId, context), policy),
    },
  } satisfies Partial<CheckPorts>;
}

function documentPorts(client: CashfreeSuiteClient, { policy, files }: SuiteOptions) {
  return {
    FACE_MATCH: {
      check: async (input, context) => toSuiteResult('FACE_MATCH', await client.postFaceMatch(input, context), policy),
    },
    DOCUMENT_OCR: {
      check: async (input, context) => toSuiteResult('DOCUMENT_OCR', await client.postOcr(input, context), policy),
    },
    AADHAAR_MASKING: {
      mask: async (input, context) => {
        const answer = await client.postAadhaarMasking(input, context);
        const result = toSuiteResult('AADHAAR_MASKING', answer, policy);
        if (result.outcome !== 'PASS') return { result, file: null };
        const link = toLink(answer, 'image_link', null);
        return { result, file: await fetchFile(link?.url ?? '', files, context.signal) };
      },
    },
  } satisfies Partial<CheckPorts>;
}

function aadhaarOtpPort(client: CashfreeSuiteClient, { policy }: SuiteOptions): CheckPorts['AADHAAR_OTP'] {
  return {
    check: async (input, context) => toAadhaarOtpResult(await client.postAadhaarOtp(input, context)),
    submitCode: async (input, context) => {
      const answer = await client.postAadhaarCode(input, context);
      return toSuiteResult('AADHAAR_OTP', answer, policy);
    },
  };
}

/** Null for a document that is on its way, which they tell like an error. */
async function orPending(call: Promise<CashfreeAnswer>): Promise<CashfreeAnswer | null> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof ProviderError && error.providerCode === 'validation_pending') return null;
    throw error;
  }
}

function withLink(result: CheckResult, link: CheckLink | null): CheckResult {
  return { ...result, link };
}

function after(ms: number): Date {
  return new Date(Date.now() + ms);
}

function given(key: string, value: string | null): Record<string, string> {
  return value === null || value.trim() === '' ? {} : { [key]: value };
}
