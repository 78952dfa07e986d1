import { Field, ID, ObjectType } from 'type-graphql';
import { ROLES, type Role } from '../../domain/kernel/actor.js';
import { KYC_STEPS, type KycStep } from '../../domain/kyc/kyc-summary.js';
import { FACT_NAMES, type FactName } from '../../domain/user/facts.js';
import { connectionType } from '../common/connection.js';
import { enumType } from '../common/enums.js';
import { NodeInterface } from '../common/node.type.js';
import { PROVIDER_PROBLEMS, resultUnion } from '../common/result-union.js';
import { DateTimeScalar } from '../scalars/date.scalars.js';

export const RoleEnum = enumType<Role>('Role', 'What an account may do.', ROLES, {
  CUSTOMER: 'See and change their own data.',
  REVIEWER: "See everybody's data.",
  ADMIN: "See everybody's data and manage accounts.",
  SERVICE: 'Another program.',
});

export const FactNameEnum = enumType<FactName>('FactName', 'What a fact is about.', FACT_NAMES, {
  NAME: 'The full name.',
  DATE_OF_BIRTH: 'The date of birth, masked: the year.',
  CITY: 'The city of residence.',
  POSTAL_CODE: 'The postal code of residence.',
  EMAIL: 'The email address, masked.',
  MOBILE: 'The mobile number, masked.',
});

export const KycStepEnum = enumType<KycStep>('KycStep', 'A part of the KYC of a person.', KYC_STEPS, {
  PAN: 'The PAN is in the profile.',
  PERSONAL: 'Personal details are in the profile.',
  ADDRESS: 'The address is in the profile.',
  BANK_ACCOUNT: 'A bank account is in the profile.',
  SCREENING: 'The person is an applicant at a screening provider.',
  PAN_CHECK: 'A PAN check passed and is still valid.',
  BANK_ACCOUNT_CHECK: 'A bank account check passed and is still valid.',
});

@ObjectType('FactValue', { description: 'What one source says.', simpleResolvers: true })
export class FactValueType {
  @Field(() => ID, { nullable: true, description: 'The provider; null for what the person told us.' })
  providerId!: string | null;

  @Field(() => String, { description: 'The value.' })
  value!: string;
}

@ObjectType('Fact', {
  description: 'The same fact side by side from every source that knows it.',
  simpleResolvers: true,
})
export class FactType {
  @Field(() => FactNameEnum, { description: 'What it is about.' })
  name!: FactName;

  @Field(() => [FactValueType], { description: 'What each source says.' })
  values!: FactValueType[];

  @Field(() => Boolean, {
    description: 'True when two sources say different things; case, spaces and punctuation do not count.',
  })
  conflicting!: boolean;
}

@ObjectType('KycSummary', {
  description:
    'How far the KYC of a person has come. Made from local records alone, so it answers whatever state the providers are in.',
  simpleResolvers: true,
})
export class KycSummaryType {
  @Field(() => [KycStepEnum], { description: 'What is there.' })
  done!: KycStep[];

  @Field(() => [KycStepEnum], { description: 'What is not.' })
  missing!: KycStep[];

  @Field(() => Boolean, { description: 'Whether nothing is missing.' })
  complete!: boolean;
}

@ObjectType('User', {
  implements: NodeInterface,
  description: 'A local account with everything known about the person, here and at the providers.',
})
export class UserType extends NodeInterface {
  @Field(() => String, { description: 'The full name given at registration.' })
  name!: string;

  @Field(() => [RoleEnum], { description: 'What the account may do.' })
  roles!: Role[];

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When a code sent to the mobile number came back right.',
  })
  mobileVerifiedAt!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When a code or a token sent to the email address came back.',
  })
  emailVerifiedAt!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Since when nobody may sign in to the account. Staff only: null for the subject.',
  })
  suspendedAt!: Date | null;

  @Field(() => DateTimeScalar, { description: 'When the account was opened.' })
  createdAt!: Date;
}

export const UserConnection = connectionType('User', () => UserType);
export const UpdateProfileResult = resultUnion('UpdateProfileResult', 'User', () => UserType, [
  'ValidationProblem',
  ...PROVIDER_PROBLEMS,
]);
