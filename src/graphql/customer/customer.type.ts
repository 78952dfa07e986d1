import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { CustomerAddress, CustomerOutcome } from '../../domain/provider/customer-port.js';
import type { Gender } from '../../domain/user/profile.js';
import { CustomerOutcomeEnum, enumType } from '../common/enums.js';
import { RawStatusType } from '../common/raw-status.type.js';
import { PROVIDER_PROBLEMS, resultUnion } from '../common/result-union.js';
import { SourceType } from '../common/source.type.js';
import { DateScalar } from '../scalars/date.scalars.js';
import { EmailAddressScalar, PhoneScalar } from '../scalars/identifier.scalars.js';
import { PersonNameScalar, ShortTextScalar } from '../scalars/text.scalars.js';
import { CountryCode2Scalar, IdNumberScalar } from '../scalars/token.scalars.js';
import { GenderEnum } from '../user/profile.types.js';

export const CustomerAddressKindEnum = enumType<CustomerAddress['type']>(
  'CustomerAddressKind',
  'Which address.',
  ['PRESENT', 'PERMANENT'],
  {
    PRESENT: 'Where the person lives now.',
    PERMANENT: 'The permanent address.',
  },
);

@ObjectType('Customer', {
  description: 'A person as the customer data platform (CDP) knows them.',
  simpleResolvers: true,
})
export class CustomerType {
  @Field(() => SourceType, { description: 'Where it comes from.' })
  source!: SourceType;

  @Field(() => CustomerOutcomeEnum, {
    nullable: true,
    description: 'What the platform answered; null when it could not be asked.',
  })
  outcome!: CustomerOutcome | null;

  @Field(() => String, { nullable: true, description: "The platform's customer number." })
  customerNumber!: string | null;

  @Field(() => String, { nullable: true, description: 'Given name.' })
  firstName!: string | null;

  @Field(() => String, { nullable: true, description: 'Middle name.' })
  middleName!: string | null;

  @Field(() => String, { nullable: true, description: 'Family name.' })
  lastName!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Date of birth.' })
  dateOfBirth!: string | null;

  @Field(() => String, { nullable: true, description: 'Mobile number, masked.' })
  mobile!: string | null;

  @Field(() => String, { nullable: true, description: 'Email address, masked.' })
  email!: string | null;

  @Field(() => String, { nullable: true, description: "The platform's word, e.g. `ACTIVE`." })
  customerStatus!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The platform's word for the screening, e.g. `Accepted`. Staff only: null for the subject.",
  })
  amlScanStatus!: string | null;

  @Field(() => String, { nullable: true, description: "The platform's word for the identity document, e.g. `Active`." })
  idStatus!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'When the identity document ends.' })
  idExpiresOn!: string | null;

  @Field(() => RawStatusType, {
    nullable: true,
    description: "The platform's own words. Staff only: null for the subject.",
  })
  raw!: RawStatusType | null;
}

@InputType('CustomerAddressInput', { description: 'An address of the person.' })
export class CustomerAddressInput {
  @Field(() => CustomerAddressKindEnum, { description: 'Which address.' })
  type!: CustomerAddress['type'];

  @Field(() => ShortTextScalar, { description: 'Building.' })
  line1!: string;

  @Field(() => ShortTextScalar, { nullable: true, description: 'Street.' })
  street?: string | null;

  @Field(() => ShortTextScalar, { nullable: true, description: 'A landmark nearby.' })
  landmark?: string | null;

  @Field(() => ShortTextScalar, { description: 'City.' })
  city!: string;

  @Field(() => ShortTextScalar, { nullable: true, description: 'District.' })
  district?: string | null;

  @Field(() => ShortTextScalar, { nullable: true, description: 'State.' })
  state?: string | null;

  @Field(() => CountryCode2Scalar, { description: 'Country.' })
  country!: string;

  @Field(() => ShortTextScalar, { nullable: true, description: 'Postal code.' })
  postalCode?: string | null;
}

@InputType('CustomerIdDocumentInput', { description: 'An identity document of the person.' })
export class CustomerIdDocumentInput {
  @Field(() => Int, { description: "The platform's code for the kind of document, e.g. 4." })
  idType!: number;

  @Field(() => IdNumberScalar, { description: 'The number.' })
  idNumber!: string;

  @Field(() => PersonNameScalar, { nullable: true, description: 'The name on it.' })
  nameAsPerId?: string | null;

  @Field(() => CountryCode2Scalar, { description: 'Who issued it.' })
  issuedCountry!: string;

  @Field(() => DateScalar, { nullable: true, description: 'When it was issued.' })
  issuedOn?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'When it ends.' })
  expiresOn?: string | null;

  @Field(() => ID, { nullable: true, description: 'The front: the id of a `Document` that is an image.' })
  frontDocumentId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The back: the id of a `Document` that is an image.' })
  backDocumentId?: string | null;
}

@InputType('OnboardCustomerInput', { description: 'A person to onboard.' })
export class OnboardCustomerInput {
  @Field(() => PersonNameScalar, { description: 'Given name.' })
  firstName!: string;

  @Field(() => PersonNameScalar, { nullable: true, description: 'Middle name.' })
  middleName?: string | null;

  @Field(() => PersonNameScalar, { description: 'Family name.' })
  lastName!: string;

  @Field(() => CountryCode2Scalar, { description: 'Nationality.' })
  nationality!: string;

  @Field(() => DateScalar, { description: 'Date of birth.' })
  dateOfBirth!: string;

  @Field(() => CountryCode2Scalar, { nullable: true, description: 'Country of birth.' })
  countryOfBirth?: string | null;

  @Field(() => ShortTextScalar, { nullable: true, description: 'Place of birth.' })
  placeOfBirth?: string | null;

  @Field(() => CountryCode2Scalar, { description: 'Country of residence.' })
  countryOfResidence!: string;

  @Field(() => GenderEnum, { description: 'Gender.' })
  gender!: Gender;

  @Field(() => PhoneScalar, { description: 'Mobile number.' })
  mobile!: string;

  @Field(() => EmailAddressScalar, { description: 'Email address.' })
  email!: string;

  @Field(() => Int, { nullable: true, description: "The platform's code for the occupation." })
  occupationId?: number | null;

  @Field(() => Boolean, { description: 'Whether the person holds or held a prominent public office.' })
  politicallyExposed!: boolean;

  @Field(() => [CustomerAddressInput], { description: 'Addresses, at least one.' })
  addresses!: CustomerAddressInput[];

  @Field(() => [CustomerIdDocumentInput], { description: 'Identity documents, at least one.' })
  idDocuments!: CustomerIdDocumentInput[];

  @Field(() => ID, { nullable: true, description: 'The face: the id of a `Document` that is an image.' })
  photoDocumentId?: string | null;
}

export const OnboardCustomerResult = resultUnion('OnboardCustomerResult', 'Customer', () => CustomerType, [
  'ValidationProblem',
  ...PROVIDER_PROBLEMS,
]);
