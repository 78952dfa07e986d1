import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { NewApplicant } from '../../domain/applicant/applicant-service.js';
import { connectionType } from '../common/connection.js';
import { NodeInterface } from '../common/node.type.js';
import { PROVIDER_PROBLEMS, resultUnion } from '../common/result-union.js';
import { DateTimeScalar } from '../scalars/date.scalars.js';
import { EmailAddressScalar, PhoneScalar } from '../scalars/identifier.scalars.js';
import { LabelScalar, PersonNameScalar } from '../scalars/text.scalars.js';
import { SourceKeyScalar } from '../scalars/token.scalars.js';

@ObjectType('ExtractedData', {
  description: "What the screening provider read from the person's documents.",
  simpleResolvers: true,
})
export class ExtractedDataType {
  @Field(() => String, { nullable: true, description: 'Given names.' })
  firstName!: string | null;

  @Field(() => String, { nullable: true, description: 'Family name.' })
  lastName!: string | null;

  @Field(() => String, { nullable: true, description: 'Date of birth, masked, e.g. `1990-XX-XX`.' })
  dateOfBirth!: string | null;

  @Field(() => String, { nullable: true, description: 'The country of the document, ISO 3166 alpha-3.' })
  documentCountry!: string | null;

  @Field(() => String, { nullable: true, description: 'House number, masked.' })
  streetNumber!: string | null;

  @Field(() => String, { nullable: true, description: 'Street, masked.' })
  street!: string | null;

  @Field(() => String, { nullable: true, description: 'City.' })
  city!: string | null;

  @Field(() => String, { nullable: true, description: 'State.' })
  state!: string | null;

  @Field(() => String, { nullable: true, description: 'Postal code.' })
  postcode!: string | null;
}

@ObjectType('ApplicantDetails', {
  description: 'What the screening provider was told about the person.',
  simpleResolvers: true,
})
export class ApplicantDetailsType {
  @Field(() => String, { nullable: true, description: 'Email address, masked.' })
  email!: string | null;

  @Field(() => String, { nullable: true, description: 'Phone number, masked.' })
  phone!: string | null;

  @Field(() => String, { nullable: true, description: 'Given names.' })
  firstName!: string | null;

  @Field(() => String, { nullable: true, description: 'Family name.' })
  lastName!: string | null;

  @Field(() => String, { nullable: true, description: 'The flow.' })
  flowName!: string | null;

  @Field(() => [String], { description: 'Labels that the provider keeps.' })
  tags!: readonly string[];
}

@ObjectType('Applicant', {
  implements: NodeInterface,
  description: 'One person on one flow of a screening provider (Personr). Fields of the provider are read live.',
})
export class ApplicantType extends NodeInterface {
  @Field(() => ID, { description: 'The screening provider.' })
  providerId!: string;

  @Field(() => String, { nullable: true, description: "The provider's flow; null: the configured default." })
  flowName!: string | null;

  @Field(() => String, { nullable: true, description: 'Your own label for where the applicant came from.' })
  sourceKey!: string | null;

  @Field(() => Int, { description: 'How often a check was requested through this API.' })
  checkRequests!: number;

  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  createdAt!: Date;

  @Field(() => DateTimeScalar, { description: 'When the local record last changed.' })
  updatedAt!: Date;
}

@InputType('CreateApplicantInput', {
  description: "A new applicant; what is absent is taken from the signed-in user's account.",
})
export class CreateApplicantInput {
  @Field(() => LabelScalar, {
    nullable: true,
    description: "The provider's exact flow name; absent: the configured default.",
  })
  flowName?: string | null;

  @Field(() => SourceKeyScalar, { nullable: true, description: 'Your own label for where the applicant comes from.' })
  sourceKey?: string | null;

  @Field(() => EmailAddressScalar, { nullable: true, description: 'Email address.' })
  email?: string | null;

  @Field(() => PhoneScalar, { nullable: true, description: 'Phone number.' })
  phone?: string | null;

  @Field(() => PersonNameScalar, { nullable: true, description: 'Given names.' })
  firstName?: string | null;

  @Field(() => PersonNameScalar, { nullable: true, description: 'Family name.' })
  lastName?: string | null;

  @Field(() => [SourceKeyScalar], {
    nullable: true,
    description:
      "Further ids of the person in your own systems, at most 20. The account's id is always sent with them.",
  })
  externalUserIds?: string[] | null;
}

export function toNewApplicant(input: CreateApplicantInput): NewApplicant {
  const { flowName = null, sourceKey = null, email = null, phone = null, firstName = null, lastName = null } = input;
  return { flowName, sourceKey, email, phone, firstName, lastName, externalUserIds: input.externalUserIds ?? [] };
}

export const ApplicantConnection = connectionType('Applicant', () => ApplicantType);
export const CreateApplicantResult = resultUnion('CreateApplicantResult', 'Applicant', () => ApplicantType, [
  'ValidationProblem',
  ...PROVIDER_PROBLEMS,
]);
export const RequestApplicantCheckResult = resultUnion(
  'RequestApplicantCheckResult',
  'Applicant',
  () => ApplicantType,
  PROVIDER_PROBLEMS,
);
