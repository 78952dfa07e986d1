import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { PasswordResetService } from '../../domain/session/password-reset-service.js';
import { orProblem, resultUnion } from '../common/result-union.js';
import type { GraphqlContext } from '../context/context.js';
import { EmailAddressScalar } from '../scalars/identifier.scalars.js';
import { PasswordScalar } from '../scalars/text.scalars.js';
import { PasswordResetTokenScalar } from '../scalars/token.scalars.js';
import { ChangePasswordResult, type PasswordChangedType } from './session.types.js';

@ObjectType('PasswordResetRequested', {
  description: 'If there is an account with this address, a message to it is on its way.',
  simpleResolvers: true,
})
class PasswordResetRequestedType {
  @Field(() => Boolean, { description: 'Always true: the answer does not tell whether there is such an account.' })
  requested!: boolean;
}

@InputType('RequestPasswordResetInput', { description: 'Whose password was forgotten.' })
class RequestPasswordResetInput {
  @Field(() => EmailAddressScalar, { description: 'The address of the account.' })
  email!: string;
}

@InputType('ResetPasswordInput', { description: 'A new password in place of a forgotten one.' })
class ResetPasswordInput {
  @Field(() => PasswordResetTokenScalar, { description: 'The one of the message.' })
  token!: string;

  @Field(() => PasswordScalar, { description: 'At least 10 characters, and none of those that are tried first.' })
  password!: string;

  @Field(() => PasswordScalar, { description: 'The new password once more.' })
  passwordConfirmation!: string;
}

const RequestPasswordResetResult = resultUnion(
  'RequestPasswordResetResult',
  'PasswordResetRequested',
  () => PasswordResetRequestedType,
  ['RateLimited', 'Blocked'],
);

/** For people who forgot their password. */
@Resolver()
export class PasswordResetResolver {
  constructor(private readonly service: PasswordResetService) {}

  @Mutation(() => RequestPasswordResetResult, {
    description:
      'Mails a token for a new password to the address of an account. It is good once, for 30 minutes, and so are all that were mailed before it. Five in 15 minutes, 20 in a day, by whoever is signed in, and by each device that was signed in before (header `X-Device-Token`) or network. Other networks never count for you; for an account they get ten mails in 15 minutes, 20 in a day, then one in 20 minutes: there is always one in the mail box that is still good.',
  })
  requestPasswordReset(
    @Arg('input', () => RequestPasswordResetInput, { description: 'Whose password was forgotten.' })
    input: RequestPasswordResetInput,
    @Ctx() { client }: GraphqlContext,
  ) {
    return orProblem(async (): Promise<PasswordResetRequestedType> => {
      await this.service.request(input.email, client);
      return { requested: true };
    });
  }

  @Mutation(() => ChangePasswordResult, {
    description:
      'Sets a new password by the token of a message, and ends every session. A token that is not good is answered as InvalidCredentials, whatever is wrong with it.',
  })
  resetPassword(
    @Arg('input', () => ResetPasswordInput, { description: 'The token and the new password.' })
    input: ResetPasswordInput,
    @Ctx() { client }: GraphqlContext,
  ) {
    return orProblem(async (): Promise<PasswordChangedType> => {
      await this.service.reset(input, client);
      return { changed: true };
    });
  }
}
