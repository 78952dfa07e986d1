import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { Sourced } from '../../domain/provider/source.js';
import type { WorkflowRecord } from '../../domain/provider/workflow-design-port.js';
import type { WorkflowAdminService } from '../../domain/workflow-admin/workflow-admin-service.js';
import { orProblem } from '../common/result-union.js';
import { type GraphqlContext, requireActor } from '../context/context.js';
import { live } from '../context/live.js';
import { ProviderRecordIdScalar } from '../scalars/token.scalars.js';
import { pageView, toPageNumber } from './sourced-view.js';
import {
  CreateWorkflowStoreInput,
  CreateWorkflowStoreResult,
  WorkflowRecordListType,
  WorkflowRecordType,
} from './workflow-record.type.js';

const PAGE = { defaultValue: 1, description: "The provider's page, from 1." };

@Resolver()
export class WorkflowRecordResolver {
  constructor(private readonly service: WorkflowAdminService) {}

  @Query(() => WorkflowRecordListType, { description: 'For staff: the stores of the workflow provider.' })
  async workflowStores(
    @Arg('page', () => Int, PAGE) page: number,
    @Ctx() context: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return pageView(await live(context, info, this.service.listStores(toPageNumber(page), context.call)));
  }

  @Query(() => WorkflowRecordType, { description: 'For staff: one store.' })
  async workflowStore(
    @Arg('storeId', () => ProviderRecordIdScalar, { description: '`recordId` of a store.' }) storeId: string,
    @Ctx() context: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return recordView(await live(context, info, this.service.getStore(storeId, context.call)), storeId);
  }

  @Mutation(() => CreateWorkflowStoreResult, { description: 'For admins: adds a store. Recorded and sent once.' })
  createWorkflowStore(
    @Arg('input', () => CreateWorkflowStoreInput, { description: 'The store.' }) input: CreateWorkflowStoreInput,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    return orProblem(async () => recordView(await this.service.createStore(actor, input, context.call), ''));
  }

  @Query(() => WorkflowRecordListType, { description: 'For staff: the warehouses of the workflow provider.' })
  async workflowWarehouses(
    @Arg('page', () => Int, PAGE) page: number,
    @Ctx() context: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return pageView(await live(context, info, this.service.listWarehouses(toPageNumber(page), context.call)));
  }

  @Query(() => WorkflowRecordType, { description: 'For staff: one warehouse.' })
  async workflowWarehouse(
    @Arg('warehouseId', () => ProviderRecordIdScalar, { description: '`recordId` of a warehouse.' })
    warehouseId: string,
    @Ctx() context: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return recordView(await live(context, info, this.service.getWarehouse(warehouseId, context.call)), warehouseId);
  }
}

/** `recordId`: shown where there is nothing else to show. */
function recordView({ value, source }: Sourced<WorkflowRecord>, recordId: string) {
  return { ...(value ?? { recordId, name: null, content: null, createdAt: null, updatedAt: null }), source };
}
