import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { AccessPurpose } from '../../domain/audit/access-log.js';
import type { Actor } from '../../domain/kernel/actor.js';
import type { JsonObject } from '../../domain/provider/workflow-port.js';
import type { Runner } from '../../domain/runner/runner.js';
import type { RunnerAfterCommand } from '../../domain/runner/runner-records.js';
import type { RunnerService } from '../../domain/runner/runner-service.js';
import type { RunnerToolsService } from '../../domain/runner/runner-tools-service.js';
import { AccessPurposeEnum } from '../access-log/access-log.type.js';
import { fromGlobalId } from '../common/global-id.js';
import { orProblem } from '../common/result-union.js';
import { type GraphqlContext, requireActor } from '../context/context.js';
import { live } from '../context/live.js';
import { JsonObjectScalar } from '../scalars/json-object.scalar.js';
import { LongTextScalar } from '../scalars/text.scalars.js';
import { ProviderRecordIdScalar } from '../scalars/token.scalars.js';
import { afterRunnerCommand } from './after-runner-command.js';
import { toProviderPageRequest, toProviderRunnerList } from './provider-runner-page.js';
import { RunnerType } from './runner.type.js';
import {
  CreateAndExecuteRunnerInput,
  CreateAndExecuteRunnerResult,
  ParseRunnerTemplateResult,
  ProviderRunnerListType,
  ProviderRunnerPageArgs,
  RunnerActivityType,
  RunnerCurrentNodesType,
  RunnerFlowInfoType,
  RunnerStoreType,
  SendRunnerCallbackResult,
  UpdateRunnerDesignResult,
  UpdateRunnerStoreResult,
} from './runner-tools.type.js';

const RUNNER_ID = { description: 'The id of a Runner.' };

/** What can be looked up around a runner, and what staff do with the runners of others. */
@Resolver(() => RunnerType)
export class RunnerToolsResolver {
  constructor(
    private readonly runners: RunnerService,
    private readonly tools: RunnerToolsService,
  ) {}

  @Query(() => ProviderRunnerListType, {
    description: 'For staff: the runners as the provider lists them, also those that were not made here.',
  })
  async providerRunners(
    @Args(() => ProviderRunnerPageArgs) args: ProviderRunnerPageArgs,
    @Ctx() context: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const page = toProviderPageRequest(args);
    return toProviderRunnerList(await live(context, info, this.tools.listRunners(page, context.call)), page);
  }

  @FieldResolver(() => RunnerActivityType, { description: 'What was done in it. A call of its own.' })
  async activity(@Root() runner: Runner, @Ctx() context: GraphqlContext, @Info() info: GraphQLResolveInfo) {
    const { value, source } = await live(context, info, context.loaders.runnerTools.activity.load(runner));
    return { items: value, source };
  }

  @FieldResolver(() => RunnerStoreType, {
    nullable: true,
    description: 'What it keeps of what was submitted. A call of its own. Staff only: null for the subject.',
  })
  async store(@Root() runner: Runner, @Ctx() context: GraphqlContext, @Info() info: GraphQLResolveInfo) {
    const { value, source } = await live(context, info, context.loaders.runnerTools.store.load(runner));
    return { content: value, source };
  }

  @FieldResolver(() => RunnerFlowInfoType, {
    description: 'What is public of its flow; asked without credentials. A call of its own.',
  })
  async flowInfo(@Root() runner: Runner, @Ctx() context: GraphqlContext, @Info() info: GraphQLResolveInfo) {
    const { value, source } = await live(context, info, context.loaders.runnerTools.flow.load(runner));
    return { ...(value ?? { name: null, nodes: null, stages: null, content: null }), source };
  }

  @FieldResolver(() => RunnerCurrentNodesType, { description: 'All nodes that it is at. A call of its own.' })
  async currentNodes(@Root() runner: Runner, @Ctx() context: GraphqlContext, @Info() info: GraphQLResolveInfo) {
    const { value, source } = await live(context, info, context.loaders.runnerTools.nodes.load(runner));
    return { items: value, source };
  }

