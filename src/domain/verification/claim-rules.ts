import { maskPan } from '../identifier/mask.js';
import type { CatalogueInputs } from '../provider/catalogue-ports.js';
import type { BankAccountPort, GstinPort, LivenessPort, NameMatchPort, PanPort } from '../provider/check-ports.js';
import type { ReasonCode } from '../provider/reason.js';

type CoreInputs = {
  readonly PAN: Parameters<PanPort['verifyPan']>[0];
  readonly BANK_ACCOUNT: Parameters<BankAccountPort['verifyBankAccount']>[0];
  readonly GSTIN: Parameters<GstinPort['verifyGstin']>[0];
  readonly NAME_MATCH: Parameters<NameMatchPort['matchNames']>[0];
  readonly LIVENESS: Parameters<LivenessPort['checkLiveness']>[0];
};
type AllInputs = CoreInputs & CatalogueInputs;
type CheckInputs = { readonly [C in keyof AllInputs]: Omit<AllInputs[C], 'checkId'> };
type CheckCapability = keyof AllInputs;

/**
 * What one input of a check means for its outcome.
 * INSTRUCTION: how the check is to be made, or where its page is sent; claims nothing.
 * BY_OUTCOME: the passing word of the provider is about this very value, and no answer repeats it.
 * Anything else is a claim, which the answer must confirm.
 */
type InputRule = 'INSTRUCTION' | 'BY_OUTCOME' | ClaimRule;

export interface ClaimRule {
  /**
   * NAME: by likeness, thresholds in the settings. EXACT: letter by letter. NUMBER: letters and digits alone count.
   * LISTED: everything given is in what is observed. PROVIDER: nothing to compare it with here, only the provider can.
   */
  readonly compare: 'NAME' | 'EXACT' | 'NUMBER' | 'LISTED' | 'PROVIDER';
  /** What a difference means: FAIL or CAUTION with this reason, or an answer about something else, which is none. */
  readonly differs: { readonly outcome: 'FAIL' | 'CAUTION'; readonly reason: ReasonCode } | 'BAD_RESPONSE';
  /** How the record shows it, for a look at an answer read again, when the value itself is not known any more. */
  readonly subject?: (value: string) => string;
  /** The passing word of the provider is about this very value; what the answer shows may still differ. */
  readonly confirmedByOutcome?: true;
}

interface EvidenceRule<C extends CheckCapability = CheckCapability> {
  readonly inputs: { readonly [K in keyof CheckInputs[C]]-?: InputRule };
  /** What the answer must show to be good besides confirming the claims, by the name of the statement. */
  readonly needs: readonly string[];
}

const number: ClaimRule = { compare: 'NUMBER', differs: 'BAD_RESPONSE' };
const exact: ClaimRule = { compare: 'EXACT', differs: 'BAD_RESPONSE' };
const pan: ClaimRule = { ...number, subject: maskPan };
const name: ClaimRule = { compare: 'NAME', differs: { outcome: 'FAIL', reason: 'NAME_MISMATCH' } };
const dateOfBirth: ClaimRule = { compare: 'EXACT', differs: { outcome: 'FAIL', reason: 'DOB_MISMATCH' } };
/** Providers take it and say nothing about it. */
const unheard: ClaimRule = { compare: 'PROVIDER', differs: { outcome: 'FAIL', reason: 'OTHER' } };
/** Banks move branches, and providers look at the bank's part of the code only. */
const ifsc: ClaimRule = {
  compare: 'NUMBER',
  differs: { outcome: 'CAUTION', reason: 'ID_NUMBER_MISMATCH' },
  confirmedByOutcome: true,
};
const bankAccount = { accountNumber: 'BY_OUTCOME', ifsc, name, phone: unheard } as const;

type EvidenceRules = { readonly [C in CheckCapability]: EvidenceRule<C> };

