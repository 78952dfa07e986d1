import { defineCheck } from './check-kind.js';
import { number } from './input-rule.js';

export interface CinInput {
  readonly cin: string;
}

export const cinCheck = defineCheck<CinInput>({
  meaning: 'A company number with its registry.',
  discloses: { purpose: 'IDENTITY_VERIFICATION', items: ['BUSINESS_IDENTIFIER'] },
  inputs: { cin: number },
  needs: ['companyStatus'],
  expiresWith: [],
  reasonField: 'cin',
  units: 1,
  readAgain: false,
  subject: ({ cin }) => cin,
});
