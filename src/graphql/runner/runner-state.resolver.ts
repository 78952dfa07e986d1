import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, FieldResolver, ID, Info, Resolver, Root } from 'type-graphql';
import { wasCutShort } from '../../domain/kernel/lifecycle.js';
import type { Runner } from '../../domain/runner/runner.js';
import { LifecycleStatusEnum } from '../common/enums.js';
import { toGlobalId } from '../common/global-id.js';
import { askForConsent, type NextAction, NextActionUnion, NO_ACTION, waitFor } from '../common/next-action.union.js';
import { RawStatusType } from '../common/raw-status.type.js';
import { SourceType } from '../common/source.type.js';
import type { GraphqlContext } from '../context/context.js';
import { live } from '../context/live.js';
import {
  RunnerApplicantType,
  RunnerNodeType,
  RunnerStepResultType,
  RunnerType,
  VisitedNodeType,
} from './runner.type.js';

/** The fields that the workflow provider answers. */
@Resolver(() => RunnerType)
export class RunnerStateResolver {
  @FieldResolver(() => ID, { description: 'Opaque; unique over all types.' })
  id(@Root() runner: Runner) {
    return toGlobalId('Runner', runner.id);
  }

  @FieldResolver(() => SourceType, { description: 'Where the fields of the provider come from.' })
  async source(@Root() runner: Runner, @Ctx() context: GraphqlContext, @Info() info: GraphQLResolveInfo) {
    return (await state(runner, context, info)).source;
  }

  @FieldResolver(() => LifecycleStatusEnum, {
    description: 'Where is it? As of the last command while the provider cannot be asked.',
  })
  async status(@Root() runner: Runner, @Ctx() context: GraphqlContext, @Info() info: GraphQLResolveInfo) {
    return (await state(runner, context, info)).value?.status ?? runner.status;
  }

  @FieldResolver(() => RunnerNodeType, {
    nullable: true,
    description: 'The step the person is at; null past the last one, and while the provider cannot be asked.',
  })
  async currentNode(@Root() runner: Runner, @Ctx() context: GraphqlContext, @Info() info: GraphQLResolveInfo) {
    return (await state(runner, context, info)).value?.currentNode ?? null;
  }

  @FieldResolver(() => [VisitedNodeType], {
    nullable: true,
    description: 'The nodes that were passed. Null while the provider cannot be asked.',
  })
  async visitedNodes(@Root() runner: Runner, @Ctx() context: GraphqlContext, @Info() info: GraphQLResolveInfo) {
    return (await state(runner, context, info)).value?.visitedNodes ?? null;
  }

  @FieldResolver(() => RunnerStepResultType, {
    nullable: true,
    description: 'What the last executed step said about itself.',
  })
  async stepResult(@Root() runner: Runner, @Ctx() context: GraphqlContext, @Info() info: GraphQLResolveInfo) {
    return (await state(runner, context, info)).value?.stepResult ?? null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'The `providerApplicantId` that the next applicant step is about.',
  })
  async currentApplicantId(@Root() runner: Runner, @Ctx() context: GraphqlContext, @Info() info: GraphQLResolveInfo) {
    return (await state(runner, context, info)).value?.currentApplicantId ?? null;
  }

  @FieldResolver(() => [RunnerApplicantType], {
    nullable: true,
    description: 'The persons in this runner. A call of its own; null while the provider cannot be asked.',
  })
  async applicants(@Root() runner: Runner, @Ctx() context: GraphqlContext, @Info() info: GraphQLResolveInfo) {
    return (await live(context, info, context.loaders.runnerApplicants.load(runner))).value;
  }

  @FieldResolver(() => RawStatusType, {
    nullable: true,
    description: "The provider's own words. Staff only: null for the subject.",
  })
  async raw(@Root() runner: Runner, @Ctx() context: GraphqlContext, @Info() info: GraphQLResolveInfo) {
    return (await state(runner, context, info)).value?.raw ?? null;
  }

  @FieldResolver(() => NextActionUnion, {
    nullable: true,
    description: 'What the person must do now. Null while the provider cannot be asked.',
  })
  async nextAction(
    @Root() runner: Runner,
    @Ctx() context: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<NextAction | null> {
    const { value, source } = await state(runner, context, info);
    if (source.error?.code === 'CONSENT_WITHDRAWN') return askForConsent('LENDING_WORKFLOW');
    if (value === null) return null;
    if (value.status === 'AWAITING_INPUT' && value.currentNode !== null)
      return { kind: 'FillForm', node: value.currentNode.name };
    if (value.status === 'IN_REVIEW') return waitFor('REVIEWER');
    return value.status === 'COMPLETED' || wasCutShort(value.status) ? NO_ACTION : waitFor('PROVIDER');
  }
}

function state(runner: Runner, context: GraphqlContext, info: GraphQLResolveInfo) {
  return live(context, info, context.loaders.runnerState.load(runner));
}
