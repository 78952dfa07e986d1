import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import type { CheckService } from '../../domain/check/check-service.js';
import { invalid } from '../../domain/problem.js';
import type { Actor } from '../../domain/session/actor.js';
import { fromGlobalId } from '../common/global-id.js';
import { type GraphqlContext, requireActor } from '../context.js';
import { afterCheck } from '../verification/after-check.js';
import { MaskAadhaarDocumentResult, MatchFacesResult, ReadDocumentResult, StartESignResult } from './check-results.js';
import { MatchFacesInput, ReadDocumentInput, StartESignInput } from './document-check.input.js';

/** Checks of stored files. */
@Resolver()
export class DocumentCheckResolver {
  constructor(private readonly service: CheckService) {}

  @Mutation(() => MatchFacesResult, {
    description: 'Tells whether two images show the same face. Costs money; sent once.',
  })
  matchFaces(
    @Arg('input', () => MatchFacesInput, { description: 'The images.' }) input: MatchFacesInput,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    return afterCheck(context, () =>
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

  @Mutation(() => ReadDocumentResult, {
    description:
      'Reads the fields of an identity document from its image and looks for signs of forgery. Costs money; sent once.',
  })
  readDocument(
    @Arg('input', () => ReadDocumentInput, { description: 'The image.' }) input: ReadDocumentInput,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    return afterCheck(context, () =>
      this.service.check(
        actor,
        'DOCUMENT_OCR',
        { file: fromGlobalId('Document', input.documentId, 'input.documentId'), kind: input.kind },
        context.call,
      ),
    );
  }

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
    return afterCheck(context, () =>
      this.service.maskAadhaar(actor, fromGlobalId('Document', documentId, 'documentId'), context.call),
    );
  }

  @Mutation(() => StartESignResult, {
    description:
      'Has a PDF signed with the Aadhaar of a person: `nextAction` is the page to open. Costs money; sent once.',
  })
  startESign(
    @Arg('input', () => StartESignInput, { description: 'The document.' }) input: StartESignInput,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    return afterCheck(context, async () => startSigning(this.service, actor, input, context));
  }
}

function startSigning(service: CheckService, actor: Actor, input: StartESignInput, context: GraphqlContext) {
  const file = fromGlobalId('Document', input.documentId, 'input.documentId');
  const { signerName, signerEmail, signerPhone = null, redirectUrl = null } = input;
  const expiresInDays = input.expiresInDays ?? 7;
  if (expiresInDays < 1 || expiresInDays > 30)
    throw invalid([{ field: 'input.expiresInDays', message: 'must be 1 to 30' }]);
  const signer = { file, signerName, signerEmail, signerPhone, redirectUrl, expiresInDays };
  return service.check(actor, 'E_SIGN', signer, context.call);
}
