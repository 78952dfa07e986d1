import { Field, ID, InputType } from 'type-graphql';
import { ADDITIONAL_DOCUMENT_TYPES, type AdditionalDocumentType } from '../../domain/provider/workflow-step.js';
import { enumType } from '../common/enums.js';
import { AadhaarNumberScalar } from '../scalars/check.scalars.js';
import {
  BankAccountNumberScalar,
  EmailAddressScalar,
  IfscScalar,
  PhoneScalar,
  PincodeScalar,
} from '../scalars/identifier.scalars.js';
import { FirmNameScalar, PersonNameScalar, ShortTextScalar } from '../scalars/text.scalars.js';

export const AdditionalDocumentTypeEnum = enumType<AdditionalDocumentType>(
  'AdditionalDocumentType',
  'A further document of an applicant.',
  ADDITIONAL_DOCUMENT_TYPES,
  {
    PAN: 'PAN card.',
    AADHAAR: 'Aadhaar card.',
    DRIVING_LICENCE: 'Driving licence.',
    VOTER_ID: 'Voter id.',
    OTHER: 'Anything else.',
  },
);

@InputType('SubmitApplicantIdentityInput', {
  description: 'PAN card, Aadhaar card and mobile number of the current applicant.',
})
export class SubmitApplicantIdentityInput {
  @Field(() => ID, { description: 'The id of a Runner.' })
  runnerId!: string;

  @Field(() => PhoneScalar, { description: 'Mobile number.' })
  mobile!: string;

  @Field(() => ID, { description: 'The PAN card: the id of a Document. The provider is given a copy if it has none.' })
  panDocumentId!: string;

  @Field(() => ID, { description: 'The Aadhaar card, likewise.' })
  aadhaarDocumentId!: string;
}

@InputType('ApplicantAddressInput', { description: 'The address as it stands on the Aadhaar card.' })
export class ApplicantAddressInput {
  @Field(() => ShortTextScalar, { nullable: true, description: 'The whole address in one line.' })
  line?: string | null;

  @Field(() => ShortTextScalar, { description: 'House number.' })
  houseNumber!: string;

  @Field(() => ShortTextScalar, { description: 'Street.' })
  street!: string;

  @Field(() => ShortTextScalar, { description: 'Post office.' })
  postOffice!: string;

  @Field(() => ShortTextScalar, { description: 'City.' })
  city!: string;

  @Field(() => ShortTextScalar, { description: 'State.' })
  state!: string;

  @Field(() => PincodeScalar, { description: 'Pincode.' })
  pincode!: string;
}

@InputType('AdditionalDocumentInput', { description: 'A further document.' })
export class AdditionalDocumentInput {
  @Field(() => AdditionalDocumentTypeEnum, { description: 'What it is.' })
  type!: AdditionalDocumentType;

  @Field(() => ID, { description: 'The id of a Document. The provider is given a copy if it has none.' })
  documentId!: string;
}

@InputType('SubmitApplicantExtraInfoInput', { description: 'KYC details of the current applicant.' })
export class SubmitApplicantExtraInfoInput {
  @Field(() => ID, { description: 'The id of a Runner.' })
  runnerId!: string;

  @Field(() => PersonNameScalar, { nullable: true, description: "Absent: the form's own, which people cannot change." })
  name?: string | null;

  @Field(() => AadhaarNumberScalar, {
    nullable: true,
    description: "Absent: the form's own, found on the card. It passes through and is never kept.",
  })
  aadhaarNumber?: string | null;

  @Field(() => EmailAddressScalar, { description: 'Email address.' })
  email!: string;

  @Field(() => [AdditionalDocumentInput], { defaultValue: [], description: 'Up to 20 further documents.' })
  additionalDocuments!: AdditionalDocumentInput[];

  @Field(() => ApplicantAddressInput, { description: 'The address.' })
  address!: ApplicantAddressInput;
}

@InputType('SubmitApplicantBankDetailsInput', { description: "The current applicant's bank account." })
export class SubmitApplicantBankDetailsInput {
  @Field(() => ID, { description: 'The id of a Runner.' })
  runnerId!: string;

  @Field(() => FirmNameScalar, { nullable: true, description: 'Holder of the account.' })
  accountHolder?: string | null;

  @Field(() => BankAccountNumberScalar, { description: 'Number of the account.' })
  accountNumber!: string;

  @Field(() => IfscScalar, { description: 'IFSC of the branch.' })
  ifsc!: string;
}

@InputType('SubmitSigningFormInput', { description: 'The last step: the signature.' })
export class SubmitSigningFormInput {
  @Field(() => ID, { description: 'The id of a Runner.' })
  runnerId!: string;

  @Field(() => Boolean, { description: 'Whether the person signs.' })
  accepted!: boolean;
}
