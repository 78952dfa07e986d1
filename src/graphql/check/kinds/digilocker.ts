import { Arg, Ctx, Field, InputType, Mutation, Resolver } from 'type-graphql';
import type { CheckService } from '../../../domain/check/check-service.js';
import {
  DIGILOCKER_DOCUMENTS,
  DIGILOCKER_FLOWS,
  type DigilockerDocument,
  type DigilockerFlow,
} from '../../../domain/check/kinds/digilocker.js';
import { invalid } from '../../../domain/kernel/problem.js';
import { SIGNED_IN } from '../../access/access-rule.js';
import { enumType } from '../../common/enums.js';
import { type GraphqlContext, requireActor } from '../../context/context.js';
import { HttpsUrlScalar } from '../../scalars/check.scalars.js';
import { afterCheck } from '../after-check.js';
import { defineCheckApi } from '../check-api.js';
import { checkResult } from '../check-result.js';

export const DigilockerDocumentEnum = enumType<DigilockerDocument>(
  'DigilockerDocument',
  'A document that a person can share from DigiLocker.',
  DIGILOCKER_DOCUMENTS,
  { AADHAAR: 'The Aadhaar card.', PAN: 'The PAN card.', DRIVING_LICENCE: 'The driving licence.' },
);

const DigilockerFlowEnum = enumType<DigilockerFlow>(
  'DigilockerFlow',
  'Whether the person already has a DigiLocker account.',
  DIGILOCKER_FLOWS,
  { SIGN_IN: 'They sign in.', SIGN_UP: 'They make an account first.' },
);

@InputType('StartDigilockerInput', { description: 'What the person is asked to share from DigiLocker.' })
export class StartDigilockerInput {
  @Field(() => [DigilockerDocumentEnum], { description: 'Which documents; at least one.' })
  documents!: DigilockerDocument[];

  @Field(() => HttpsUrlScalar, { nullable: true, description: 'Where the person goes afterwards.' })
  redirectUrl?: string | null;

  @Field(() => DigilockerFlowEnum, {
    nullable: true,
    description: 'Whether they have an account; SIGN_UP when absent.',
  })
  flow?: DigilockerFlow | null;
}

const StartDigilockerResult = checkResult('StartDigilockerResult');

@Resolver()
class DigilockerResolver {
  constructor(private readonly service: CheckService) {}

  @Mutation(() => StartDigilockerResult, {
    description:
      'Asks a person to share documents from DigiLocker: `nextAction` is the page to open, which works for ten minutes. Costs money; sent once.',
  })
  startDigilocker(
    @Arg('input', () => StartDigilockerInput, { description: 'What to ask for.' }) input: StartDigilockerInput,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    return afterCheck(context, async () => this.service.check(actor, 'DIGILOCKER', toSession(input), context.call));
  }
}

export const digilockerApi = defineCheckApi(DigilockerResolver, { startDigilocker: SIGNED_IN });

function toSession({ documents: named, redirectUrl = null, flow }: StartDigilockerInput) {
  const documents = [...new Set(named)];
  if (documents.length === 0) throw invalid([{ field: 'input.documents', message: 'must name at least one document' }]);
  return { documents, redirectUrl, flow: flow ?? 'SIGN_UP' };
}
