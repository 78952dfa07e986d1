import { Arg, Ctx, Field, InputType, Mutation, Resolver } from 'type-graphql';
import type { CheckService } from '../../../domain/check/check-service.js';
import { SIGNED_IN } from '../../access/access-rule.js';
import { type GraphqlContext, requireActor } from '../../context/context.js';
import { PassportFileNumberScalar } from '../../scalars/check.scalars.js';
import { DateScalar } from '../../scalars/date.scalars.js';
import { FirmNameScalar } from '../../scalars/text.scalars.js';
import { afterCheck } from '../after-check.js';
import { defineCheckApi } from '../check-api.js';
import { checkResult } from '../check-result.js';

@InputType('VerifyPassportInput', { description: 'A passport to check.' })
export class VerifyPassportInput {
  @Field(() => PassportFileNumberScalar, {
    description: 'The file number of the application, as printed on the last page.',
  })
  fileNumber!: string;

  @Field(() => DateScalar, { description: 'The date of birth of the holder.' })
  dateOfBirth!: string;

  @Field(() => FirmNameScalar, { nullable: true, description: 'The name to compare with the registered one.' })
  name?: string | null;
}

const VerifyPassportResult = checkResult('VerifyPassportResult');

@Resolver()
class PassportResolver {
  constructor(private readonly service: CheckService) {}

  @Mutation(() => VerifyPassportResult, {
    description: 'Checks a passport application with its registry. Costs money; sent once.',
  })
  verifyPassport(
    @Arg('input', () => VerifyPassportInput, { description: 'The passport.' }) input: VerifyPassportInput,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    return afterCheck(context, async () =>
      this.service.check(
        actor,
        'PASSPORT',
        { fileNumber: input.fileNumber, dateOfBirth: input.dateOfBirth, name: input.name ?? null },
        context.call,
      ),
    );
  }
}

export const passportApi = defineCheckApi(PassportResolver, { verifyPassport: SIGNED_IN });