  @Mutation(() => CreateAndExecuteRunnerResult, {
    description: 'Starts a workflow and does its first step in one call of the provider. Sent once.',
  })
  createAndExecuteRunner(
    @Arg('input', () => CreateAndExecuteRunnerInput, { description: 'The workflow and its first step.' })
    input: CreateAndExecuteRunnerInput,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    const { flowId = null, refId = null, action, data } = input;
    return afterRunnerCommand(context, () =>
      this.runners.createAndExecute(actor, { flowId, refId, action, data }, context.call),
    );
  }

  @Mutation(() => SendRunnerCallbackResult, {
    description:
      "For admins: tells a runner the result of an outside system that it waits for, under the person's consent. Recorded and sent once.",
  })
  sendRunnerCallback(
    @Arg('runnerId', () => ID, RUNNER_ID) runnerId: string,
    @Arg('payload', () => JsonObjectScalar, {
      description: 'The result, in the words of the flow. Must hold no masked value.',
    })
    payload: JsonObject,
    @Ctx() context: GraphqlContext,
  ) {
    return this.command(context, runnerId, (actor, id) => this.tools.sendCallback(actor, id, payload, context.call));
  }

  @Mutation(() => UpdateRunnerDesignResult, {
    description: 'For admins: moves a runner to another design of its workflow. Recorded and sent once.',
  })
  updateRunnerDesign(
    @Arg('runnerId', () => ID, RUNNER_ID) runnerId: string,
    @Arg('designId', () => ProviderRecordIdScalar, { description: '`designId` of a design.' }) designId: string,
    @Ctx() context: GraphqlContext,
  ) {
    return this.command(context, runnerId, (actor, id) => this.tools.updateDesign(actor, id, designId, context.call));
  }

  @Mutation(() => UpdateRunnerStoreResult, {
    description: "For admins: changes what a runner keeps, under the person's consent. Recorded and sent once.",
  })
  updateRunnerStore(
    @Arg('runnerId', () => ID, RUNNER_ID) runnerId: string,
    @Arg('content', () => JsonObjectScalar, {
      description: 'The values by key. Must hold no masked value; what becomes of keys left out, the provider decides.',
    })
    content: JsonObject,
    @Ctx() context: GraphqlContext,
  ) {
    return this.command(context, runnerId, (actor, id) => this.tools.updateStore(actor, id, content, context.call));
  }

  @Mutation(() => ParseRunnerTemplateResult, {
    description:
      'For staff: puts values of a runner into a text. Personal ones come masked, or with a `purpose` in clear, which is in the access log of the person before they are asked for. Secrets, Aadhaar numbers among them, and values under names that nobody knows come masked always. Sent once; changes nothing.',
  })
  parseRunnerTemplate(
    @Arg('runnerId', () => ID, RUNNER_ID) runnerId: string,
    @Arg('template', () => LongTextScalar, {
      description:
        'Text, or a JSON object with texts, with 1 to 20 places such as `{{ business.name }}`. No filters, conditions, loops or comments: they could show bit by bit what is masked.',
    })
    template: string,
    @Arg('purpose', () => AccessPurposeEnum, {
      nullable: true,
      description: 'Why the personal values are to be in clear. Left out: they are masked.',
    })
    purpose: AccessPurpose | null | undefined,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    const request = { runnerId: fromGlobalId('Runner', runnerId, 'runnerId'), template, purpose: purpose ?? null };
    return orProblem(async () => {
      const { runner, parsed, source } = await this.tools.parseTemplate(actor, request, context.call);
      context.accesses.see('Runner', [runner]);
      return { ...parsed, source };
    });
  }

  private command(
    context: GraphqlContext,
    runnerId: string,
    run: (actor: Actor, id: string) => Promise<RunnerAfterCommand>,
  ) {
    const actor = requireActor(context);
    const id = fromGlobalId('Runner', runnerId, 'runnerId');
    return afterRunnerCommand(context, async () => {
      const after = await run(actor, id);
      context.accesses.see('Runner', [after.runner]);
      return after;
    });
  }
}
