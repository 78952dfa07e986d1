import { Arg, Ctx, Field, InputType, Mutation, Resolver } from 'type-graphql';
import type { CheckService } from '../../../domain/check/check-service.js';
import { SIGNED_IN } from '../../access/access-rule.js';
import { type GraphqlContext, requireActor } from '../../context/context.js';
import { DateScalar } from '../../scalars/date.scalars.js';
import { PanScalar } from '../../scalars/identifier.scalars.js';
import { FirmNameScalar } from '../../scalars/text.scalars.js';
import { afterCheck } from '../after-check.js';
import { defineCheckApi } from '../check-api.js';
import { checkResult } from '../check-result.js';

@InputType('VerifyPanLiteInput', { description: 'A PAN to compare with a person.' })
export class VerifyPanLiteInput {
  @Field(() => PanScalar, { description: 'The number.' })
  pan!: string;

  @Field(() => FirmNameScalar, { description: 'The name on it.' })
  name!: string;

  @Field(() => DateScalar, { description: 'The date of birth of the holder.' })
  dateOfBirth!: string;
}

const VerifyPanLiteResult = checkResult('VerifyPanLiteResult');

@Resolver()
class PanLiteResolver {
  constructor(private readonly service: CheckService) {}

  @Mutation(() => VerifyPanLiteResult, {
    description: 'Checks whether a PAN belongs to a name and a date of birth. Costs money; sent once.',
  })
  verifyPanLite(
    @Arg('input', () => VerifyPanLiteInput, { description: 'The PAN and the person.' }) input: VerifyPanLiteInput,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    return afterCheck(context, async () =>
      this.service.check(
        actor,
        'PAN_LITE',
        { pan: input.pan, name: input.name, dateOfBirth: input.dateOfBirth },
        context.call,
      ),
    );
  }
}

export const panLiteApi = defineCheckApi(PanLiteResolver, { verifyPanLite: SIGNED_IN });
