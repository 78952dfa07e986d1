import { Arg, Ctx, Field, ID, InputType, Mutation, Resolver } from 'type-graphql';
import type { CheckService } from '../../../domain/check/check-service.js';
import { OWNER } from '../../access/access-rule.js';
import { fromGlobalId } from '../../common/global-id.js';
import { type GraphqlContext, requireActor } from '../../context/context.js';
import { afterCheck } from '../after-check.js';
import { defineCheckApi } from '../check-api.js';
import { checkResult } from '../check-result.js';

@InputType('MatchFacesInput', { description: 'Two images, each of one face.' })
export class MatchFacesInput {
  @Field(() => ID, { description: 'The id of a Document: JPEG or PNG.' })
  firstDocumentId!: string;

  @Field(() => ID, { description: 'The id of another Document: JPEG or PNG.' })
  secondDocumentId!: string;
}

const MatchFacesResult = checkResult('MatchFacesResult');

@Resolver()
class FaceMatchResolver {
  constructor(private readonly service: CheckService) {}

  @Mutation(() => MatchFacesResult, {
    description: 'Tells whether two images show the same face. Costs money; sent once.',
  })
  matchFaces(
    @Arg('input', () => MatchFacesInput, { description: 'The images.' }) input: MatchFacesInput,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    return afterCheck(context, async () =>
      this.service.check(
        actor,
        'FACE_MATCH',
        {
          first: fromGlobalId('Document', input.firstDocumentId, 'input.firstDocumentId'),
          second: fromGlobalId('Document', input.secondDocumentId, 'input.secondDocumentId'),
        },
        context.call,
      ),
    );
  }
}

export const faceMatchApi = defineCheckApi(FaceMatchResolver, { matchFaces: OWNER });
