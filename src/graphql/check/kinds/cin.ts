import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { CheckService } from '../../../domain/check/check-service.js';
import { SIGNED_IN } from '../../access/access-rule.js';
import { type GraphqlContext, requireActor } from '../../context/context.js';
import { CinScalar } from '../../scalars/check.scalars.js';
import { afterCheck } from '../after-check.js';
import { defineCheckApi } from '../check-api.js';
import { checkResult } from '../check-result.js';

const VerifyCinResult = checkResult('VerifyCinResult');

@Resolver()
class CinResolver {
  constructor(private readonly service: CheckService) {}

  @Mutation(() => VerifyCinResult, {
    description: 'Checks a company number with its registry. Costs money; sent once.',
  })
  verifyCin(
    @Arg('cin', () => CinScalar, { description: 'The company number.' }) cin: string,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    return afterCheck(context, async () => this.service.check(actor, 'CIN', { cin }, context.call));
  }
}

export const cinApi = defineCheckApi(CinResolver, { verifyCin: SIGNED_IN });
