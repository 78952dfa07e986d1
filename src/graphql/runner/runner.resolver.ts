import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { listOwned } from '../../domain/kernel/owned-records.js';
import type { OwnedRepository } from '../../domain/kernel/owned-repository.js';
import type { Runner } from '../../domain/runner/runner.js';
import type { RunnerService } from '../../domain/runner/runner-service.js';
import type { User } from '../../domain/user/user.js';
import { readOwned } from '../access/read-owned.js';
import { toPageRequest } from '../common/connection.js';
import { fromGlobalId } from '../common/global-id.js';
import { type GraphqlContext, requireActor } from '../context/context.js';
import { LivePageArgs, livePage, liveRecord, MaxAgeArgs } from '../context/max-age.js';
import { ShortTextScalar } from '../scalars/text.scalars.js';
import { UserType } from '../user/user.type.js';
import { afterRunnerCommand } from './after-runner-command.js';
import {
  CreateRunnerInput,
  CreateRunnerResult,
  ExecuteRunnerInput,
  ExecuteRunnerResult,
  RunnerConnection,
  RunnerType,
  SetCurrentApplicantResult,
  SubmitApplicationResult,
} from './runner.type.js';

@Resolver(() => UserType)
export class UserRunnersResolver {
  @FieldResolver(() => RunnerConnection, { description: "The person's workflow instances." })
  async runners(@Root() user: User, @Args(() => LivePageArgs) args: LivePageArgs, @Ctx() context: GraphqlContext) {
    const request = toPageRequest(args);
    return livePage(await context.loaders.runners.load(user.id, request), request, args, context);
  }
}

@Resolver(() => RunnerType)
export class RunnerResolver {
  constructor(
    private readonly repository: OwnedRepository<Runner>,
    private readonly service: RunnerService,
  ) {}

  @Query(() => RunnerType, { nullable: true, description: 'One runner. Customers may read their own, staff all.' })
  runner(
    @Arg('id', () => ID, { description: 'The id of a Runner.' }) id: string,
    @Args(() => MaxAgeArgs) args: MaxAgeArgs,
    @Ctx() context: GraphqlContext,
  ) {
    return liveRecord(readOwned(this.repository, 'Runner', id, context), args, context);
  }

  @Query(() => RunnerConnection, { description: "The signed-in customer's runners; all for staff." })
  async runners(@Args(() => LivePageArgs) args: LivePageArgs, @Ctx() context: GraphqlContext) {
    const actor = requireActor(context);
    const request = toPageRequest(args);
    const page = context.accesses.seePage('Runner', await listOwned(this.repository, actor, request));
    return livePage(page, request, args, context);
  }

  @Mutation(() => CreateRunnerResult, { description: 'Starts a workflow. Sent once.' })
  createRunner(
    @Arg('input', () => CreateRunnerInput, { description: 'The workflow.' }) input: CreateRunnerInput,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    return afterRunnerCommand(context, () =>
      this.service.create(actor, { flowId: input.flowId ?? null, refId: input.refId ?? null }, context.call),
    );
  }

  @Mutation(() => ExecuteRunnerResult, {
    description: 'Submits the form of the current node, or goes to another node. Sent once.',
  })
  executeRunner(
    @Arg('input', () => ExecuteRunnerInput, { description: 'The step.' }) input: ExecuteRunnerInput,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    const runnerId = fromGlobalId('Runner', input.runnerId, 'input.runnerId');
    return afterRunnerCommand(context, () =>
      this.service.execute(actor, runnerId, { action: input.action, data: input.data }, context.call),
    );
  }

  @Mutation(() => SetCurrentApplicantResult, {
    description: 'Chooses the applicant that the next steps of a runner are about.',
  })
  setCurrentApplicant(
    @Arg('runnerId', () => ID, { description: 'The id of a Runner.' }) runnerId: string,
    @Arg('providerApplicantId', () => ShortTextScalar, {
      description: '`providerApplicantId` of one of `Runner.applicants`.',
    })
    providerApplicantId: string,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    const id = fromGlobalId('Runner', runnerId, 'runnerId');
    return afterRunnerCommand(context, () =>
      this.service.setCurrentApplicant(actor, id, providerApplicantId, context.call),
    );
  }

  @Mutation(() => SubmitApplicationResult, { description: 'Submits the whole application of a runner. Sent once.' })
  submitApplication(
    @Arg('runnerId', () => ID, { description: 'The id of a Runner.' }) runnerId: string,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    return afterRunnerCommand(context, () =>
      this.service.submitApplication(actor, fromGlobalId('Runner', runnerId, 'runnerId'), context.call),
    );
  }

  @FieldResolver(() => UserType, { nullable: true, description: 'Whose runner it is.' })
  user(@Root() runner: Runner, @Ctx() context: GraphqlContext) {
    return context.loaders.user.load(runner.userId);
  }
}
