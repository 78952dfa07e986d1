import { Field, ID, InputType, ObjectType } from 'type-graphql';
import type { AccessPurpose } from '../../domain/audit/access-log.js';
import { REVEALABLE_FIELDS, type RevealableField } from '../../domain/privacy/reveal-service.js';
import { enumType } from '../common/enums.js';
import { resultUnion } from '../common/result-union.js';
import { AccessPurposeEnum } from './access-log.type.js';

export const RevealableFieldEnum = enumType<RevealableField>(
  'RevealableField',
  'What is masked everywhere else.',
  REVEALABLE_FIELDS,
  {
    EMAIL: 'The email address of the account, or of the applicant.',
    MOBILE: 'The mobile number of the account, or of the applicant.',
    PAN: 'The PAN of the profile.',
    PAN_EMAIL: 'The email address given with the PAN.',
    PAN_MOBILE: 'The mobile number given with the PAN.',
    DATE_OF_BIRTH: 'The date of birth given with the PAN, or read from the documents of the applicant.',
    ADDRESS: 'The address of the profile, or read from the documents of the applicant, in one line.',
    BANK_ACCOUNT_NUMBER: 'The number of the bank account with the id `accountId`.',
    DEMAT_DP_ID: 'The depository participant of the demat account with the id `accountId`.',
    DEMAT_CLIENT_ID: 'The client number of the demat account with the id `accountId`.',
  },
);

@InputType('RevealFieldInput', { description: 'One field of one person.' })
export class RevealFieldInput {
  @Field(() => ID, { description: 'The id of a User, or of an Applicant for what the provider has.' })
  recordId!: string;

  @Field(() => RevealableFieldEnum, { description: 'Which field.' })
  field!: RevealableField;

  @Field(() => ID, { nullable: true, description: 'The `id` of the account, for the fields of accounts.' })
  accountId?: string | null;

  @Field(() => AccessPurposeEnum, { description: 'Why. Goes into the access log, which the person can read.' })
  purpose!: AccessPurpose;
}

@ObjectType('RevealedField', {
  description: 'A personal value in clear. Show it, and keep it nowhere.',
  simpleResolvers: true,
})
export class RevealedFieldType {
  @Field(() => RevealableFieldEnum, { description: 'Which field.' })
  revealed!: RevealableField;

  @Field(() => String, { nullable: true, description: 'The value; null when it is not known.' })
  value!: string | null;
}

export const RevealFieldResult = resultUnion('RevealFieldResult', 'RevealedField', () => RevealedFieldType, [
  'ValidationProblem',
  'NotFound',
  'ProviderUnavailable',
]);
