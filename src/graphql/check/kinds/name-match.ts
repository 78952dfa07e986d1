import { Arg, Ctx, Field, InputType, Mutation, Resolver } from 'type-graphql';
import type { CheckService } from '../../../domain/check/check-service.js';
import { SIGNED_IN } from '../../access/access-rule.js';
import { type GraphqlContext, requireActor } from '../../context/context.js';
import { FirmNameScalar } from '../../scalars/text.scalars.js';
import { afterCheck } from '../after-check.js';
import { defineCheckApi } from '../check-api.js';
import { checkResult } from '../check-result.js';

@InputType('MatchNamesInput', { description: 'Two names to compare.' })
export class MatchNamesInput {
  @Field(() => FirmNameScalar, { description: 'One name.' })
  name!: string;

  @Field(() => FirmNameScalar, { description: 'The other name.' })
  otherName!: string;
}

const MatchNamesResult = checkResult('MatchNamesResult');

@Resolver()
class NameMatchResolver {
  constructor(private readonly service: CheckService) {}

  @Mutation(() => MatchNamesResult, { description: 'Compares two names. Costs money; sent once.' })
  matchNames(
    @Arg('input', () => MatchNamesInput, { description: 'The names.' }) input: MatchNamesInput,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    return afterCheck(context, async () =>
      this.service.check(actor, 'NAME_MATCH', { name: input.name, otherName: input.otherName }, context.call),
    );
  }
}

export const nameMatchApi = defineCheckApi(NameMatchResolver, { matchNames: SIGNED_IN });
