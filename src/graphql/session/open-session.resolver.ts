import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { SessionRecord } from '../../domain/session/session.js';
import type { SessionService } from '../../domain/session/session-service.js';
import { PageArgs, toConnection, toPageRequest } from '../common/connection.js';
import { fromGlobalId, toGlobalId } from '../common/global-id.js';
import { orProblem } from '../common/result-union.js';
import { type GraphqlContext, requireActor } from '../context/context.js';
import { OpenSessionConnection, OpenSessionType, RevokeSessionResult, SessionsRevokedType } from './session.types.js';

/** The devices that are signed in to one's own account. */
@Resolver(() => OpenSessionType)
export class OpenSessionResolver {
  constructor(private readonly service: SessionService) {}

  @Query(() => OpenSessionConnection, { description: 'The devices that are signed in to your account.' })
  async sessions(@Args(() => PageArgs) args: PageArgs, @Ctx() context: GraphqlContext) {
    const request = toPageRequest(args);
    return toConnection(await this.service.list(requireActor(context), request), request);
  }

  @Mutation(() => RevokeSessionResult, { description: 'Ends one of your sessions.' })
  revokeSession(
    @Arg('id', () => ID, { description: 'As `sessions` lists it.' }) id: string,
    @Ctx() context: GraphqlContext,
  ) {
    const sessionId = fromGlobalId('Session', id, 'id');
    return orProblem(async (): Promise<SessionsRevokedType> => {
      await this.service.revoke(requireActor(context), sessionId, context.client);
      return { count: 1 };
    });
  }

  @Mutation(() => SessionsRevokedType, { description: 'Ends all your sessions but the one that asks.' })
  async revokeOtherSessions(@Ctx() context: GraphqlContext): Promise<SessionsRevokedType> {
    return { count: await this.service.revokeOthers(requireActor(context), context.client) };
  }

  @FieldResolver(() => ID, { description: 'For `revokeSession`.' })
  id(@Root() session: SessionRecord): string {
    return toGlobalId('Session', session.id);
  }

  @FieldResolver(() => Boolean, { description: 'Whether it is the one that asks.' })
  current(@Root() session: SessionRecord, @Ctx() { actor }: GraphqlContext): boolean {
    return session.id === actor?.sessionId;
  }
}
