import { Arg, Ctx, Field, InputType, Mutation, Resolver } from 'type-graphql';
import type { CheckService } from '../../../domain/check/check-service.js';
import { SIGNED_IN } from '../../access/access-rule.js';
import { type GraphqlContext, requireActor } from '../../context/context.js';
import { PanScalar } from '../../scalars/identifier.scalars.js';
import { FirmNameScalar } from '../../scalars/text.scalars.js';
import { afterCheck } from '../after-check.js';
import { defineCheckApi } from '../check-api.js';
import { checkResult } from '../check-result.js';

@InputType('VerifyPanAdvancedInput', { description: 'A PAN to check in full detail.' })
export class VerifyPanAdvancedInput {
  @Field(() => PanScalar, { description: 'The number.' })
  pan!: string;

  @Field(() => FirmNameScalar, { nullable: true, description: 'The name to compare with the registered one.' })
  name?: string | null;
}

const VerifyPanAdvancedResult = checkResult('VerifyPanAdvancedResult');

@Resolver()
class PanAdvancedResolver {
  constructor(private readonly service: CheckService) {}

  @Mutation(() => VerifyPanAdvancedResult, {
    description:
      'Checks a PAN with the tax registry, with everything that the registry tells of its holder. Costs money; sent once.',
  })
  verifyPanAdvanced(
    @Arg('input', () => VerifyPanAdvancedInput, { description: 'The PAN.' }) input: VerifyPanAdvancedInput,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    return afterCheck(context, async () =>
      this.service.check(actor, 'PAN_ADVANCED', { pan: input.pan, name: input.name ?? null }, context.call),
    );
  }
}

export const panAdvancedApi = defineCheckApi(PanAdvancedResolver, { verifyPanAdvanced: SIGNED_IN });
