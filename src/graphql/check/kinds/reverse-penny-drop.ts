import { Arg, Ctx, Field, InputType, Mutation, Resolver } from 'type-graphql';
import type { CheckService } from '../../../domain/check/check-service.js';
import { SIGNED_IN } from '../../access/access-rule.js';
import { type GraphqlContext, requireActor } from '../../context/context.js';
import { FirmNameScalar } from '../../scalars/text.scalars.js';
import { afterCheck } from '../after-check.js';
import { defineCheckApi } from '../check-api.js';
import { checkResult } from '../check-result.js';

@InputType('StartReversePennyDropInput', { description: 'Whose account it is.' })
export class StartReversePennyDropInput {
  @Field(() => FirmNameScalar, { nullable: true, description: 'The name to compare with the one at the bank.' })
  name?: string | null;
}

const StartReversePennyDropResult = checkResult('StartReversePennyDropResult');

@Resolver()
class ReversePennyDropResolver {
  constructor(private readonly service: CheckService) {}

  @Mutation(() => StartReversePennyDropResult, {
    description:
      'Asks the holder of an account to pay one rupee, which shows the account and is paid back: `nextAction` is the UPI link. Costs money; sent once.',
  })
  startReversePennyDrop(
    @Arg('input', () => StartReversePennyDropInput, { description: 'Whose account.' })
    input: StartReversePennyDropInput,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    return afterCheck(context, async () =>
      this.service.check(actor, 'REVERSE_PENNY_DROP', { name: input.name ?? null }, context.call),
    );
  }
}

export const reversePennyDropApi = defineCheckApi(ReversePennyDropResolver, { startReversePennyDrop: SIGNED_IN });
