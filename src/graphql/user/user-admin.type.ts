import { Field, InputType } from 'type-graphql';
import type { Role } from '../../domain/kernel/actor.js';
import { SUSPENSION_REASONS, type SuspensionReason } from '../../domain/user/user-administration.js';
import type { UserFilter } from '../../domain/user/user-repository.js';
import { enumType } from '../common/enums.js';
import { resultUnion } from '../common/result-union.js';
import { DateTimeScalar } from '../scalars/date.scalars.js';
import { EmailAddressScalar, PhoneScalar } from '../scalars/identifier.scalars.js';
import { RoleEnum, UserType } from './user.type.js';

export const SuspensionReasonEnum = enumType<SuspensionReason>(
  'SuspensionReason',
  'Why an account is suspended.',
  SUSPENSION_REASONS,
  {
    FRAUD_SUSPECTED: 'The account looks as if it served a fraud.',
    ACCOUNT_TAKEN_OVER: 'Somebody else seems to use it.',
    ASKED_BY_PERSON: 'The person asked for it.',
    LEGAL_ORDER: 'An authority ordered it.',
    EMPLOYMENT_ENDED: 'A member of staff has left.',
  },
);

@InputType('UserFilter', { description: 'Which users. Every condition that is given must be met.' })
export class UserFilterInput implements UserFilter {
  @Field(() => EmailAddressScalar, { nullable: true, description: 'The whole address; case does not count.' })
  email?: string | null;

  @Field(() => PhoneScalar, { nullable: true, description: 'The whole number. Several accounts may share one.' })
  mobile?: string | null;

  @Field(() => RoleEnum, { nullable: true, description: 'Accounts with this role, among others.' })
  role?: Role | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether nobody may sign in to it.' })
  suspended?: boolean | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Opened after this moment.' })
  createdAfter?: Date | null;
}

export const SetUserRolesResult = resultUnion('SetUserRolesResult', 'User', () => UserType, [
  'ValidationProblem',
  'NotFound',
  'Conflict',
]);
export const SuspendUserResult = resultUnion('SuspendUserResult', 'User', () => UserType, ['NotFound', 'Conflict']);
export const ReinstateUserResult = resultUnion('ReinstateUserResult', 'User', () => UserType, ['NotFound']);
