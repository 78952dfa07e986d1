import { Field, ID, InputType } from 'type-graphql';
import type { Depository } from '../../domain/identifier/demat.js';
import type { BankAccountType, Gender, HolderType } from '../../domain/user/profile.js';
import { DateScalar } from '../scalars/date.scalars.js';
import {
  BankAccountNumberScalar,
  DematNumberScalar,
  EmailAddressScalar,
  IfscScalar,
  PanScalar,
  PhoneScalar,
  PincodeScalar,
} from '../scalars/identifier.scalars.js';
import { RupeeAmountScalar } from '../scalars/number.scalars.js';
import { Base64DataScalar, FirmNameScalar, LabelScalar, ShortTextScalar } from '../scalars/text.scalars.js';
import { BankAccountTypeEnum, DepositoryEnum, GenderEnum, HolderTypeEnum } from './profile.types.js';

@InputType('PanDetailsInput', { description: 'The PAN and what is printed on the card.' })
export class PanDetailsInput {
  @Field(() => PanScalar, { description: 'The number.' })
  number!: string;

  @Field(() => FirmNameScalar, { description: 'The name on the card.' })
  name!: string;

  @Field(() => DateScalar, { description: 'The date of birth on the card.' })
  dateOfBirth!: string;

  @Field(() => PhoneScalar, {
    nullable: true,
    description: 'A mobile number to keep with the PAN. Absent: unchanged. Null: cleared.',
  })
  mobile?: string | null;

  @Field(() => EmailAddressScalar, {
    nullable: true,
    description: 'An email address to keep with the PAN. Absent: unchanged. Null: cleared.',
  })
  email?: string | null;

  @Field(() => HolderTypeEnum, {
    nullable: true,
    description:
      'Who holds the PAN. Absent: unchanged, and for another number what its fourth letter says. Null is refused.',
  })
  holderType?: HolderType | null;
}

@InputType('PersonalDetailsInput', { description: 'The person.' })
export class PersonalDetailsInput {
  @Field(() => GenderEnum, { description: 'Gender.' })
  gender!: Gender;

  @Field(() => ShortTextScalar, { description: 'Place of birth.' })
  placeOfBirth!: string;

  @Field(() => LabelScalar, { description: 'Occupation.' })
  occupation!: string;

  @Field(() => RupeeAmountScalar, { description: 'Rupees a year.' })
  annualIncome!: number;

  @Field(() => Boolean, { description: 'Whether the person is an Indian citizen.' })
  indianCitizen!: boolean;

  @Field(() => Boolean, { description: 'The person confirms that what they give is true.' })
  informationConfirmed!: boolean;
}

@InputType('AddressInput', { description: 'The permanent address.' })
export class AddressInput {
  @Field(() => ShortTextScalar, { description: 'House and street.' })
  line!: string;

  @Field(() => ShortTextScalar, { nullable: true, description: 'A landmark nearby. Absent: unchanged. Null: cleared.' })
  landmark?: string | null;

  @Field(() => ShortTextScalar, { description: 'City.' })
  city!: string;

  @Field(() => PincodeScalar, { description: 'Six digits.' })
  pincode!: string;

  @Field(() => ShortTextScalar, { description: 'State.' })
  state!: string;

  @Field(() => ShortTextScalar, { description: 'Country.' })
  country!: string;
}

@InputType('BankAccountInput', { description: 'A bank account.' })
export class BankAccountInput {
  @Field(() => ID, {
    nullable: true,
    description: 'Of an account that is already in the profile. Absent or null: a new account.',
  })
  id?: string | null;

  @Field(() => LabelScalar, { description: 'The bank.' })
  bankName!: string;

  @Field(() => BankAccountTypeEnum, { description: 'The kind of account.' })
  accountType!: BankAccountType;

  @Field(() => BankAccountNumberScalar, {
    nullable: true,
    description: 'The number, as text; required for a new account. Absent: unchanged. Null is refused.',
  })
  accountNumber?: string | null;

  @Field(() => IfscScalar, { description: 'The branch code.' })
  ifsc!: string;

  @Field(() => Boolean, { description: 'Whether it is the main account; at most one is.' })
  primary!: boolean;
}

@InputType('DematAccountInput', { description: 'A securities account.' })
export class DematAccountInput {
  @Field(() => ID, {
    nullable: true,
    description: 'Of an account that is already in the profile. Absent or null: a new account.',
  })
  id?: string | null;

  @Field(() => DepositoryEnum, { description: 'Where it is held.' })
  depository!: Depository;

  @Field(() => DematNumberScalar, {
    nullable: true,
    description: 'The depository participant; required for a new account. Absent: unchanged. Null is refused.',
  })
  dpId?: string | null;

  @Field(() => DematNumberScalar, {
    nullable: true,
    description: 'The client number; required for a new account. Absent: unchanged. Null is refused.',
  })
  clientId?: string | null;

  @Field(() => Boolean, { description: 'Whether it is the main account; at most one is.' })
  primary!: boolean;

  @Field(() => Base64DataScalar, {
    nullable: true,
    description: 'The client master copy: a PDF, JPEG or PNG, kept as a document. Absent: unchanged. Null: cleared.',
  })
  clientMasterCopy?: string | null;
}

@InputType('UpdateProfileInput', {
  description:
    'What is absent stays as it is, in every group and account. Null clears what a profile can be without, and is refused elsewhere. A list replaces the whole list.',
})
export class UpdateProfileInput {
  @Field(() => PanDetailsInput, { nullable: true, description: 'The PAN. Absent: unchanged. Null is refused.' })
  pan?: PanDetailsInput | null;

  @Field(() => PersonalDetailsInput, { nullable: true, description: 'The person. Absent: unchanged. Null is refused.' })
  personal?: PersonalDetailsInput | null;

  @Field(() => AddressInput, {
    nullable: true,
    description: 'The permanent address. Absent: unchanged. Null is refused.',
  })
  address?: AddressInput | null;

  @Field(() => [BankAccountInput], {
    nullable: true,
    description: 'Bank accounts, at most 20. Absent: unchanged. Null is refused: an empty list clears them.',
  })
  bankAccounts?: BankAccountInput[] | null;

  @Field(() => [DematAccountInput], {
    nullable: true,
    description: 'Demat accounts, at most 20. Absent: unchanged. Null is refused: an empty list clears them.',
  })
  dematAccounts?: DematAccountInput[] | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The photo: the id of a `Document` of kind SELFIE. Absent: unchanged. Null: cleared.',
  })
  photoDocumentId?: string | null;
}
