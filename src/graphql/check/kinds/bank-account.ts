import { Arg, Ctx, Field, InputType, Mutation, Resolver } from 'type-graphql';
import type { CheckService } from '../../../domain/check/check-service.js';
import type { BankAccountCheckInput } from '../../../domain/check/kinds/bank-account.js';
import { SIGNED_IN } from '../../access/access-rule.js';
import { type GraphqlContext, requireActor } from '../../context/context.js';
import { BankAccountNumberScalar, IfscScalar, PhoneScalar } from '../../scalars/identifier.scalars.js';
import { FirmNameScalar } from '../../scalars/text.scalars.js';
import { afterCheck } from '../after-check.js';
import { defineCheckApi } from '../check-api.js';
import { checkResult } from '../check-result.js';

@InputType('VerifyBankAccountInput', { description: 'A bank account to check.' })
export class VerifyBankAccountInput {
  @Field(() => BankAccountNumberScalar, { description: 'The account number, as text.' })
  accountNumber!: string;

  @Field(() => IfscScalar, { description: 'The branch code.' })
  ifsc!: string;

  @Field(() => FirmNameScalar, { nullable: true, description: 'The name to compare with the one at the bank.' })
  name?: string | null;

  @Field(() => PhoneScalar, {
    nullable: true,
    description: 'A phone number of the holder. No bank compares it, so a check with one is CAUTION at best.',
  })
  phone?: string | null;
}

export function toBankAccount({ accountNumber, ifsc, name, phone }: VerifyBankAccountInput): BankAccountCheckInput {
  return { accountNumber, ifsc, name: name ?? null, phone: phone ?? null };
}

const VerifyBankAccountResult = checkResult('VerifyBankAccountResult');

@Resolver()
class BankAccountResolver {
  constructor(private readonly service: CheckService) {}

  @Mutation(() => VerifyBankAccountResult, {
    description: 'Checks a bank account with the bank. Costs money; sent once.',
  })
  verifyBankAccount(
    @Arg('input', () => VerifyBankAccountInput, { description: 'The account.' }) input: VerifyBankAccountInput,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    return afterCheck(context, async () =>
      this.service.check(actor, 'BANK_ACCOUNT', toBankAccount(input), context.call),
    );
  }
}

export const bankAccountApi = defineCheckApi(BankAccountResolver, { verifyBankAccount: SIGNED_IN });
