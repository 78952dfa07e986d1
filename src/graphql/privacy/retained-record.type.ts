import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { CheckCapability } from '../../domain/check/kinds/check-kinds.js';
import type { CheckOutcome } from '../../domain/kernel/lifecycle.js';
import { CheckCapabilityEnum } from '../check/verification.type.js';
import { CheckOutcomeEnum } from '../common/enums.js';
import { DateTimeScalar } from '../scalars/date.scalars.js';
import { AddressType, PanDetailsType, PersonalDetailsType } from '../user/profile.types.js';

@ObjectType('RetainedCheck', { description: 'A check by which a person was identified.', simpleResolvers: true })
export class RetainedCheckType {
  @Field(() => CheckCapabilityEnum, { description: 'What was checked.' })
  capability!: CheckCapability;

  @Field(() => ID, { description: 'The provider that checked it.' })
  providerId!: string;

  @Field(() => String, { description: 'What it was about, masked.' })
  subject!: string;

  @Field(() => CheckOutcomeEnum, { nullable: true, description: 'What was found.' })
  outcome!: CheckOutcome | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it ended.' })
  completedAt!: Date | null;
}

@ObjectType('RetainedRecord', {
  description: 'What a law keeps of a person whose account was erased, masked.',
  simpleResolvers: true,
})
export class RetainedRecordType {
  @Field(() => ID, { description: 'Who it was: the id of the User that is gone.' })
  userId!: string;

  @Field(() => String, { description: 'The legal basis.' })
  basis!: string;

  @Field(() => DateTimeScalar, { description: 'Until when it is kept.' })
  until!: Date;

  @Field(() => DateTimeScalar, { description: 'Since when: the day of the erasure.' })
  createdAt!: Date;

  @Field(() => String, { description: 'The full name.' })
  name!: string;

  @Field(() => String, { description: 'The email address of the account, masked.' })
  email!: string;

  @Field(() => String, { description: 'The mobile number of the account, masked.' })
  mobile!: string;

  @Field(() => DateTimeScalar, { description: 'When the account was opened.' })
  accountCreatedAt!: Date;

  @Field(() => PanDetailsType, { nullable: true, description: 'The PAN.' })
  pan!: PanDetailsType | null;

  @Field(() => PersonalDetailsType, { nullable: true, description: 'The person.' })
  personal!: PersonalDetailsType | null;

  @Field(() => AddressType, { nullable: true, description: 'The permanent address.' })
  address!: AddressType | null;

  @Field(() => [RetainedCheckType], { description: 'The checks that identified the person.' })
  checks!: readonly RetainedCheckType[];

  @Field(() => Int, { description: 'How many identity documents are kept.' })
  documents!: number;
}
