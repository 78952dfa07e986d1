import type { CheckFile } from '../check/kinds/check-file.js';
import type { CheckCapability, CheckInputs, ReadableCheck } from '../check/kinds/check-kinds.js';
import type { CallContext } from '../kernel/call-context.js';
import type { CheckOutcome, Decision, LifecycleStatus, RawStatus } from '../kernel/lifecycle.js';
import type { Reason } from '../kernel/reason.js';
import type { Evidence } from './evidence.js';

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

/** Every `check` costs money and is sent once. `checkId` is made by us, unique, at most 50 characters of `[A-Za-z0-9._-]`. */
export interface CheckPort<Input> {
  check(input: Input & { readonly checkId: string }, context: CallContext): Promise<CheckResult>;
}

/** A check that can be read again, free of charge: how far it is, or what it found. */
interface ReadableCheckPort<Input> extends CheckPort<Input> {
  readAgain(referenceId: string, context: CallContext): Promise<CheckResult>;
}

/** `check` sends a code to the mobile number that the Aadhaar is linked to. */
interface AadhaarOtpPort extends CheckPort<CheckInputs['AADHAAR_OTP']> {
  /** Uses up an attempt. A wrong or expired code is a `ProviderError` PROVIDER_REJECTED. */
  submitCode(
    input: { readonly referenceId: string; readonly code: string },
    context: CallContext,
  ): Promise<CheckResult>;
}

/** `file` is the masked image; null when the document was refused. */
interface AadhaarMaskingPort {
  mask(
    input: CheckInputs['AADHAAR_MASKING'] & { readonly checkId: string },
    context: CallContext,
  ): Promise<{ readonly result: CheckResult; readonly file: CheckFile | null }>;
}

/** The two that take more than one call, or give back more than a result. */
interface SpecialPorts {
  readonly AADHAAR_OTP: AadhaarOtpPort;
  readonly AADHAAR_MASKING: AadhaarMaskingPort;
}

/** The checks that are one call with one result. */
export type PlainCheck = Exclude<CheckCapability, 'AADHAAR_MASKING'>;

export type CheckPorts = SpecialPorts & {
  readonly [C in ReadableCheck]: ReadableCheckPort<CheckInputs[C]>;
} & { readonly [C in Exclude<CheckCapability, ReadableCheck | keyof SpecialPorts>]: CheckPort<CheckInputs[C]> };
