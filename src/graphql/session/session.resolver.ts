import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { AccountService } from '../../domain/session/account-service.js';
import type { Session } from '../../domain/session/session.js';
import type { SessionService } from '../../domain/session/session-service.js';
import { orProblem } from '../common/result-union.js';
import { type GraphqlContext, requireActor } from '../context/context.js';
import { RefreshTokenScalar } from '../scalars/token.scalars.js';
import { UserType } from '../user/user.type.js';
import {
  ChangePasswordInput,
  ChangePasswordResult,
  LoggedOutType,
  LoginInput,
  LoginResult,
  type PasswordChangedType,
  RefreshSessionResult,
  RegisterInput,
  RegisterResult,
  SessionType,
} from './session.types.js';

@Resolver(() => SessionType)
export class SessionResolver {
  constructor(
    private readonly accounts: AccountService,
    private readonly sessions: SessionService,
  ) {}

  @Mutation(() => RegisterResult, { description: 'Opens an account. Log in afterwards.' })
  register(
    @Arg('input', () => RegisterInput, { description: 'The new account.' }) input: RegisterInput,
    @Ctx() { client }: GraphqlContext,
  ) {
    return orProblem(() => this.accounts.register(input, client));
  }

  @Mutation(() => LoginResult, {
    description:
      'Signs in. An unknown address and a wrong password get the same answer. After ten wrong ones for an account in 15 minutes, by all who are not known to be its owner, they get RateLimited, and a right one still a Session. After 1,000 in a day one attempt in ten seconds is checked, of each network in turn: a right one may wait up to 30 seconds. Devices that were signed in before (header `X-Device-Token`) and networks from which the owner was let in have ten in 15 minutes, 100 in a day, of their own.',
  })
  login(
    @Arg('input', () => LoginInput, { description: 'Who wants to log in.' }) input: LoginInput,
    @Ctx() { client }: GraphqlContext,
  ) {
    return orProblem(() => this.accounts.login(input.email, input.password, client));
  }

  @Mutation(() => RefreshSessionResult, {
    description:
      'A new pair of tokens for a refresh token, which is good once. Of several requests with one token one gets the pair and the others a Conflict; a used token that comes later ends the session.',
  })
  refreshSession(
    @Arg('refreshToken', () => RefreshTokenScalar, { description: 'The one of the latest pair.' }) refreshToken: string,
    @Ctx() { client }: GraphqlContext,
  ) {
    return orProblem(() => this.sessions.refresh(refreshToken, client));
  }

  @Mutation(() => LoggedOutType, { description: 'Ends the session of the access token that this request carries.' })
  async logout(@Ctx() context: GraphqlContext): Promise<LoggedOutType> {
    await this.sessions.logout(requireActor(context), context.client);
    return { loggedOut: true };
  }

  @Mutation(() => ChangePasswordResult, { description: 'Changes the password and ends every other session.' })
  changePassword(
    @Arg('input', () => ChangePasswordInput, { description: 'Both passwords.' }) input: ChangePasswordInput,
    @Ctx() context: GraphqlContext,
  ) {
    return orProblem(async (): Promise<PasswordChangedType> => {
      await this.accounts.changePassword(requireActor(context), input, context.client);
      return { changed: true };
    });
  }

  @FieldResolver(() => UserType, { description: 'Who signed in.' })
  user(@Root() session: Session, @Ctx() context: GraphqlContext) {
    return context.loaders.user.load(session.userId);
  }
}
