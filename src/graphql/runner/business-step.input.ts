import { Field, ID, InputType } from 'type-graphql';
import {
  ASSET_TYPES,
  type AssetType,
  SHAREHOLDER_TYPES,
  type ShareholderType,
} from '../../domain/provider/workflow-step.js';
import { enumType } from '../common/enums.js';
import { DateScalar } from '../scalars/date.scalars.js';
import { EmailAddressScalar, GstinScalar, PanScalar, PincodeScalar } from '../scalars/identifier.scalars.js';
import { CountScalar, RupeeAmountScalar } from '../scalars/number.scalars.js';
import { FirmNameScalar, LabelScalar, ShortTextScalar } from '../scalars/text.scalars.js';

export const ShareholderTypeEnum = enumType<ShareholderType>(
  'ShareholderType',
  'The part of a shareholder in the application.',
  SHAREHOLDER_TYPES,
  { APPLICANT: 'The primary applicant.', CO_APPLICANT: 'A co-applicant.' },
);

export const AssetTypeEnum = enumType<AssetType>('AssetType', 'A kind of business asset.', ASSET_TYPES, {
  MACHINERY: 'Machines.',
  VEHICLE: 'A vehicle.',
  PROPERTY: 'Land or a building.',
  OTHER: 'Anything else.',
});

@InputType('SubmitPanOrGstInput', { description: 'The business by its PAN or its GSTIN; at least one of them.' })
export class SubmitPanOrGstInput {
  @Field(() => ID, { description: 'The id of a Runner.' })
  runnerId!: string;

  @Field(() => PanScalar, { nullable: true, description: 'The PAN.' })
  pan?: string | null;

  @Field(() => GstinScalar, { nullable: true, description: 'The GSTIN.' })
  gstin?: string | null;
}

@InputType('BusinessAddressInput', { description: 'Where a business is registered or works.' })
export class BusinessAddressInput {
  @Field(() => ShortTextScalar, { nullable: true, description: 'House and street.' })
  line?: string | null;

  @Field(() => ShortTextScalar, { nullable: true, description: 'City.' })
  city?: string | null;

  @Field(() => ShortTextScalar, { nullable: true, description: 'State.' })
  state?: string | null;

  @Field(() => PincodeScalar, { nullable: true, description: 'Pincode.' })
  pincode?: string | null;
}

@InputType('BusinessProofInput', { description: 'A document that proves that the business exists.' })
export class BusinessProofInput {
  @Field(() => LabelScalar, { description: 'What it is, e.g. `GST certificate`.' })
  name!: string;

  @Field(() => ID, { description: 'The id of a Document; the provider is given a copy when it has none.' })
  documentId!: string;
}

@InputType('SubmitBusinessInfoInput', { description: 'The business.' })
export class SubmitBusinessInfoInput {
  @Field(() => ID, { description: 'The id of a Runner.' })
  runnerId!: string;

  @Field(() => FirmNameScalar, { description: 'Name of the business.' })
  name!: string;

  @Field(() => DateScalar, { nullable: true, description: 'Date of incorporation.' })
  incorporatedOn?: string | null;

  @Field(() => GstinScalar, { nullable: true, description: 'GSTIN.' })
  gstin?: string | null;

  @Field(() => EmailAddressScalar, { nullable: true, description: 'Email address of the business.' })
  email?: string | null;

  @Field(() => ShortTextScalar, { nullable: true, description: 'Where it is, as the flow asks for it.' })
  geolocation?: string | null;

  @Field(() => BusinessProofInput, { nullable: true, description: 'Proof.' })
  proof?: BusinessProofInput | null;

  @Field(() => BusinessAddressInput, { nullable: true, description: 'Registered address.' })
  registeredAddress?: BusinessAddressInput | null;

  @Field(() => BusinessAddressInput, { nullable: true, description: 'Current address; absent: the registered one.' })
  currentAddress?: BusinessAddressInput | null;
}

@InputType('ShareholderInput', { description: 'A person in the application.' })
export class ShareholderInput {
  @Field(() => FirmNameScalar, { description: 'Full name.' })
  name!: string;

  @Field(() => ShareholderTypeEnum, { description: 'Applicant or co-applicant.' })
  type!: ShareholderType;

  @Field(() => LabelScalar, { nullable: true, description: 'Relation to the primary applicant, e.g. `self`.' })
  relationToPrimary?: string | null;

  @Field(() => Boolean, { defaultValue: true, description: 'Whether the person holds shares.' })
  holdsShares!: boolean;

  @Field(() => [LabelScalar], { defaultValue: [], description: 'Labels.' })
  tags!: string[];
}

@InputType('SubmitShareholdersInput', { description: 'The people in the application.' })
export class SubmitShareholdersInput {
  @Field(() => ID, { description: 'The id of a Runner.' })
  runnerId!: string;

  @Field(() => [ShareholderInput], { description: '1 to 50 people.' })
  shareholders!: ShareholderInput[];
}

@InputType('SubmitBusinessExtraInfoInput', { description: 'More about the business.' })
export class SubmitBusinessExtraInfoInput {
  @Field(() => ID, { description: 'The id of a Runner.' })
  runnerId!: string;

  @Field(() => RupeeAmountScalar, { description: 'Rupees a year.' })
  annualTurnover!: number;

  @Field(() => CountScalar, { nullable: true, description: 'How many people work there.' })
  employees?: number | null;
}

@InputType('SubmitBusinessAssetDetailInput', { description: 'An asset of the business.' })
export class SubmitBusinessAssetDetailInput {
  @Field(() => ID, { description: 'The id of a Runner.' })
  runnerId!: string;

  @Field(() => AssetTypeEnum, { description: 'What it is.' })
  assetType!: AssetType;

  @Field(() => RupeeAmountScalar, { nullable: true, description: 'Its value in rupees.' })
  assetValue?: number | null;
}
