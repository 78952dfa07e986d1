import { defineCashfreeCheck } from '../cashfree.check.client.js';
import { json } from '../cashfree.client.js';
import { BANK_ACCOUNT_ANSWER, bankAccountRequest } from './shared/bank-account-answer.js';

export const cashfreeBankAccountCheck = defineCashfreeCheck('BANK_ACCOUNT', {
  operation: 'verifyBankAccount',
  path: '/bank-account/sync',
  request: (input) =>
    json({
      ...bankAccountRequest(input),
    }),
  ...BANK_ACCOUNT_ANSWER,
});
