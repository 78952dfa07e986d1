import { Arg, Ctx, Field, ID, InputType, Mutation, Resolver } from 'type-graphql';
import type { CheckService } from '../../../domain/check/check-service.js';
import { READABLE_DOCUMENTS, type ReadableDocument } from '../../../domain/check/kinds/document-ocr.js';
import { OWNER } from '../../access/access-rule.js';
import { enumType } from '../../common/enums.js';
import { fromGlobalId } from '../../common/global-id.js';
import { type GraphqlContext, requireActor } from '../../context/context.js';
import { afterCheck } from '../after-check.js';
import { defineCheckApi } from '../check-api.js';
import { checkResult } from '../check-result.js';

const ReadableDocumentEnum = enumType<ReadableDocument>(
  'ReadableDocument',
  'A document whose fields can be read from its image.',
  READABLE_DOCUMENTS,
  {
    PAN: 'A PAN card.',
    AADHAAR: 'An Aadhaar card.',
    DRIVING_LICENCE: 'A driving licence.',
    VOTER_ID: 'A voter id.',
    PASSPORT: 'A passport.',
    VEHICLE_RC: 'The registration of a vehicle.',
    CANCELLED_CHEQUE: 'A cancelled cheque.',
    INVOICE: 'An invoice.',
  },
);

@InputType('ReadDocumentInput', { description: 'An image to read.' })
export class ReadDocumentInput {
  @Field(() => ID, { description: 'The id of a Document: JPEG, PNG or PDF.' })
  documentId!: string;

  @Field(() => ReadableDocumentEnum, { description: 'What it shows.' })
  kind!: ReadableDocument;
}

const ReadDocumentResult = checkResult('ReadDocumentResult');

@Resolver()
class DocumentOcrResolver {
  constructor(private readonly service: CheckService) {}

  @Mutation(() => ReadDocumentResult, {
    description:
      'Reads the fields of an identity document from its image and looks for signs of forgery. Costs money; sent once.',
  })
  readDocument(
    @Arg('input', () => ReadDocumentInput, { description: 'The image.' }) input: ReadDocumentInput,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    return afterCheck(context, async () =>
      this.service.check(
        actor,
        'DOCUMENT_OCR',
        { file: fromGlobalId('Document', input.documentId, 'input.documentId'), kind: input.kind },
        context.call,
      ),
    );
  }
}

export const documentOcrApi = defineCheckApi(DocumentOcrResolver, { readDocument: OWNER });
