import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Applicant } from '../../domain/applicant/applicant.js';
import type { ApplicantService } from '../../domain/applicant/applicant-service.js';
import { listOwned } from '../../domain/kernel/owned-records.js';
import type { OwnedRepository } from '../../domain/kernel/owned-repository.js';
import type { User } from '../../domain/user/user.js';
import { readOwned } from '../access/read-owned.js';
import { toPageRequest } from '../common/connection.js';
import { fromGlobalId } from '../common/global-id.js';
import { orProblem } from '../common/result-union.js';
import { type GraphqlContext, requireActor } from '../context/context.js';
import { LivePageArgs, livePage, liveRecord, MaxAgeArgs } from '../context/max-age.js';
import { UserType } from '../user/user.type.js';
import {
  ApplicantConnection,
  ApplicantType,
  CreateApplicantInput,
  CreateApplicantResult,
  RequestApplicantCheckResult,
  toNewApplicant,
} from './applicant.type.js';

@Resolver(() => UserType)
export class UserApplicantsResolver {
  @FieldResolver(() => ApplicantConnection, { description: 'The person as an applicant at screening providers.' })
  async applicants(@Root() user: User, @Args(() => LivePageArgs) args: LivePageArgs, @Ctx() context: GraphqlContext) {
    const request = toPageRequest(args);
    return livePage(await context.loaders.applicants.load(user.id, request), request, args, context);
  }
}

@Resolver(() => ApplicantType)
export class ApplicantResolver {
  constructor(
    private readonly repository: OwnedRepository<Applicant>,
    private readonly service: ApplicantService,
  ) {}

  @Query(() => ApplicantType, {
    nullable: true,
    description: 'One applicant. Customers may read their own, staff all.',
  })
  applicant(
    @Arg('id', () => ID, { description: 'The id of an Applicant.' }) id: string,
    @Args(() => MaxAgeArgs) args: MaxAgeArgs,
    @Ctx() context: GraphqlContext,
  ) {
    return liveRecord(readOwned(this.repository, 'Applicant', id, context), args, context);
  }

  @Query(() => ApplicantConnection, { description: "The signed-in customer's applicants; all for staff." })
  async applicants(@Args(() => LivePageArgs) args: LivePageArgs, @Ctx() context: GraphqlContext) {
    const actor = requireActor(context);
    const request = toPageRequest(args);
    const page = context.accesses.seePage('Applicant', await listOwned(this.repository, actor, request));
    return livePage(page, request, args, context);
  }

  @Mutation(() => CreateApplicantResult, {
    description: 'Makes the signed-in user an applicant at the screening provider. Sent once.',
  })
  async createApplicant(
    @Arg('input', () => CreateApplicantInput, { description: 'The applicant.' }) input: CreateApplicantInput,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    const user = await context.loaders.user.load(actor.userId);
    if (user === null) throw new Error('The signed-in user is gone.');
    return orProblem(() => this.service.create(user, toNewApplicant(input), context.call));
  }

  @Mutation(() => RequestApplicantCheckResult, {
    description:
      'Starts the check of an applicant. Upload every document first: an early check can spoil the result, and while none was given for this applicant (after RESUBMIT: no new one) the answer is `Conflict`, nothing is sent and no attempt is counted. The provider allows five, and no sixth is sent: `ProviderRejected` with the reason ATTEMPTS_EXCEEDED.',
  })
  requestApplicantCheck(
    @Arg('applicantId', () => ID, { description: 'The id of an Applicant.' }) applicantId: string,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    const id = fromGlobalId('Applicant', applicantId, 'applicantId');
    return orProblem(() => this.service.requestCheck(actor, id, context.call));
  }

  @FieldResolver(() => UserType, { nullable: true, description: 'Whose applicant it is.' })
  user(@Root() applicant: Applicant, @Ctx() context: GraphqlContext) {
    return context.loaders.user.load(applicant.userId);
  }
}
