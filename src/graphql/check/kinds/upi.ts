import { Arg, Ctx, Field, InputType, Mutation, Resolver } from 'type-graphql';
import type { CheckService } from '../../../domain/check/check-service.js';
import { SIGNED_IN } from '../../access/access-rule.js';
import { type GraphqlContext, requireActor } from '../../context/context.js';
import { UpiAddressScalar } from '../../scalars/check.scalars.js';
import { FirmNameScalar } from '../../scalars/text.scalars.js';
import { afterCheck } from '../after-check.js';
import { defineCheckApi } from '../check-api.js';
import { checkResult } from '../check-result.js';

@InputType('VerifyUpiInput', { description: 'A UPI address to check.' })
export class VerifyUpiInput {
  @Field(() => UpiAddressScalar, { description: 'The address.' })
  vpa!: string;

  @Field(() => FirmNameScalar, { nullable: true, description: 'The name to compare with the one at the bank.' })
  name?: string | null;
}

const VerifyUpiResult = checkResult('VerifyUpiResult');

@Resolver()
class UpiResolver {
  constructor(private readonly service: CheckService) {}

  @Mutation(() => VerifyUpiResult, { description: 'Checks a UPI address with its bank. Costs money; sent once.' })
  verifyUpi(
    @Arg('input', () => VerifyUpiInput, { description: 'The address.' }) input: VerifyUpiInput,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    return afterCheck(context, async () =>
      this.service.check(actor, 'UPI', { vpa: input.vpa, name: input.name ?? null }, context.call),
    );
  }
}

export const upiApi = defineCheckApi(UpiResolver, { verifyUpi: SIGNED_IN });
