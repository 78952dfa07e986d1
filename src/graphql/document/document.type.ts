import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import {
  COPY_STATES,
  type CopyState,
  DOCUMENT_KINDS,
  DOCUMENT_SIDES,
  DOCUMENT_STATES,
  type DocumentKind,
  type DocumentSide,
  type DocumentState,
} from '../../domain/document/document.js';
import { connectionType } from '../common/connection.js';
import { enumType } from '../common/enums.js';
import { NodeInterface } from '../common/node.type.js';
import { PROVIDER_PROBLEMS, resultUnion } from '../common/result-union.js';
import { DateTimeScalar } from '../scalars/date.scalars.js';
import { CountryCode3Scalar } from '../scalars/token.scalars.js';

export const DocumentKindEnum = enumType<DocumentKind>('DocumentKind', 'What a document is.', DOCUMENT_KINDS, {
  PAN_CARD: 'A PAN card.',
  AADHAAR_CARD: 'An Aadhaar card or letter.',
  PASSPORT: 'A passport.',
  DRIVING_LICENCE: 'A driving licence.',
  VOTER_ID: 'A voter id.',
  ID_CARD: 'Another identity card.',
  RESIDENCE_PERMIT: 'A residence permit.',
  SELFIE: 'A photo of the face.',
  UTILITY_BILL: 'A utility bill.',
  BANK_STATEMENT: 'A bank statement.',
  CLIENT_MASTER_COPY: 'The client master copy of a demat account.',
  OTHER: 'Something else.',
});

export const DocumentSideEnum = enumType<DocumentSide>('DocumentSide', 'Which side of a card.', DOCUMENT_SIDES, {
  FRONT: 'The front.',
  BACK: 'The back.',
});

export const DocumentStateEnum = enumType<DocumentState>(
  'DocumentState',
  'Whether the bytes are there.',
  DOCUMENT_STATES,
  {
    PENDING: 'On their way.',
    STORED: 'Stored.',
    MISSING: 'Found to be gone.',
  },
);

export const CopyStateEnum = enumType<CopyState>(
  'DocumentCopyState',
  'What became of a copy for a provider.',
  COPY_STATES,
  {
    SENDING: 'On its way.',
    SENT: 'The provider has it.',
    FAILED: 'The provider does not have it.',
    UNKNOWN: 'The provider may have it; no answer came back.',
  },
);

@ObjectType('DocumentCopy', { description: 'A document as it was given to a provider.', simpleResolvers: true })
export class DocumentCopyType {
  @Field(() => ID, { description: 'The provider.' })
  providerId!: string;

  @Field(() => ID, {
    nullable: true,
    description: "The provider's id of it: forms of a runner refer to files by this.",
  })
  providerDocumentId!: string | null;

  @Field(() => CopyStateEnum, { description: 'What became of it.' })
  state!: CopyState;

  @Field(() => String, { nullable: true, description: 'One of the PROVIDER_* codes when it failed.' })
  errorCode!: string | null;

  @Field(() => [String], { description: 'What the provider remarked about the image, as labels.' })
  remarks!: readonly string[];

  @Field(() => DateTimeScalar, { description: 'When it was sent.' })
  createdAt!: Date;
}

@ObjectType('Document', { implements: NodeInterface, description: 'A file held once, and its copies at providers.' })
export class DocumentType extends NodeInterface {
  @Field(() => DocumentKindEnum, { description: 'What it is.' })
  kind!: DocumentKind;

  @Field(() => DocumentSideEnum, { nullable: true, description: 'Which side of a card.' })
  side!: DocumentSide | null;

  @Field(() => String, { nullable: true, description: 'The issuing country, ISO 3166 alpha-3.' })
  country!: string | null;

  @Field(() => String, { description: 'The name of the file as it was uploaded.' })
  filename!: string;

  @Field(() => String, { description: 'Media type, found from the bytes.' })
  contentType!: string;

  @Field(() => Int, { description: 'Size in bytes.' })
  sizeBytes!: number;

  @Field(() => String, { description: 'SHA-256 of the bytes, hex.' })
  sha256!: string;

  @Field(() => DocumentStateEnum, { description: 'Whether the bytes are there.' })
  state!: DocumentState;

  @Field(() => DateTimeScalar, { description: 'When it was uploaded.' })
  createdAt!: Date;
}

@InputType('UploadDocumentInput', { description: 'What the uploaded file is and where a copy goes at once.' })
export class UploadDocumentInput {
  @Field(() => DocumentKindEnum, { description: 'What it is.' })
  kind!: DocumentKind;

  @Field(() => DocumentSideEnum, { nullable: true, description: 'Which side of a card.' })
  side?: DocumentSide | null;

  @Field(() => CountryCode3Scalar, {
    nullable: true,
    description: 'The issuing country; IND when a provider must be told one.',
  })
  country?: string | null;

  @Field(() => ID, { nullable: true, description: 'Give a copy to the screening provider for this Applicant.' })
  applicantId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Give a copy to the workflow provider for this Runner.' })
  runnerId?: string | null;
}

export const DocumentConnection = connectionType('Document', () => DocumentType);
export const UploadDocumentResult = resultUnion('UploadDocumentResult', 'Document', () => DocumentType, [
  'ValidationProblem',
  ...PROVIDER_PROBLEMS,
]);
