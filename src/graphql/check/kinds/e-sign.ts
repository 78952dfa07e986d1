import { Arg, Ctx, Field, ID, InputType, Int, Mutation, Resolver } from 'type-graphql';
import type { CheckService } from '../../../domain/check/check-service.js';
import { invalid } from '../../../domain/kernel/problem.js';
import { OWNER } from '../../access/access-rule.js';
import { fromGlobalId } from '../../common/global-id.js';
import { type GraphqlContext, requireActor } from '../../context/context.js';
import { HttpsUrlScalar } from '../../scalars/check.scalars.js';
import { EmailAddressScalar, PhoneScalar } from '../../scalars/identifier.scalars.js';
import { PersonNameScalar } from '../../scalars/text.scalars.js';
import { afterCheck } from '../after-check.js';
import { defineCheckApi } from '../check-api.js';
import { checkResult } from '../check-result.js';

@InputType('StartESignInput', { description: 'A document and who signs it.' })
export class StartESignInput {
  @Field(() => ID, { description: 'The id of a Document: PDF.' })
  documentId!: string;

  @Field(() => PersonNameScalar, { description: 'Name of the signer.' })
  signerName!: string;

  @Field(() => EmailAddressScalar, { description: 'Where the provider writes to the signer.' })
  signerEmail!: string;

  @Field(() => PhoneScalar, { nullable: true, description: 'Mobile number of the signer.' })
  signerPhone?: string | null;

  @Field(() => HttpsUrlScalar, { nullable: true, description: 'Where the signer goes afterwards.' })
  redirectUrl?: string | null;

  @Field(() => Int, { nullable: true, description: 'How many days the link works, 1 to 30; 7 when absent.' })
  expiresInDays?: number | null;
}

const StartESignResult = checkResult('StartESignResult');

@Resolver()
class ESignResolver {
  constructor(private readonly service: CheckService) {}

  @Mutation(() => StartESignResult, {
    description:
      'Has a PDF signed with the Aadhaar of a person: `nextAction` is the page to open. Costs money; sent once.',
  })
  startESign(
    @Arg('input', () => StartESignInput, { description: 'The document.' }) input: StartESignInput,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    return afterCheck(context, async () => this.service.check(actor, 'E_SIGN', toSigning(input), context.call));
  }
}

export const eSignApi = defineCheckApi(ESignResolver, { startESign: OWNER });

function toSigning(input: StartESignInput) {
  const file = fromGlobalId('Document', input.documentId, 'input.documentId');
  const { signerName, signerEmail, signerPhone = null, redirectUrl = null } = input;
  const expiresInDays = input.expiresInDays ?? 7;
  if (expiresInDays < 1 || expiresInDays > 30)
    throw invalid([{ field: 'input.expiresInDays', message: 'must be 1 to 30' }]);
  return { file, signerName, signerEmail, signerPhone, redirectUrl, expiresInDays };
}
