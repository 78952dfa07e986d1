import type { CallContext } from './call-context.js';
import type { Evidence } from './evidence.js';
import type { CheckOutcome, Decision, LifecycleStatus, RawStatus } from './lifecycle.js';
import type { Reason } from './reason.js';

/** One comparable value that a check brought to light. Personal values are given in clear here and masked by the API. */
export interface CheckFact {
  /** e.g. `registeredName`, `bankName`, `gstinStatus`. camelCase, our vocabulary. */
  readonly name: string;
  readonly value: string;
}

/** Where the person goes to carry the check on. Whoever has it can act in the person's place: shown to the owner only. */
export interface CheckLink {
  readonly url: string;
  /** Null when the provider does not say. */
  readonly expiresAt: Date | null;
}

/** The answer of one registry, bank or biometric check. */
export interface CheckResult {
  /** The provider's number of this check, as text. */
  readonly referenceId: string | null;
  readonly status: LifecycleStatus;
  /** What the provider's own words come to; the domain holds them against `evidence` before anything is recorded. */
  readonly outcome: CheckOutcome;
  /** RESUBMIT when the person must send something better; otherwise null: a check is not a decision. */
  readonly decision: Extract<Decision, 'RESUBMIT'> | null;
  readonly reasons: readonly Reason[];
  /** 0 to 1, whatever scale the provider uses; null when it gave none. */
  readonly score: number | null;
  readonly facts: readonly CheckFact[];
  /** True when the same check may be asked again without cost or harm, e.g. after a bank outage. */
  readonly retryable: boolean;
  readonly raw: RawStatus;
  /** Set while the person has to open a page of the provider. */
  readonly link?: CheckLink | null;
  /** What the answer proves: without it `outcome` PASS is the provider's word alone. Absent: nothing. Never kept. */
  readonly evidence?: Evidence;
}

/** `checkId` is made by us, unique, at most 50 characters of `[A-Za-z0-9._-]`. Every verify/match/check call costs money. */
export interface PanPort {
  verifyPan(
    input: { readonly checkId: string; readonly pan: string; readonly name: string | null },
    context: CallContext,
  ): Promise<CheckResult>;
  /** Reads an earlier PAN check again; free of charge. */
  getPanCheck(referenceId: string, context: CallContext): Promise<CheckResult>;
}

export interface BankAccountPort {
  verifyBankAccount(
    input: {
      readonly checkId: string;
      readonly accountNumber: string;
      readonly ifsc: string;
      readonly name: string | null;
      readonly phone: string | null;
    },
    context: CallContext,
  ): Promise<CheckResult>;
  getBankAccountCheck(referenceId: string, context: CallContext): Promise<CheckResult>;
}

export interface GstinPort {
  verifyGstin(
    input: { readonly checkId: string; readonly gstin: string; readonly businessName: string | null },
    context: CallContext,
  ): Promise<CheckResult>;
}

export interface NameMatchPort {
  matchNames(
    input: { readonly checkId: string; readonly name: string; readonly otherName: string },
    context: CallContext,
  ): Promise<CheckResult>;
}

export interface LivenessPort {
  checkLiveness(
    input: {
      readonly checkId: string;
      readonly filename: string;
      readonly contentType: string;
      readonly bytes: Uint8Array;
    },
    context: CallContext,
  ): Promise<CheckResult>;
}
