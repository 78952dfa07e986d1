import { Field, ID, InputType } from 'type-graphql';
import type { BankAccountType, Depository, Gender, HolderType } from '../../domain/user/profile.js';
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

  @Field(() => PhoneScalar, { nullable: true, description: 'A mobile number to keep with the PAN.' })
  mobile?: string | null;

  @Field(() => EmailAddressScalar, { nullable: true, description: 'An email address to keep with the PAN.' })
  email?: string | null;

  @Field(() => HolderTypeEnum, { defaultValue: 'INDIVIDUAL', description: 'Who holds the PAN.' })
  holderType!: HolderType;
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

  @Field(() => ShortTextScalar, { nullable: true, description: 'A landmark nearby.' })
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
    description: 'Of an account that is already in the profile: an absent number stays as it is.',
  })
  id?: string | null;

  @Field(() => LabelScalar, { description: 'The bank.' })
  bankName!: string;

  @Field(() => BankAccountTypeEnum, { description: 'The kind of account.' })
  accountType!: BankAccountType;

  @Field(() => BankAccountNumberScalar, {
    nullable: true,
    description: 'The number, as text; required for a new account.',
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
    description: 'Of an account that is already in the profile: absent numbers stay as they are.',
  })
  id?: string | null;

  @Field(() => DepositoryEnum, { description: 'Where it is held.' })
  depository!: Depository;

  @Field(() => DematNumberScalar, {
    nullable: true,
    description: 'The depository participant; required for a new account.',
  })
  dpId?: string | null;

  @Field(() => DematNumberScalar, { nullable: true, description: 'The client number; required for a new account.' })
  clientId?: string | null;

  @Field(() => Boolean, { description: 'Whether it is the main account; at most one is.' })
  primary!: boolean;

  @Field(() => Base64DataScalar, {
    nullable: true,
    description: 'The client master copy: a PDF, JPEG or PNG, kept as a document.',
  })
  clientMasterCopy?: string | null;
}

@InputType('UpdateProfileInput', {
  description: 'Groups that are absent or null stay as they are; a list replaces the whole list.',
})
export class UpdateProfileInput {
  @Field(() => PanDetailsInput, { nullable: true, description: 'The PAN.' })
  pan?: PanDetailsInput | null;

  @Field(() => PersonalDetailsInput, { nullable: true, description: 'The person.' })
  personal?: PersonalDetailsInput | null;

  @Field(() => AddressInput, { nullable: true, description: 'The permanent address.' })
  address?: AddressInput | null;

  @Field(() => [BankAccountInput], { nullable: true, description: 'Bank accounts, at most 20.' })
  bankAccounts?: BankAccountInput[] | null;

  @Field(() => [DematAccountInput], { nullable: true, description: 'Demat accounts, at most 20.' })
  dematAccounts?: DematAccountInput[] | null;

  @Field(() => ID, { nullable: true, description: 'The photo: the id of a `Document` of kind SELFIE.' })
  photoDocumentId?: string | null;
}
