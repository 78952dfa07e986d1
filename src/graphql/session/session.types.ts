import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { connectionType } from '../common/connection.js';
import { resultUnion } from '../common/result-union.js';
import { DateTimeScalar } from '../scalars/date.scalars.js';
import { EmailAddressScalar, PhoneScalar } from '../scalars/identifier.scalars.js';
import { PasswordScalar, PersonNameScalar } from '../scalars/text.scalars.js';
import { UserType } from '../user/user.type.js';

@ObjectType('Session', { description: 'A signed-in session.', simpleResolvers: true })
export class SessionType {
  @Field(() => String, { description: 'Send it as `Authorization: Bearer <accessToken>`. Lives 15 minutes.' })
  accessToken!: string;

  @Field(() => String, {
    description: 'Gets the next pair from `refreshSession`, once. Keep it secret: used twice, it ends the session.',
  })
  refreshToken!: string;

  @Field(() => String, {
    description:
      'Keep it on the device, also after logging out, for 180 days, and send it as the header `X-Device-Token` with `login`, `requestOtp`, `verifyOtp` and `requestPasswordReset`: wrong attempts of others then do not count for you. Optional; it opens nothing.',
  })
  deviceToken!: string;

  @Field(() => DateTimeScalar, { description: 'When the access token ends.' })
  expiresAt!: Date;

  @Field(() => UserType, { description: 'Who signed in.' })
  user!: unknown;
}

@ObjectType('OpenSession', { description: 'A device that is signed in to the account.', simpleResolvers: true })
export class OpenSessionType {
  @Field(() => String, { description: 'Browser and system in two words, e.g. `Firefox on Windows`.' })
  device!: string;

  @Field(() => DateTimeScalar, { description: 'When it signed in.' })
  createdAt!: Date;

  @Field(() => DateTimeScalar, { description: 'When it signed in or last refreshed its tokens.' })
  lastUsedAt!: Date;

  @Field(() => DateTimeScalar, { description: 'When it ends by itself.' })
  expiresAt!: Date;
}

export const OpenSessionConnection = connectionType('OpenSession', () => OpenSessionType);

@ObjectType('LoggedOut', {
  description: 'The session has ended; its tokens are worth nothing now.',
  simpleResolvers: true,
})
export class LoggedOutType {
  @Field(() => Boolean, { description: 'Always true.' })
  loggedOut!: boolean;
}

@ObjectType('SessionsRevoked', {
  description: 'Sessions have ended; their tokens are worth nothing now.',
  simpleResolvers: true,
})
export class SessionsRevokedType {
  @Field(() => Int, { description: 'How many.' })
  count!: number;
}

@ObjectType('PasswordChanged', {
  description: 'The new password holds; every other session has ended.',
  simpleResolvers: true,
})
export class PasswordChangedType {
  @Field(() => Boolean, { description: 'Always true.' })
  changed!: boolean;
}

@InputType('RegisterInput', { description: 'A new account.' })
export class RegisterInput {
  @Field(() => PersonNameScalar, { description: 'The full name.' })
  name!: string;

  @Field(() => EmailAddressScalar, { description: 'The address to log in with.' })
  email!: string;

  @Field(() => PhoneScalar, { description: 'The mobile number; ten Indian digits are taken as +91.' })
  mobile!: string;

  @Field(() => PasswordScalar, { description: 'At least 10 characters, and none of those that are tried first.' })
  password!: string;

  @Field(() => PasswordScalar, { description: 'The password once more.' })
  passwordConfirmation!: string;
}

@InputType('LoginInput', { description: 'Who wants to log in.' })
export class LoginInput {
  @Field(() => EmailAddressScalar, { description: 'The address of the account.' })
  email!: string;

  @Field(() => PasswordScalar, { description: 'The password.' })
  password!: string;
}

@InputType('ChangePasswordInput', { description: 'A new password in place of the present one.' })
export class ChangePasswordInput {
  @Field(() => PasswordScalar, { description: 'The present one.' })
  currentPassword!: string;

  @Field(() => PasswordScalar, { description: 'At least 10 characters, and none of those that are tried first.' })
  password!: string;

  @Field(() => PasswordScalar, { description: 'The new password once more.' })
  passwordConfirmation!: string;
}

export const RegisterResult = resultUnion('RegisterResult', 'User', () => UserType, [
  'ValidationProblem',
  'Conflict',
  'RateLimited',
]);
export const LoginResult = resultUnion('LoginResult', 'Session', () => SessionType, [
  'InvalidCredentials',
  'RateLimited',
]);
export const RefreshSessionResult = resultUnion('RefreshSessionResult', 'Session', () => SessionType, [
  'SessionEnded',
  'Conflict',
]);
export const RevokeSessionResult = resultUnion('RevokeSessionResult', 'SessionsRevoked', () => SessionsRevokedType, [
  'NotFound',
]);
export const ChangePasswordResult = resultUnion('ChangePasswordResult', 'PasswordChanged', () => PasswordChangedType, [
  'InvalidCredentials',
  'ValidationProblem',
  'RateLimited',
]);
