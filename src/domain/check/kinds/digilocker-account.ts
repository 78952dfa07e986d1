import { maskAadhaar, maskPhone } from '../../identifier/mask.js';
import { defineCheck } from './check-kind.js';

/** Exactly one of the two is given. */
export interface DigilockerAccountInput {
  /** E.164. */
  readonly phone: string | null;
  readonly aadhaarNumber: string | null;
}

export const digilockerAccountCheck = defineCheck<DigilockerAccountInput>({
  meaning: 'Whether a person has a DigiLocker account.',
  discloses: { purpose: 'IDENTITY_VERIFICATION', items: ['CONTACT', 'AADHAAR'] },
  inputs: { phone: 'BY_OUTCOME', aadhaarNumber: 'BY_OUTCOME' },
  needs: [],
  expiresWith: [],
  reasonField: null,
  units: 1,
  readAgain: false,
  subject: ({ phone, aadhaarNumber }) => maskPhone(phone) ?? maskAadhaar(aadhaarNumber ?? ''),
});
