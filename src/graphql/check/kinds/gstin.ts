import { Arg, Ctx, Field, InputType, Mutation, Resolver } from 'type-graphql';
import type { CheckService } from '../../../domain/check/check-service.js';
import { SIGNED_IN } from '../../access/access-rule.js';
import { type GraphqlContext, requireActor } from '../../context/context.js';
import { GstinScalar } from '../../scalars/identifier.scalars.js';
import { FirmNameScalar } from '../../scalars/text.scalars.js';
import { afterCheck } from '../after-check.js';
import { defineCheckApi } from '../check-api.js';
import { checkResult } from '../check-result.js';

@InputType('VerifyGstinInput', { description: 'A GSTIN to check.' })
export class VerifyGstinInput {
  @Field(() => GstinScalar, { description: 'The number.' })
  gstin!: string;

  @Field(() => FirmNameScalar, {
    nullable: true,
    description: 'The legal or the trade name of the business, to compare.',
  })
  businessName?: string | null;
}

const VerifyGstinResult = checkResult('VerifyGstinResult');

@Resolver()
class GstinResolver {
  constructor(private readonly service: CheckService) {}

  @Mutation(() => VerifyGstinResult, { description: 'Checks a GSTIN with the tax registry. Costs money; sent once.' })
  verifyGstin(
    @Arg('input', () => VerifyGstinInput, { description: 'The GSTIN.' }) input: VerifyGstinInput,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    return afterCheck(context, async () =>
      this.service.check(
        actor,
        'GSTIN',
        { gstin: input.gstin, businessName: input.businessName ?? null },
        context.call,
      ),
    );
  }
}

export const gstinApi = defineCheckApi(GstinResolver, { verifyGstin: SIGNED_IN });
