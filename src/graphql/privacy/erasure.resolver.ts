import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { invalid } from '../../domain/kernel/problem.js';
import type { ErasureRequest, ErasureState } from '../../domain/privacy/erasure.js';
import type { ErasureService } from '../../domain/privacy/erasure-service.js';
import type { User } from '../../domain/user/user.js';
import { PageArgs, toConnection, toPageRequest } from '../common/connection.js';
import { fromGlobalId, toGlobalId } from '../common/global-id.js';
import { orProblem } from '../common/result-union.js';
import { type GraphqlContext, requireActor } from '../context/context.js';
import { ErasureReceiptScalar } from '../scalars/token.scalars.js';
import { UserType } from '../user/user.type.js';
import {
  ErasureConnection,
  ErasureStateEnum,
  ErasureType,
  PlaceLegalHoldInput,
  PlaceLegalHoldResult,
  RecordProviderErasureInput,
  RecordProviderErasureResult,
  ReleaseLegalHoldsResult,
  RequestErasureResult,
  WithdrawErasureResult,
} from './privacy.type.js';

@Resolver(() => ErasureType)
export class ErasureResolver {
  constructor(private readonly service: ErasureService) {}

  @Query(() => ErasureType, {
    nullable: true,
    description: 'A request for erasure by its receipt, for everybody who holds it; null for any other receipt.',
  })
  erasure(@Arg('receipt', () => ErasureReceiptScalar, { description: 'As it was shown once.' }) receipt: string) {
    return this.service.findByReceipt(receipt);
  }

  @Query(() => ErasureConnection, { description: 'For admins: requests for erasure.' })
  async erasures(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('state', () => ErasureStateEnum, { nullable: true, description: 'Only those in this state.' })
    state: ErasureState | null,
  ) {
    const request = toPageRequest(args);
    return toConnection(await this.service.list(state ?? null, request), request);
  }

  @Mutation(() => RequestErasureResult, {
    description: 'Asks to be forgotten. What a law keeps is restricted until its date; the rest is removed.',
  })
  requestErasure(@Ctx() context: GraphqlContext) {
    return orProblem(() => this.service.request(requireActor(context), context.call));
  }

  @Mutation(() => WithdrawErasureResult, { description: 'Takes the own request for erasure back, before it begins.' })
  withdrawErasure(@Ctx() context: GraphqlContext) {
    return orProblem(() => this.service.withdraw(requireActor(context), context.call));
  }

  @Mutation(() => PlaceLegalHoldResult, { description: 'For admins: keeps everything of a person until a date.' })
  placeLegalHold(
    @Arg('input', () => PlaceLegalHoldInput, { description: 'The hold.' }) input: PlaceLegalHoldInput,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    const userId = fromGlobalId('User', input.userId, 'input.userId');
    const hold = { userId, basis: input.basis, until: input.until };
    return orProblem(() => this.service.placeHold(actor, hold, context.call));
  }

  @Mutation(() => ReleaseLegalHoldsResult, { description: 'For admins: ends all legal holds on a person.' })
  releaseLegalHolds(
    @Arg('userId', () => ID, { description: 'The id of a User.' }) userId: string,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    const subject = fromGlobalId('User', userId, 'userId');
    return orProblem(async () => ({ released: await this.service.releaseHolds(actor, subject, context.call) }));
  }

  @Mutation(() => RecordProviderErasureResult, {
    description:
      'For admins: records what a provider answered when it was asked to erase. The last ERASED ends a PARTIAL erasure.',
  })
  recordProviderErasure(
    @Arg('input', () => RecordProviderErasureInput, { description: 'The answer.' }) input: RecordProviderErasureInput,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    const { providerId, outcome } = input;
    const id = fromGlobalId('Erasure', input.erasureId, 'input.erasureId');
    return orProblem(async () => {
      if (outcome === 'TO_BE_ASKED') throw invalid([{ field: 'outcome', message: 'must be an answer' }]);
      return this.service.recordProviderAnswer(actor, id, { providerId, outcome }, context.call);
    });
  }

  @FieldResolver(() => ID, { description: 'For `recordProviderErasure`.' })
  id(@Root() request: ErasureRequest) {
    return toGlobalId('Erasure', request.id);
  }

  @FieldResolver(() => ID, { nullable: true, description: 'Whose: the id of a User, who may be gone. Admins only.' })
  userId(@Root() request: ErasureRequest) {
    return toGlobalId('User', request.userId);
  }
}

@Resolver(() => UserType)
export class UserErasureResolver {
  constructor(private readonly service: ErasureService) {}

  @FieldResolver(() => ErasureType, { nullable: true, description: 'The open request for erasure, if there is one.' })
  erasure(@Root() user: User) {
    return this.service.findOpen(user.id);
  }
}
