import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { CheckService } from '../../../domain/check/check-service.js';
import { SIGNED_IN } from '../../access/access-rule.js';
import { type GraphqlContext, requireActor } from '../../context/context.js';
import { afterCheck } from '../after-check.js';
import { defineCheckApi } from '../check-api.js';
import { checkResult } from '../check-result.js';
import { toBankAccount, VerifyBankAccountInput } from './bank-account.js';

const VerifyBankAccountAsyncResult = checkResult('VerifyBankAccountAsyncResult');

@Resolver()
class BankAccountAsyncResolver {
  constructor(private readonly service: CheckService) {}

  @Mutation(() => VerifyBankAccountAsyncResult, {
    description:
      'Has a bank account checked in the background: the verification stays PROCESSING until the bank has answered. Costs money; sent once.',
  })
  verifyBankAccountAsync(
    @Arg('input', () => VerifyBankAccountInput, { description: 'The account.' }) input: VerifyBankAccountInput,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    return afterCheck(context, async () =>
      this.service.check(actor, 'BANK_ACCOUNT_ASYNC', toBankAccount(input), context.call),
    );
  }
}

export const bankAccountAsyncApi = defineCheckApi(BankAccountAsyncResolver, { verifyBankAccountAsync: SIGNED_IN });
