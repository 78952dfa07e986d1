import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import type { ExternalIdentity } from '../../domain/session/external-identity.js';
import type { ExternalIdentityService } from '../../domain/session/external-identity-service.js';
import type { User } from '../../domain/user/user.js';
import { PageArgs, toConnection, toPageRequest } from '../common/connection.js';
import { fromGlobalId, toGlobalId } from '../common/global-id.js';
import { orProblem } from '../common/result-union.js';
import { type GraphqlContext, requireActor } from '../context/context.js';
import { PasswordScalar } from '../scalars/text.scalars.js';
import { UserType } from '../user/user.type.js';
import {
  ConfirmExternalIdentityResult,
  ExternalIdentityConnection,
  ExternalIdentityType,
  type IdentityUnlinkedType,
  LinkExternalIdentityInput,
  LinkExternalIdentityResult,
  UnlinkExternalIdentityResult,
} from './external-identity.type.js';

@Resolver(() => ExternalIdentityType)
export class ExternalIdentityResolver {
  constructor(private readonly service: ExternalIdentityService) {}

  @Mutation(() => LinkExternalIdentityResult, {
    description:
      'For admins: says whose an identity at an outside provider is. It opens the account when the person has confirmed it. Doing it twice changes nothing.',
  })
  linkExternalIdentity(
    @Arg('input', () => LinkExternalIdentityInput, { description: 'Whose it is.' }) input: LinkExternalIdentityInput,
    @Ctx() context: GraphqlContext,
  ) {
    const { issuer, subject } = input;
    const userId = fromGlobalId('User', input.userId, 'input.userId');
    return orProblem(() => this.service.link(requireActor(context), { userId, issuer, subject }, context.requestId));
  }

  @Mutation(() => ConfirmExternalIdentityResult, {
    description: 'Says that an identity is yours: tokens of its provider open your account from now on.',
  })
  confirmExternalIdentity(
    @Arg('identityId', () => ID, { description: 'As `User.externalIdentities` lists it.' }) identityId: string,
    @Arg('password', () => PasswordScalar, { description: 'The password of the account.' }) password: string,
    @Ctx() context: GraphqlContext,
  ) {
    const id = fromGlobalId('ExternalIdentity', identityId, 'identityId');
    return orProblem(() => this.service.confirm(requireActor(context), id, password, context.client));
  }

  @Mutation(() => UnlinkExternalIdentityResult, {
    description: 'For the person and for admins: the identity opens the account no more.',
  })
  unlinkExternalIdentity(
    @Arg('identityId', () => ID, { description: 'As `User.externalIdentities` lists it.' }) identityId: string,
    @Ctx() context: GraphqlContext,
  ) {
    const id = fromGlobalId('ExternalIdentity', identityId, 'identityId');
    return orProblem(async (): Promise<IdentityUnlinkedType> => {
      await this.service.unlink(requireActor(context), id, context.requestId);
      return { unlinked: true };
    });
  }

  @FieldResolver(() => ID, { description: 'For `confirmExternalIdentity` and `unlinkExternalIdentity`.' })
  id(@Root() { id }: ExternalIdentity): string {
    return toGlobalId('ExternalIdentity', id);
  }
}

@Resolver(() => UserType)
export class UserExternalIdentitiesResolver {
  @FieldResolver(() => ExternalIdentityConnection, {
    nullable: true,
    description: 'Whom outside providers know the person as. For the person and for admins; null for others.',
  })
  async externalIdentities(
    @Root() user: User,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { actor, loaders }: GraphqlContext,
  ) {
    if (actor?.userId !== user.id && !actor?.roles.includes('ADMIN')) return null;
    const request = toPageRequest(args);
    return toConnection(await loaders.externalIdentities.load(user.id, request), request);
  }
}
