import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { CheckEngine } from '../../domain/check/check-engine.js';
import type { Verification } from '../../domain/check/verification.js';
import { listOwned } from '../../domain/kernel/owned-records.js';
import type { OwnedRepository } from '../../domain/kernel/owned-repository.js';
import type { User } from '../../domain/user/user.js';
import { readOwned } from '../access/read-owned.js';
import { toPageRequest } from '../common/connection.js';
import { type GraphqlContext, requireActor } from '../context/context.js';
import { LivePageArgs, livePage, liveRecord, MaxAgeArgs } from '../context/max-age.js';
import { UserType } from '../user/user.type.js';
import { ValidityEnum, VerificationConnection, VerificationType } from './verification.type.js';

@Resolver(() => UserType)
export class UserVerificationsResolver {
  @FieldResolver(() => VerificationConnection, { description: 'The checks that were made about the person.' })
  async verifications(
    @Root() user: User,
    @Args(() => LivePageArgs) args: LivePageArgs,
    @Ctx() context: GraphqlContext,
  ) {
    const request = toPageRequest(args);
    return livePage(await context.loaders.verifications.load(user.id, request), request, args, context);
  }
}

@Resolver(() => VerificationType)
export class VerificationResolver {
  constructor(
    private readonly repository: OwnedRepository<Verification>,
    private readonly engine: CheckEngine,
  ) {}

  @Query(() => VerificationType, {
    nullable: true,
    description: 'One verification. Customers may read their own, staff all.',
  })
  verification(
    @Arg('id', () => ID, { description: 'The id of a Verification.' }) id: string,
    @Args(() => MaxAgeArgs) args: MaxAgeArgs,
    @Ctx() context: GraphqlContext,
  ) {
    return liveRecord(readOwned(this.repository, 'Verification', id, context), args, context);
  }

  @Query(() => VerificationConnection, { description: "The signed-in customer's verifications; all for staff." })
  async verifications(@Args(() => LivePageArgs) args: LivePageArgs, @Ctx() context: GraphqlContext) {
    const actor = requireActor(context);
    const request = toPageRequest(args);
    const page = context.accesses.seePage('Verification', await listOwned(this.repository, actor, request));
    return livePage(page, request, args, context);
  }

  @FieldResolver(() => ValidityEnum, {
    nullable: true,
    description: 'Does a passed check still hold today? EXPIRED when what it looked at has run out.',
  })
  validity(@Root() verification: Verification) {
    return this.engine.validityOf(verification);
  }

  @FieldResolver(() => UserType, { nullable: true, description: 'Whom it is about.' })
  user(@Root() verification: Verification, @Ctx() context: GraphqlContext) {
    return context.loaders.user.load(verification.userId);
  }
}
