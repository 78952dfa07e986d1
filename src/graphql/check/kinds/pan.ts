import { Arg, Ctx, Field, InputType, Mutation, Resolver } from 'type-graphql';
import type { CheckService } from '../../../domain/check/check-service.js';
import { SIGNED_IN } from '../../access/access-rule.js';
import { type GraphqlContext, requireActor } from '../../context/context.js';
import { PanScalar } from '../../scalars/identifier.scalars.js';
import { FirmNameScalar } from '../../scalars/text.scalars.js';
import { afterCheck } from '../after-check.js';
import { defineCheckApi } from '../check-api.js';
import { checkResult } from '../check-result.js';

@InputType('VerifyPanInput', { description: 'A PAN to check.' })
export class VerifyPanInput {
  @Field(() => PanScalar, { description: 'The number.' })
  pan!: string;

  @Field(() => FirmNameScalar, { nullable: true, description: 'The name to compare with the registered one.' })
  name?: string | null;
}

const VerifyPanResult = checkResult('VerifyPanResult');

@Resolver()
class PanResolver {
  constructor(private readonly service: CheckService) {}

  @Mutation(() => VerifyPanResult, { description: 'Checks a PAN with the tax registry. Costs money; sent once.' })
  verifyPan(
    @Arg('input', () => VerifyPanInput, { description: 'The PAN.' }) input: VerifyPanInput,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    return afterCheck(context, async () =>
      this.service.check(actor, 'PAN', { pan: input.pan, name: input.name ?? null }, context.call),
    );
  }
}

export const panApi = defineCheckApi(PanResolver, { verifyPan: SIGNED_IN });
