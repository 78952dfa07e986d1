import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { WorkflowDesign } from '../../domain/provider/workflow-design-port.js';
import type { WorkflowAdminService } from '../../domain/workflow-admin/workflow-admin-service.js';
import { orProblem } from '../common/result-union.js';
import { type GraphqlContext, requireActor } from '../context/context.js';
import { live } from '../context/live.js';
import { ProviderRecordIdScalar } from '../scalars/token.scalars.js';
import { pageView, sourcedView, toPageNumber } from './sourced-view.js';
import {
  CreateWorkflowDesignResult,
  DuplicateWorkflowDesignResult,
  MarkWorkflowDesignCurrentResult,
  UpdateWorkflowDesignResult,
  WorkflowDesignInput,
  WorkflowDesignListType,
  WorkflowDesignType,
  WorkflowGraphValidationType,
  WorkflowSchemaType,
} from './workflow-design.type.js';

@Resolver()
export class WorkflowDesignResolver {
  constructor(private readonly service: WorkflowAdminService) {}

  @Query(() => WorkflowDesignListType, { description: 'For staff: the designs of the workflow provider.' })
  async workflowDesigns(
    @Arg('page', () => Int, { defaultValue: 1, description: "The provider's page, from 1." }) page: number,
    @Ctx() context: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return pageView(await live(context, info, this.service.listDesigns(toPageNumber(page), context.call)));
  }

  @Query(() => WorkflowDesignType, { description: 'For staff: one design.' })
  async workflowDesign(
    @Arg('designId', () => ProviderRecordIdScalar, { description: '`designId` of a design.' }) designId: string,
    @Arg('expanded', () => Boolean, {
      defaultValue: false,
      description: 'With everything that its nodes refer to in place.',
    })
    expanded: boolean,
    @Ctx() context: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const design = await live(context, info, this.service.getDesign(designId, expanded, context.call));
    return sourcedView(design, { ...NOTHING, designId });
  }

  @Query(() => WorkflowGraphValidationType, { description: "For staff: whether a design's graph is sound." })
  async workflowGraphValidation(
    @Arg('designId', () => ProviderRecordIdScalar, { description: '`designId` of a design.' }) designId: string,
    @Ctx() context: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const validation = await live(context, info, this.service.validateGraph(designId, context.call));
    return sourcedView(validation, { valid: null, faults: [] });
  }

  @Query(() => WorkflowSchemaType, { description: 'For staff: the schema of the building blocks of workflows.' })
  async workflowSchema(@Ctx() context: GraphqlContext, @Info() info: GraphQLResolveInfo) {
    const { value, source } = await live(context, info, this.service.getSchema(context.call));
    return { schema: value, source };
  }

  @Mutation(() => CreateWorkflowDesignResult, { description: 'For admins: adds a design. Recorded and sent once.' })
  createWorkflowDesign(
    @Arg('input', () => WorkflowDesignInput, { description: 'The design.' }) input: WorkflowDesignInput,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    return orProblem(async () => known(await this.service.createDesign(actor, toContent(input), context.call)));
  }

  @Mutation(() => UpdateWorkflowDesignResult, {
    description: 'For admins: replaces the content of a design. Recorded and sent once.',
  })
  updateWorkflowDesign(
    @Arg('designId', () => ProviderRecordIdScalar, { description: '`designId` of a design.' }) designId: string,
    @Arg('input', () => WorkflowDesignInput, { description: 'The whole content.' }) input: WorkflowDesignInput,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    const content = toContent(input);
    return orProblem(async () => known(await this.service.updateDesign(actor, designId, content, context.call)));
  }

  @Mutation(() => MarkWorkflowDesignCurrentResult, {
    description: 'For admins: new runners of the workflow run on this design from now on. Recorded and sent once.',
  })
  markWorkflowDesignCurrent(
    @Arg('designId', () => ProviderRecordIdScalar, { description: '`designId` of a design.' }) designId: string,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    return orProblem(async () => known(await this.service.markDesignCurrent(actor, designId, context.call)));
  }

  @Mutation(() => DuplicateWorkflowDesignResult, {
    description: 'For admins: copies a design; answers with the copy. Recorded and sent once.',
  })
  duplicateWorkflowDesign(
    @Arg('designId', () => ProviderRecordIdScalar, { description: '`designId` of a design.' }) designId: string,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    return orProblem(async () => known(await this.service.duplicateDesign(actor, designId, context.call)));
  }
}

const NOTHING: Omit<WorkflowDesign, 'designId'> = {
  flowId: null,
  name: null,
  version: null,
  current: null,
  graph: null,
  storeSchema: null,
  createdAt: null,
  updatedAt: null,
};

function known(design: Awaited<ReturnType<WorkflowAdminService['createDesign']>>) {
  return sourcedView(design, { ...NOTHING, designId: '' });
}

function toContent({ flowId, name, graph, storeSchema, stages }: WorkflowDesignInput) {
  return { flowId, name: name ?? null, graph, storeSchema: storeSchema ?? null, stages: stages ?? null };
}
