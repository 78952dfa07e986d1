import { Field, ID, InputType, Int } from 'type-graphql';
import type { ReadableDocument } from '../../domain/check/kinds/document-ocr.js';
import { HttpsUrlScalar } from '../scalars/check.scalars.js';
import { EmailAddressScalar, PhoneScalar } from '../scalars/identifier.scalars.js';
import { PersonNameScalar } from '../scalars/text.scalars.js';
import { ReadableDocumentEnum } from './check-enums.js';

@InputType('MatchFacesInput', { description: 'Two images, each of one face.' })
export class MatchFacesInput {
  @Field(() => ID, { description: 'The id of a Document: JPEG or PNG.' })
  firstDocumentId!: string;

  @Field(() => ID, { description: 'The id of another Document: JPEG or PNG.' })
  secondDocumentId!: string;
}

@InputType('ReadDocumentInput', { description: 'An image to read.' })
export class ReadDocumentInput {
  @Field(() => ID, { description: 'The id of a Document: JPEG, PNG or PDF.' })
  documentId!: string;

  @Field(() => ReadableDocumentEnum, { description: 'What it shows.' })
  kind!: ReadableDocument;
}

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
