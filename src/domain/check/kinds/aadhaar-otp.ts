import { maskAadhaar } from '../../identifier/mask.js';
import { defineCheck } from './check-kind.js';

export interface AadhaarOtpInput {
  /** The twelve digits: they pass through memory and are kept nowhere. */
  readonly aadhaarNumber: string;
}

export const aadhaarOtpCheck = defineCheck<AadhaarOtpInput>({
  meaning: 'An Aadhaar number, with a code sent to its holder.',
  discloses: { purpose: 'IDENTITY_VERIFICATION', items: ['AADHAAR'] },
  inputs: { aadhaarNumber: 'BY_OUTCOME' },
  needs: ['holder'],
  expiresWith: [],
  reasonField: 'aadhaarNumber',
  units: 1,
  readAgain: false,
  subject: ({ aadhaarNumber }) => maskAadhaar(aadhaarNumber),
});
