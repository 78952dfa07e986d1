import { maskAccount } from '../../identifier/mask.js';
import { type BankAccountCheckInput, bankAccountInputs } from './bank-account.js';
import { defineCheck } from './check-kind.js';

export const bankAccountAsyncCheck = defineCheck<BankAccountCheckInput>({
  meaning: 'A bank account with the bank, answered later.',
  discloses: { purpose: 'BANK_VERIFICATION', items: ['BANK_ACCOUNT', 'NAME', 'CONTACT'] },
  inputs: bankAccountInputs,
  needs: [],
  expiresWith: [],
  reasonField: 'accountNumber',
  units: 3,
  readAgain: true,
  subject: ({ accountNumber }) => maskAccount(accountNumber),
});
