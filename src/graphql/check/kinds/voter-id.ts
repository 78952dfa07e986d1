import { Arg, Ctx, Field, InputType, Mutation, Resolver } from 'type-graphql';
import type { CheckService } from '../../../domain/check/check-service.js';
import { SIGNED_IN } from '../../access/access-rule.js';
import { type GraphqlContext, requireActor } from '../../context/context.js';
import { EpicNumberScalar } from '../../scalars/check.scalars.js';
import { FirmNameScalar } from '../../scalars/text.scalars.js';
import { afterCheck } from '../after-check.js';
import { defineCheckApi } from '../check-api.js';
import { checkResult } from '../check-result.js';

@InputType('VerifyVoterIdInput', { description: 'A voter id to check.' })
export class VerifyVoterIdInput {
  @Field(() => EpicNumberScalar, { description: 'The number.' })
  epicNumber!: string;

  @Field(() => FirmNameScalar, { nullable: true, description: 'The name to compare with the registered one.' })
  name?: string | null;
}

const VerifyVoterIdResult = checkResult('VerifyVoterIdResult');

@Resolver()
class VoterIdResolver {
  constructor(private readonly service: CheckService) {}

  @Mutation(() => VerifyVoterIdResult, { description: 'Checks a voter id with its registry. Costs money; sent once.' })
  verifyVoterId(
    @Arg('input', () => VerifyVoterIdInput, { description: 'The voter id.' }) input: VerifyVoterIdInput,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    return afterCheck(context, async () =>
      this.service.check(actor, 'VOTER_ID', { epicNumber: input.epicNumber, name: input.name ?? null }, context.call),
    );
  }
}

export const voterIdApi = defineCheckApi(VoterIdResolver, { verifyVoterId: SIGNED_IN });
