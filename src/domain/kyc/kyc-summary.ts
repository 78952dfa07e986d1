import type { Applicant } from '../applicant/applicant.js';
import type { Verification } from '../check/verification.js';
import type { Profile } from '../user/profile.js';

export const KYC_STEPS = [
  'PAN',
  'PERSONAL',
  'ADDRESS',
  'BANK_ACCOUNT',
  'SCREENING',
  'PAN_CHECK',
  'BANK_ACCOUNT_CHECK',
] as const;
export type KycStep = (typeof KYC_STEPS)[number];

/** How far a person's KYC has come, from local records alone, so it answers whatever state the providers are in. */
export interface KycSummary {
  readonly done: readonly KycStep[];
  readonly missing: readonly KycStep[];
  readonly complete: boolean;
}

export function summarise(
  profile: Profile,
  applicants: readonly Applicant[],
  verifications: readonly Verification[],
): KycSummary {
  const passed = (capability: Verification['capability']) =>
    verifications.some((v) => v.capability === capability && v.outcome === 'PASS' && v.validity === 'VALID');
  const state: Record<KycStep, boolean> = {
    PAN: profile.pan !== null,
    PERSONAL: profile.personal !== null,
    ADDRESS: profile.address !== null,
    BANK_ACCOUNT: profile.bankAccounts.length > 0,
    SCREENING: applicants.some((applicant) => applicant.providerApplicantId !== null),
    PAN_CHECK: passed('PAN'),
    BANK_ACCOUNT_CHECK: passed('BANK_ACCOUNT'),
  };
  const done = KYC_STEPS.filter((step) => state[step]);
  return { done, missing: KYC_STEPS.filter((step) => !state[step]), complete: done.length === KYC_STEPS.length };
}
