import { Field, Float, ID, ObjectType } from 'type-graphql';
import { DEPOSITORIES, type Depository } from '../../domain/identifier/demat.js';
import {
  BANK_ACCOUNT_TYPES,
  type BankAccountType,
  GENDERS,
  type Gender,
  HOLDER_TYPES,
  type HolderType,
} from '../../domain/user/profile.js';
import { enumType } from '../common/enums.js';

export const GenderEnum = enumType<Gender>('Gender', 'Gender as in identity documents.', GENDERS, {
  MALE: 'Male.',
  FEMALE: 'Female.',
  OTHER: 'Other.',
});

export const HolderTypeEnum = enumType<HolderType>('PanHolderType', 'Who holds a PAN.', HOLDER_TYPES, {
  INDIVIDUAL: 'A person.',
  COMPANY: 'A company.',
  HUF: 'A Hindu undivided family.',
  FIRM: 'A firm or partnership.',
  TRUST: 'A trust.',
  OTHER: 'Any other holder.',
});

export const BankAccountTypeEnum = enumType<BankAccountType>(
  'BankAccountType',
  'The kind of bank account.',
  BANK_ACCOUNT_TYPES,
  {
    SAVINGS: 'A savings account.',
    CURRENT: 'A current account.',
  },
);

export const DepositoryEnum = enumType<Depository>('Depository', 'Where a demat account is held.', DEPOSITORIES, {
  NSDL: 'National Securities Depository Limited.',
  CDSL: 'Central Depository Services Limited.',
});

@ObjectType('PanDetails', { description: 'What the person says about their PAN.', simpleResolvers: true })
export class PanDetailsType {
  @Field(() => String, { description: 'Masked, e.g. `ABXXXXXX4F`.' })
  number!: string;

  @Field(() => String, { description: 'The name on the card.' })
  name!: string;

  @Field(() => String, { description: 'The date of birth on the card, masked, e.g. `1990-XX-XX`.' })
  dateOfBirth!: string;

  @Field(() => String, { nullable: true, description: 'The mobile number given with the PAN, masked.' })
  mobile!: string | null;

  @Field(() => String, { nullable: true, description: 'The email address given with the PAN, masked.' })
  email!: string | null;

  @Field(() => HolderTypeEnum, { description: 'Who holds the PAN.' })
  holderType!: HolderType;
}

@ObjectType('PersonalDetails', { description: 'What the person says about themselves.', simpleResolvers: true })
export class PersonalDetailsType {
  @Field(() => GenderEnum, { description: 'Gender.' })
  gender!: Gender;

  @Field(() => String, { description: 'Place of birth.' })
  placeOfBirth!: string;

  @Field(() => String, { description: 'Occupation.' })
  occupation!: string;

  @Field(() => Float, { description: 'Rupees a year.' })
  annualIncome!: number;

  @Field(() => Boolean, { description: 'Whether the person is an Indian citizen.' })
  indianCitizen!: boolean;

  @Field(() => Boolean, { description: 'Whether the person confirmed that what they gave is true.' })
  informationConfirmed!: boolean;
}

@ObjectType('Address', { description: 'A postal address.', simpleResolvers: true })
export class AddressType {
  @Field(() => String, { description: 'House and street, masked.' })
  line!: string;

  @Field(() => String, { nullable: true, description: 'A landmark nearby, masked.' })
  landmark!: string | null;

  @Field(() => String, { description: 'City.' })
  city!: string;

  @Field(() => String, { description: 'Six digits.' })
  pincode!: string;

  @Field(() => String, { description: 'State.' })
  state!: string;

  @Field(() => String, { description: 'Country.' })
  country!: string;
}

@ObjectType('BankAccount', { description: 'A bank account that the person gave.', simpleResolvers: true })
export class BankAccountObject {
  @Field(() => ID, { description: 'Send it back in `updateProfile` to keep the account number as it is.' })
  id!: string;

  @Field(() => String, { description: 'The bank.' })
  bankName!: string;

  @Field(() => BankAccountTypeEnum, { description: 'The kind of account.' })
  accountType!: BankAccountType;

  @Field(() => String, { description: 'Masked: the last four, e.g. `XXXXXXXX6789`.' })
  accountNumber!: string;

  @Field(() => String, { description: 'The branch code.' })
  ifsc!: string;

  @Field(() => Boolean, { description: 'Whether it is the main account.' })
  primary!: boolean;
}

@ObjectType('DematAccount', { description: 'A securities account that the person gave.', simpleResolvers: true })
export class DematAccountType {
  @Field(() => ID, { description: 'Send it back in `updateProfile` to keep the numbers as they are.' })
  id!: string;

  @Field(() => DepositoryEnum, { description: 'Where it is held.' })
  depository!: Depository;

  @Field(() => String, { description: 'The depository participant, masked.' })
  dpId!: string;

  @Field(() => String, { description: 'The client number, masked.' })
  clientId!: string;

  @Field(() => Boolean, { description: 'Whether it is the main account.' })
  primary!: boolean;

  @Field(() => Boolean, {
    description: 'False when the numbers do not have the form that the depository uses; they are kept all the same.',
  })
  wellFormed!: boolean;

  @Field(() => ID, { nullable: true, description: 'The client master copy: the id of a `Document`.' })
  clientMasterDocumentId!: string | null;
}

@ObjectType('Profile', {
  description: 'What a person told us about themselves; every group may still be missing.',
  simpleResolvers: true,
})
export class ProfileType {
  @Field(() => PanDetailsType, { nullable: true, description: 'The PAN.' })
  pan!: PanDetailsType | null;

  @Field(() => PersonalDetailsType, { nullable: true, description: 'The person.' })
  personal!: PersonalDetailsType | null;

  @Field(() => AddressType, { nullable: true, description: 'The permanent address.' })
  address!: AddressType | null;

  @Field(() => [BankAccountObject], { description: 'Bank accounts.' })
  bankAccounts!: BankAccountObject[];

  @Field(() => [DematAccountType], { description: 'Demat accounts.' })
  dematAccounts!: DematAccountType[];

  @Field(() => ID, { nullable: true, description: 'The photo: the id of a `Document`.' })
  photoDocumentId!: string | null;
}
