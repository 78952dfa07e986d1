import { Field, ID, InputType } from 'type-graphql';
import type { CustomerAddress } from '../../domain/provider/customer-port.js';
import type { Gender } from '../../domain/user/profile.js';
import { enumType } from '../common/enums.js';
import { DateScalar } from '../scalars/date.scalars.js';
import { EmailAddressScalar, PhoneScalar } from '../scalars/identifier.scalars.js';
import { MasterDataIdScalar } from '../scalars/number.scalars.js';
import { PersonNameScalar, ShortTextScalar } from '../scalars/text.scalars.js';
import { CountryCode2Scalar, IdNumberScalar } from '../scalars/token.scalars.js';
import { GenderEnum } from '../user/profile.types.js';
import { CustomerClassificationInput } from './classification.input.js';
import { MasterDataCodeScalar } from './customer.scalars.js';

const CustomerAddressKindEnum = enumType<CustomerAddress['type']>(
  'CustomerAddressKind',
  'Which address.',
  ['PRESENT', 'PERMANENT'],
  {
    PRESENT: 'Where the person lives now.',
    PERMANENT: 'The permanent address.',
  },
);

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

  @Field(() => ShortTextScalar, { nullable: true, description: 'Post office box.' })
  poBox?: string | null;

  @Field(() => PhoneScalar, { nullable: true, description: 'Mobile number at this address.' })
  mobile?: string | null;
}

@InputType('CustomerIdDocumentInput', { description: 'An identity document of the person.' })
export class CustomerIdDocumentInput {
  @Field(() => MasterDataIdScalar, { description: "The platform's code for the kind of document, e.g. 4." })
  idType!: number;

  @Field(() => IdNumberScalar, { description: 'The number.' })
  idNumber!: string;

  @Field(() => PersonNameScalar, { nullable: true, description: 'The name on it.' })
  nameAsPerId?: string | null;

  @Field(() => CountryCode2Scalar, { description: 'Who issued it.' })
  issuedCountry!: string;

  @Field(() => ShortTextScalar, { nullable: true, description: 'The authority that issued it.' })
  issuedBy?: string | null;

  @Field(() => ShortTextScalar, { nullable: true, description: 'The place where it was issued.' })
  issuedAt?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'When it was issued.' })
  issuedOn?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'When it ends.' })
  expiresOn?: string | null;

  @Field(() => IdNumberScalar, { nullable: true, description: 'The number of the visa in it.' })
  visaNumber?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'When that visa ends.' })
  visaExpiresOn?: string | null;

  @Field(() => Boolean, { defaultValue: true, description: 'Whether the document is in use.' })
  active!: boolean;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it is the default document; at most one is. The first one when none says so.',
  })
  isDefault?: boolean | null;

  @Field(() => ID, { nullable: true, description: 'The front: the id of a `Document` that is an image.' })
  frontDocumentId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The back: the id of a `Document` that is an image.' })
  backDocumentId?: string | null;
}

@InputType('CustomerAdditionalDocumentInput', { description: 'A further document of the person.' })
export class CustomerAdditionalDocumentInput {
  @Field(() => MasterDataCodeScalar, { description: "The platform's code for the kind of document." })
  kindCode!: string;

  @Field(() => ID, { description: 'The id of a `Document` that is an image or a PDF.' })
  documentId!: string;
}

@InputType('OnboardCustomerInput', { description: 'A person to onboard.' })
export class OnboardCustomerInput {
  @Field(() => PersonNameScalar, { description: 'Given name.' })
  firstName!: string;

  @Field(() => PersonNameScalar, { nullable: true, description: 'Middle name.' })
  middleName?: string | null;

  @Field(() => PersonNameScalar, { description: 'Family name.' })
  lastName!: string;

  @Field(() => PersonNameScalar, { nullable: true, description: 'The name the person likes to be called by.' })
  preferredName?: string | null;

  @Field(() => PersonNameScalar, { nullable: true, description: "The mother's name before marriage." })
  mothersMaidenName?: string | null;

  @Field(() => CountryCode2Scalar, { description: 'Nationality.' })
  nationality!: string;

  @Field(() => CountryCode2Scalar, { nullable: true, description: 'A second nationality.' })
  secondNationality?: string | null;

  @Field(() => ShortTextScalar, { nullable: true, description: 'The region the person comes from.' })
  nativeRegion?: string | null;

  @Field(() => DateScalar, { description: 'Date of birth.' })
  dateOfBirth!: string;

  @Field(() => CountryCode2Scalar, { nullable: true, description: 'Country of birth.' })
  countryOfBirth?: string | null;

  @Field(() => ShortTextScalar, { nullable: true, description: 'Place of birth.' })
  placeOfBirth?: string | null;

  @Field(() => MasterDataIdScalar, {
    nullable: true,
    description: "The platform's code for the kind of residence, e.g. 101; absent: the one that is configured.",
  })
  residentTypeId?: number | null;

  @Field(() => CountryCode2Scalar, { description: 'Country of residence.' })
  countryOfResidence!: string;

  @Field(() => GenderEnum, { description: 'Gender.' })
  gender!: Gender;

  @Field(() => PhoneScalar, { description: 'Mobile number.' })
  mobile!: string;

  @Field(() => PhoneScalar, { nullable: true, description: 'A second mobile number.' })
  secondaryMobile?: string | null;

  @Field(() => PhoneScalar, { nullable: true, description: 'Telephone at home.' })
  phone?: string | null;

  @Field(() => EmailAddressScalar, { description: 'Email address.' })
  email!: string;

  @Field(() => MasterDataIdScalar, { nullable: true, description: "The platform's code for the occupation." })
  occupationId?: number | null;

  @Field(() => Boolean, { description: 'Whether the person holds or held a prominent public office.' })
  politicallyExposed!: boolean;

  @Field(() => [CustomerAddressInput], { description: 'Addresses, one to five.' })
  addresses!: CustomerAddressInput[];

  @Field(() => [CustomerIdDocumentInput], { description: 'Identity documents, one to five.' })
  idDocuments!: CustomerIdDocumentInput[];

  @Field(() => [CustomerAdditionalDocumentInput], { nullable: true, description: 'Further documents, at most ten.' })
  additionalDocuments?: CustomerAdditionalDocumentInput[] | null;

  @Field(() => CustomerClassificationInput, {
    nullable: true,
    description: 'Income, work and other facts about the customer.',
  })
  classification?: CustomerClassificationInput | null;

  @Field(() => ID, { nullable: true, description: 'The face: the id of a `Document` that is an image.' })
  photoDocumentId?: string | null;
}
