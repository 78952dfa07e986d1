import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { User } from '../../domain/user/user.js';
import { PageArgs, toConnection, toPageRequest } from '../common/connection.js';
import type { GraphqlContext } from '../context/context.js';
import { UserType } from '../user/user.type.js';
import { AccessLogConnection, toAccessView } from './access-log.type.js';

@Resolver(() => UserType)
export class UserAccessLogResolver {
  @FieldResolver(() => AccessLogConnection, {
    nullable: true,
    description: 'Who looked at the data of the person, when and why. For the person and for admins; null for others.',
  })
  async accessLog(@Root() user: User, @Args(() => PageArgs) args: PageArgs, @Ctx() context: GraphqlContext) {
    const { actor } = context;
    const admin = actor?.roles.includes('ADMIN') ?? false;
    if (actor?.userId !== user.id && !admin) return null;
    const request = toPageRequest(args);
    const { items, hasNextPage } = await context.loaders.accessLog.load(user.id, request);
    return toConnection({ items: items.map((access) => toAccessView(access, admin)), hasNextPage }, request);
  }
}
