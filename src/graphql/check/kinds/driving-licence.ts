import { Arg, Ctx, Field, InputType, Mutation, Resolver } from 'type-graphql';
import type { CheckService } from '../../../domain/check/check-service.js';
import { SIGNED_IN } from '../../access/access-rule.js';
import { type GraphqlContext, requireActor } from '../../context/context.js';
import { DrivingLicenceNumberScalar } from '../../scalars/check.scalars.js';
import { DateScalar } from '../../scalars/date.scalars.js';
import { afterCheck } from '../after-check.js';
import { defineCheckApi } from '../check-api.js';
import { checkResult } from '../check-result.js';

@InputType('VerifyDrivingLicenceInput', { description: 'A driving licence to check.' })
export class VerifyDrivingLicenceInput {
  @Field(() => DrivingLicenceNumberScalar, { description: 'The number.' })
  licenceNumber!: string;

  @Field(() => DateScalar, { description: 'The date of birth of the holder.' })
  dateOfBirth!: string;
}

const VerifyDrivingLicenceResult = checkResult('VerifyDrivingLicenceResult');

@Resolver()
class DrivingLicenceResolver {
  constructor(private readonly service: CheckService) {}

  @Mutation(() => VerifyDrivingLicenceResult, {
    description: 'Checks a driving licence with its registry. Costs money; sent once.',
  })
  verifyDrivingLicence(
    @Arg('input', () => VerifyDrivingLicenceInput, { description: 'The licence.' }) input: VerifyDrivingLicenceInput,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    return afterCheck(context, async () =>
      this.service.check(
        actor,
        'DRIVING_LICENCE',
        { licenceNumber: input.licenceNumber, dateOfBirth: input.dateOfBirth },
        context.call,
      ),
    );
  }
}

export const drivingLicenceApi = defineCheckApi(DrivingLicenceResolver, { verifyDrivingLicence: SIGNED_IN });
