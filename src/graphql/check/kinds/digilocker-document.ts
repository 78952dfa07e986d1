import { Arg, Ctx, Field, ID, InputType, Mutation, Resolver } from 'type-graphql';
import type { CheckService } from '../../../domain/check/check-service.js';
import type { DigilockerDocument } from '../../../domain/check/kinds/digilocker.js';
import { OWNER } from '../../access/access-rule.js';
import { fromGlobalId } from '../../common/global-id.js';
import { type GraphqlContext, requireActor } from '../../context/context.js';
import { afterCheck } from '../after-check.js';
import { defineCheckApi } from '../check-api.js';
import { checkResult } from '../check-result.js';
import { DigilockerDocumentEnum } from './digilocker.js';

@InputType('FetchDigilockerDocumentInput', { description: 'A document that was shared.' })
export class FetchDigilockerDocumentInput {
  @Field(() => ID, { description: 'The id of the Verification of `startDigilocker`.' })
  verificationId!: string;

  @Field(() => DigilockerDocumentEnum, { description: 'Which one.' })
  document!: DigilockerDocument;
}

const FetchDigilockerDocumentResult = checkResult('FetchDigilockerDocumentResult');

@Resolver()
class DigilockerDocumentResolver {
  constructor(private readonly service: CheckService) {}

  @Mutation(() => FetchDigilockerDocumentResult, {
    description:
      'Fetches a document that a person shared; possible for an hour after they consented. PROCESSING: try again soon.',
  })
  fetchDigilockerDocument(
    @Arg('input', () => FetchDigilockerDocumentInput, { description: 'Which document.' })
    input: FetchDigilockerDocumentInput,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    return afterCheck(context, async () =>
      this.service.fetchDigilockerDocument(
        actor,
        fromGlobalId('Verification', input.verificationId, 'input.verificationId'),
        input.document,
        context.call,
      ),
    );
  }
}

export const digilockerDocumentApi = defineCheckApi(DigilockerDocumentResolver, { fetchDigilockerDocument: OWNER });
