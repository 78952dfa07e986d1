import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { AccountService } from '../../domain/session/account-service.js';
import type { Session } from '../../domain/session/session.js';
import { orProblem } from '../common/result-union.js';
import { type GraphqlContext, requireActor } from '../context.js';
import { UserType } from '../user/user.type.js';
import { LoggedOutType, LoginInput, LoginResult, RegisterInput, RegisterResult, SessionType } from './session.types.js';

@Resolver(() => SessionType)
export class SessionResolver {
  constructor(private readonly accounts: AccountService) {}

  @Mutation(() => RegisterResult, { description: 'Opens an account. Log in afterwards.' })
  register(@Arg('input', () => RegisterInput, { description: 'The new account.' }) input: RegisterInput) {
    return orProblem(() => this.accounts.register(input));
  }

  @Mutation(() => LoginResult, {
    description: 'Signs in. An unknown address and a wrong password get the same answer.',
  })
  login(@Arg('input', () => LoginInput, { description: 'Who wants to log in.' }) input: LoginInput) {
    return orProblem(() => this.accounts.login(input.email, input.password));
  }

  @Mutation(() => LoggedOutType, { description: 'Ends the session of the access token that this request carries.' })
  async logout(@Ctx() context: GraphqlContext): Promise<LoggedOutType> {
    await this.accounts.logout(requireActor(context));
    return { loggedOut: true };
  }

  @FieldResolver(() => UserType, { description: 'Who signed in.' })
  user(@Root() session: Session, @Ctx() context: GraphqlContext) {
    return context.loaders.user.load(session.userId);
  }
}
