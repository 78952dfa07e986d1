import { Field, Float, ID, ObjectType } from 'type-graphql';
import {
  COMPARISON_RESULTS,
  COMPARISON_SOURCES,
  type ComparisonResult,
  type ComparisonSource,
} from '../../domain/check/comparison.js';
import { CHECK_CAPABILITIES, type CheckCapability, fromKinds } from '../../domain/check/kinds/check-kinds.js';
import { VALIDITIES, type Validity } from '../../domain/check/verification.js';
import type { CheckOutcome, LifecycleStatus } from '../../domain/kernel/lifecycle.js';
import { connectionType } from '../common/connection.js';
import { CheckOutcomeEnum, enumType, LifecycleStatusEnum } from '../common/enums.js';
import { NodeInterface } from '../common/node.type.js';
import { DateScalar, DateTimeScalar } from '../scalars/date.scalars.js';

export const CheckCapabilityEnum = enumType<CheckCapability>(
  'CheckCapability',
  'What a verification checks.',
  CHECK_CAPABILITIES,
  fromKinds(({ meaning }) => meaning),
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

export const ComparisonResultEnum = enumType<ComparisonResult>(
  'ComparisonResult',
  'How something that was given compares with what the provider knows.',
  COMPARISON_RESULTS,
  {
    CONFIRMED: 'The same. Only this carries a PASS.',
    PARTIAL: 'Alike, but not enough: CAUTION.',
    DIFFERS: 'Not the same: FAIL.',
    NOT_COMPARED: 'Nobody has compared it, or nobody can: CAUTION once the check has ended.',
    UNKNOWN: 'The provider compared, and its word for the result is in no list.',
  },
);

export const ComparisonSourceEnum = enumType<ComparisonSource>(
  'ComparisonSource',
  'Who compared.',
  COMPARISON_SOURCES,
  {
    PROVIDER: 'The provider.',
    LOCAL: 'The gateway, with what the provider showed.',
  },
);

@ObjectType('VerificationComparison', {
  description: 'How one thing that was given compares with what the provider knows. Holds neither of the two values.',
  simpleResolvers: true,
})
export class VerificationComparisonType {
  @Field(() => String, { description: 'The input, e.g. `name`, `dateOfBirth`, `pan`.' })
  claim!: string;

  @Field(() => ComparisonResultEnum, { description: 'What came of it.' })
  result!: ComparisonResult;

  @Field(() => Float, { nullable: true, description: 'How alike, 0 to 1, where likeness was measured.' })
  score!: number | null;

  @Field(() => ComparisonSourceEnum, { nullable: true, description: 'Who compared; null when nobody did.' })
  source!: ComparisonSource | null;
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

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The last day on which everything that the check looked at is in force; null when nothing says.',
  })
  validUntil!: string | null;

  @Field(() => [VerificationAttemptType], { description: 'Every call that was made for it.' })
  attempts!: VerificationAttemptType[];

  @Field(() => [VerificationEventType], { description: 'Its life, oldest first.' })
  timeline!: VerificationEventType[];

  @Field(() => DateTimeScalar, { description: 'When it was asked for.' })
  createdAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was completed.' })
  completedAt!: Date | null;
}

export const VerificationConnection = connectionType('Verification', () => VerificationType);
