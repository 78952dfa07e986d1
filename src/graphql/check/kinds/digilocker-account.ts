import { Arg, Ctx, Field, InputType, Mutation, Resolver } from 'type-graphql';
import type { CheckService } from '../../../domain/check/check-service.js';
import { invalid } from '../../../domain/kernel/problem.js';
import { SIGNED_IN } from '../../access/access-rule.js';
import { type GraphqlContext, requireActor } from '../../context/context.js';
import { AadhaarNumberScalar } from '../../scalars/check.scalars.js';
import { PhoneScalar } from '../../scalars/identifier.scalars.js';
import { afterCheck } from '../after-check.js';
import { defineCheckApi } from '../check-api.js';
import { checkResult } from '../check-result.js';

@InputType('CheckDigilockerAccountInput', { description: 'Whose account to look for: exactly one of the two.' })
export class CheckDigilockerAccountInput {
  @Field(() => PhoneScalar, { nullable: true, description: 'A mobile number.' })
  phone?: string | null;

  @Field(() => AadhaarNumberScalar, { nullable: true, description: 'An Aadhaar number.' })
  aadhaarNumber?: string | null;
}

const CheckDigilockerAccountResult = checkResult('CheckDigilockerAccountResult');

@Resolver()
class DigilockerAccountResolver {
  constructor(private readonly service: CheckService) {}

  @Mutation(() => CheckDigilockerAccountResult, {
    description: 'Tells whether a person has a DigiLocker account. Costs money; sent once.',
  })
  checkDigilockerAccount(
    @Arg('input', () => CheckDigilockerAccountInput, { description: 'Whose.' }) input: CheckDigilockerAccountInput,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    return afterCheck(context, async () =>
      this.service.check(actor, 'DIGILOCKER_ACCOUNT', toHolder(input), context.call),
    );
  }
}

export const digilockerAccountApi = defineCheckApi(DigilockerAccountResolver, { checkDigilockerAccount: SIGNED_IN });

function toHolder({ phone = null, aadhaarNumber = null }: CheckDigilockerAccountInput) {
  if ((phone === null) === (aadhaarNumber === null))
    throw invalid([{ field: 'input', message: 'must have exactly one of phone and aadhaarNumber' }]);
  return { phone, aadhaarNumber };
}
