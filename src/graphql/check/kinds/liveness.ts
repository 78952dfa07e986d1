import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import type { CheckService } from '../../../domain/check/check-service.js';
import { OWNER } from '../../access/access-rule.js';
import { fromGlobalId } from '../../common/global-id.js';
import { type GraphqlContext, requireActor } from '../../context/context.js';
import { afterCheck } from '../after-check.js';
import { defineCheckApi } from '../check-api.js';
import { checkResult } from '../check-result.js';

const CheckLivenessResult = checkResult('CheckLivenessResult');

@Resolver()
class LivenessResolver {
  constructor(private readonly service: CheckService) {}

  @Mutation(() => CheckLivenessResult, {
    description: 'Tells a live face from a picture of one. Costs money; sent once.',
  })
  checkLiveness(
    @Arg('documentId', () => ID, { description: 'The id of a Document: a JPEG or PNG of the face.' })
    documentId: string,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    return afterCheck(context, async () =>
      this.service.check(actor, 'LIVENESS', { file: fromGlobalId('Document', documentId, 'documentId') }, context.call),
    );
  }
}

export const livenessApi = defineCheckApi(LivenessResolver, { checkLiveness: OWNER });
