import { maskGstin } from '../../identifier/mask.js';
import { defineCheck } from './check-kind.js';
import { name, number } from './input-rule.js';

export interface GstinInput {
  readonly gstin: string;
  readonly businessName: string | null;
}

export const gstinCheck = defineCheck<GstinInput>({
  meaning: 'A GSTIN with the tax registry.',
  ability: 'Check a GSTIN with the tax registry.',
  discloses: { purpose: 'IDENTITY_VERIFICATION', items: ['BUSINESS_IDENTIFIER'] },
  inputs: { gstin: number, businessName: name },
  needs: [],
  expiresWith: [],
  reasonField: 'gstin',
  units: 1,
  readAgain: false,
  subject: ({ gstin }) => maskGstin(gstin),
});
