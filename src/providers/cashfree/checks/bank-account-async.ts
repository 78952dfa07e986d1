import { defineCashfreeCheck } from '../cashfree.check.client.js';
import { json } from '../cashfree.client.js';
import { BANK_ACCOUNT_ANSWER, bankAccountRequest } from './shared/bank-account-answer.js';

export const cashfreeBankAccountAsyncCheck = defineCashfreeCheck('BANK_ACCOUNT_ASYNC', {
  operation: 'verifyBankAccountAsync',
  path: '/bank-account/async',
  request: (input) =>
    json({
      ...bankAccountRequest(input),
      // Letters, digits and underscores only, at most forty.
      user_id: input.checkId.replace(/[^A-Za-z0-9_]/g, '').slice(-40),
    }),
  ...BANK_ACCOUNT_ANSWER,
});
