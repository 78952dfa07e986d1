import { Field, ID, InputType, ObjectType } from 'type-graphql';
import type { CheckOutcome, LifecycleStatus } from '../../domain/provider/lifecycle.js';
import {
  CHECK_CAPABILITIES,
  type CheckCapability,
  VALIDITIES,
  type Validity,
} from '../../domain/verification/verification.js';
import { CATALOGUE_MEANINGS } from '../common/catalogue-meanings.js';
import { connectionType } from '../common/connection.js';
import { CheckOutcomeEnum, enumType, LifecycleStatusEnum } from '../common/enums.js';
import { NodeInterface } from '../common/node.type.js';
import { PROVIDER_PROBLEMS, resultUnion } from '../common/result-union.js';
import { DateTimeScalar } from '../scalars/date.scalars.js';
import {
  BankAccountNumberScalar,
  GstinScalar,
  IfscScalar,
  PanScalar,
  PhoneScalar,
} from '../scalars/identifier.scalars.js';
import { FirmNameScalar } from '../scalars/text.scalars.js';

export const CheckCapabilityEnum = enumType<CheckCapability>(
  'CheckCapability',
  'What a verification checks.',
  CHECK_CAPABILITIES,
  {
    PAN: 'A PAN with the tax registry.',
    BANK_ACCOUNT: 'A bank account with the bank.',
    GSTIN: 'A GSTIN with the tax registry.',
    NAME_MATCH: 'Two names with each other.',
    LIVENESS: 'A face for being live.',
    ...CATALOGUE_MEANINGS,
  },
);

export const ValidityEnum = enumType<Validity>('Validity', 'Does a passed check still hold?', VALIDITIES, {
  VALID: 'It holds.',
  EXPIRED: 'It is too old.',
  REVOKED: 'It was taken back.',
  SUPERSEDED: 'A newer one took its place.',
});

@ObjectType('VerificationFact', { description: 'Something that a check brought to light.', simpleResolvers: true })
export class VerificationFactType {
  @Field(() => String, { description: 'e.g. `registeredName`, `bankName`, `gstinStatus`.' })
  name!: string;

  @Field(() => String, { description: 'The value.' })
  value!: string;
}

@ObjectType('VerificationAttempt', { description: 'One call to one provider.', simpleResolvers: true })
export class VerificationAttemptType {
  @Field(() => ID, { description: 'The provider.' })
  providerId!: string;

  @Field(() => DateTimeScalar, { description: 'When it was sent.' })
  startedAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it ended.' })
  finishedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'One of the PROVIDER_* codes when no usable answer came back.' })
  errorCode!: string | null;
}

@ObjectType('VerificationEvent', { description: "A point in the verification's life.", simpleResolvers: true })
export class VerificationEventType {
  @Field(() => DateTimeScalar, { description: 'When.' })
  at!: Date;

  @Field(() => LifecycleStatusEnum, { description: 'The status from then on.' })
  status!: LifecycleStatus;

  @Field(() => CheckOutcomeEnum, { nullable: true, description: 'The outcome from then on.' })
  outcome!: CheckOutcome | null;
}

@ObjectType('Verification', { implements: NodeInterface, description: 'One request for one check about one subject.' })
export class VerificationType extends NodeInterface {
  @Field(() => CheckCapabilityEnum, { description: 'What was checked.' })
  capability!: CheckCapability;

  @Field(() => ID, { description: 'Who checked it.' })
  providerId!: string;

  @Field(() => String, { description: 'What was checked, masked, e.g. `ABXXXXXX4F`.' })
  subject!: string;

  @Field(() => ValidityEnum, { nullable: true, description: 'Does a passed check still hold?' })
  validity!: Validity | null;

  @Field(() => [VerificationAttemptType], { description: 'Every call that was made for it.' })
  attempts!: VerificationAttemptType[];

  @Field(() => [VerificationEventType], { description: 'Its life, oldest first.' })
  timeline!: VerificationEventType[];

  @Field(() => DateTimeScalar, { description: 'When it was asked for.' })
  createdAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was completed.' })
  completedAt!: Date | null;
}

@InputType('VerifyPanInput', { description: 'A PAN to check.' })
export class VerifyPanInput {
  @Field(() => PanScalar, { description: 'The number.' })
  pan!: string;

  @Field(() => FirmNameScalar, { nullable: true, description: 'The name to compare with the registered one.' })
  name?: string | null;
}

@InputType('VerifyBankAccountInput', { description: 'A bank account to check.' })
export class VerifyBankAccountInput {
  @Field(() => BankAccountNumberScalar, { description: 'The account number, as text.' })
  accountNumber!: string;

  @Field(() => IfscScalar, { description: 'The branch code.' })
  ifsc!: string;

  @Field(() => FirmNameScalar, { nullable: true, description: 'The name to compare with the one at the bank.' })
  name?: string | null;

  @Field(() => PhoneScalar, { nullable: true, description: 'A phone number of the holder.' })
  phone?: string | null;
}

@InputType('VerifyGstinInput', { description: 'A GSTIN to check.' })
export class VerifyGstinInput {
  @Field(() => GstinScalar, { description: 'The number.' })
  gstin!: string;

  @Field(() => FirmNameScalar, { nullable: true, description: 'The name of the business, to compare.' })
  businessName?: string | null;
}

@InputType('MatchNamesInput', { description: 'Two names to compare.' })
export class MatchNamesInput {
  @Field(() => FirmNameScalar, { description: 'One name.' })
  name!: string;

  @Field(() => FirmNameScalar, { description: 'The other name.' })
  otherName!: string;
}

export const VerificationConnection = connectionType('Verification', () => VerificationType);

const result = (name: string) =>
  resultUnion(name, 'Verification', () => VerificationType, ['ValidationProblem', ...PROVIDER_PROBLEMS]);
export const VerifyPanResult = result('VerifyPanResult');
export const VerifyBankAccountResult = result('VerifyBankAccountResult');
export const VerifyGstinResult = result('VerifyGstinResult');
export const MatchNamesResult = result('MatchNamesResult');
export const CheckLivenessResult = result('CheckLivenessResult');