/** Total over checks and their inputs: a new one of either does not compile until somebody has said what it claims. */
const EVIDENCE_RULES: EvidenceRules = {
  PAN: { inputs: { pan, name }, needs: [] },
  PAN_ADVANCED: { inputs: { pan, name }, needs: [] },
  PAN_LITE: { inputs: { pan, name, dateOfBirth }, needs: ['panStatus'] },
  BANK_ACCOUNT: { inputs: bankAccount, needs: [] },
  BANK_ACCOUNT_ASYNC: { inputs: bankAccount, needs: [] },
  GSTIN: { inputs: { gstin: number, businessName: name }, needs: [] },
  // The two are held against each other: one finding, not two.
  NAME_MATCH: { inputs: { name, otherName: { ...name, confirmedByOutcome: true } }, needs: [] },
  LIVENESS: {
    inputs: { filename: 'INSTRUCTION', contentType: 'INSTRUCTION', bytes: 'BY_OUTCOME' },
    needs: ['liveness'],
  },
  FACE_MATCH: { inputs: { first: 'BY_OUTCOME', second: 'BY_OUTCOME' }, needs: ['faces'] },
  IP_ADDRESS: { inputs: { ipAddress: exact }, needs: ['proxy'] },
  AADHAAR_OTP: { inputs: { aadhaarNumber: 'BY_OUTCOME' }, needs: ['holder'] },
  DIGILOCKER: {
    inputs: {
      documents: {
        compare: 'LISTED',
        differs: { outcome: 'CAUTION', reason: 'CONSENT_MISSING' },
        subject: (documents) => documents,
      },
      redirectUrl: 'INSTRUCTION',
      flow: 'INSTRUCTION',
    },
    needs: [],
  },
  DIGILOCKER_DOCUMENT: {
    inputs: { sessionReferenceId: 'INSTRUCTION', document: exact },
    needs: ['holder'],
  },
  DIGILOCKER_ACCOUNT: { inputs: { phone: 'BY_OUTCOME', aadhaarNumber: 'BY_OUTCOME' }, needs: [] },
  KYC_LINK: {
    inputs: {
      phone: 'INSTRUCTION',
      templateName: 'INSTRUCTION',
      name,
      email: 'INSTRUCTION',
      expiresOn: 'INSTRUCTION',
      notifyBy: 'INSTRUCTION',
    },
    needs: ['formChecks'],
  },
  DRIVING_LICENCE: { inputs: { licenceNumber: number, dateOfBirth }, needs: ['licenceStatus'] },
  VOTER_ID: { inputs: { epicNumber: number, name }, needs: [] },
  PASSPORT: { inputs: { fileNumber: number, dateOfBirth, name }, needs: [] },
  CIN: { inputs: { cin: number }, needs: ['companyStatus'] },
  UPI: { inputs: { vpa: exact, name }, needs: [] },
  VEHICLE: { inputs: { vehicleNumber: number }, needs: ['registrationStatus', 'blacklistStatus'] },
  E_SIGN: {
    inputs: {
      file: 'BY_OUTCOME',
      signerName: name,
      signerEmail: 'INSTRUCTION',
      signerPhone: 'INSTRUCTION',
      redirectUrl: 'INSTRUCTION',
      expiresInDays: 'INSTRUCTION',
    },
    needs: ['signatures'],
  },
  REVERSE_PENNY_DROP: { inputs: { name }, needs: ['account'] },
  DOCUMENT_OCR: {
    inputs: { file: 'BY_OUTCOME', kind: exact },
    needs: ['content', 'qualityChecks', 'fraudChecks'],
  },
  AADHAAR_MASKING: { inputs: { file: 'BY_OUTCOME' }, needs: [] },
};

export function needsOf(capability: CheckCapability): readonly string[] {
  return EVIDENCE_RULES[capability].needs;
}

export function claimRulesOf(capability: CheckCapability): ReadonlyMap<string, ClaimRule> {
  const inputs: Readonly<Record<string, InputRule>> = EVIDENCE_RULES[capability].inputs;
  return new Map(
    Object.entries(inputs).flatMap(([input, rule]) => (typeof rule === 'string' ? [] : [[input, rule] as const])),
  );
}

/** The claims that a caller made, in clear, by input. Held for the length of the call only. */
export type GivenClaims = ReadonlyMap<string, string>;

/** What the input of a check claims: of an absent or blank value nothing. */
export function claimsOf(capability: CheckCapability, input: Readonly<Record<string, unknown>>): GivenClaims {
  const claims = new Map<string, string>();
  for (const key of claimRulesOf(capability).keys()) {
    const value = input[key];
    const text = Array.isArray(value) ? value.join(', ') : typeof value === 'string' ? value.trim() : '';
    if (text !== '') claims.set(key, text);
  }
  return claims;
}
