import { maskText } from '../../identifier/mask.js';
import { defineCheck } from './check-kind.js';
import { name } from './input-rule.js';

export interface ReversePennyDropInput {
  readonly name: string | null;
}

export const reversePennyDropCheck = defineCheck<ReversePennyDropInput>({
  meaning: 'A bank account, by a payment of one rupee that its holder makes.',
  discloses: { purpose: 'BANK_VERIFICATION', items: ['BANK_ACCOUNT', 'NAME'] },
  inputs: { name },
  needs: ['account'],
  expiresWith: [],
  reasonField: null,
  units: 3,
  readAgain: true,
  subject: (input) => (input.name === null ? 'account holder' : maskText(input.name)),
});
