import { Field, InputType, ObjectType } from 'type-graphql';
import { resultUnion } from '../common/result-union.js';
import { DateTimeScalar } from '../scalars/date.scalars.js';
import { EmailAddressScalar, PhoneScalar } from '../scalars/identifier.scalars.js';
import { PasswordScalar, PersonNameScalar } from '../scalars/text.scalars.js';
import { UserType } from '../user/user.type.js';

@ObjectType('Session', { description: 'A signed-in session.', simpleResolvers: true })
export class SessionType {
  @Field(() => String, { description: 'Send it as `Authorization: Bearer <accessToken>`. Lives 15 minutes.' })
  accessToken!: string;

  @Field(() => String, { description: 'Gets a new access token later. Keep it secret.' })
  refreshToken!: string;

  @Field(() => DateTimeScalar, { description: 'When the access token ends.' })
  expiresAt!: Date;

  @Field(() => UserType, { description: 'Who signed in.' })
  user!: unknown;
}

@ObjectType('LoggedOut', {
  description: 'The session has ended; its tokens are worth nothing now.',
  simpleResolvers: true,
})
export class LoggedOutType {
  @Field(() => Boolean, { description: 'Always true.' })
  loggedOut!: boolean;
}

@InputType('RegisterInput', { description: 'A new account.' })
export class RegisterInput {
  @Field(() => PersonNameScalar, { description: 'The full name.' })
  name!: string;

  @Field(() => EmailAddressScalar, { description: 'The address to log in with.' })
  email!: string;

  @Field(() => PhoneScalar, { description: 'The mobile number; ten Indian digits are taken as +91.' })
  mobile!: string;

  @Field(() => PasswordScalar, { description: 'At least 10 characters.' })
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

export const RegisterResult = resultUnion('RegisterResult', 'User', () => UserType, ['ValidationProblem', 'Conflict']);
export const LoginResult = resultUnion('LoginResult', 'Session', () => SessionType, [
  'InvalidCredentials',
  'RateLimited',
]);
