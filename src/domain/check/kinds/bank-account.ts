import { maskAccount } from '../../identifier/mask.js';
import { defineCheck } from './check-kind.js';
import { type ClaimRule, name } from './input-rule.js';

export interface BankAccountCheckInput {
  readonly accountNumber: string;
  readonly ifsc: string;
  readonly name: string | null;
  /** E.164. */
  readonly phone: string | null;
}

/** Banks move branches, and providers look at the bank's part of the code only. */
const ifsc: ClaimRule = {
  compare: 'NUMBER',
  differs: { outcome: 'CAUTION', reason: 'ID_NUMBER_MISMATCH' },
  confirmedByOutcome: true,
};
/** Providers take it and say nothing about it. */
const unheard: ClaimRule = { compare: 'PROVIDER', differs: { outcome: 'FAIL', reason: 'OTHER' } };

export const bankAccountInputs = { accountNumber: 'BY_OUTCOME', ifsc, name, phone: unheard } as const;

export const bankAccountCheck = defineCheck<BankAccountCheckInput>({
  meaning: 'A bank account with the bank.',
  ability: 'Check a bank account with the bank.',
  discloses: { purpose: 'BANK_VERIFICATION', items: ['BANK_ACCOUNT', 'NAME', 'CONTACT'] },
  inputs: bankAccountInputs,
  needs: [],
  expiresWith: [],
  reasonField: 'accountNumber',
  units: 3,
  readAgain: true,
  subject: ({ accountNumber }) => maskAccount(accountNumber),
});
