import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import type { CheckService } from '../../../domain/check/check-service.js';
import { OWNER } from '../../access/access-rule.js';
import { fromGlobalId } from '../../common/global-id.js';
import { type GraphqlContext, requireActor } from '../../context/context.js';
import { afterCheck } from '../after-check.js';
import { defineCheckApi } from '../check-api.js';
import { checkResult } from '../check-result.js';

const MaskAadhaarDocumentResult = checkResult('MaskAadhaarDocumentResult');

@Resolver()
class AadhaarMaskingResolver {
  constructor(private readonly service: CheckService) {}

  @Mutation(() => MaskAadhaarDocumentResult, {
    description:
      'Hides the first eight digits on the image of an Aadhaar card. The masked image is stored as a new Document: `evidence`. Costs money; sent once.',
  })
  maskAadhaarDocument(
    @Arg('documentId', () => ID, { description: 'The id of a Document: JPEG or PNG of an Aadhaar card.' })
    documentId: string,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    return afterCheck(context, async () =>
      this.service.maskAadhaar(actor, fromGlobalId('Document', documentId, 'documentId'), context.call),
    );
  }
}

export const aadhaarMaskingApi = defineCheckApi(AadhaarMaskingResolver, { maskAadhaarDocument: OWNER });
