import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import type { DocumentNode, ExecutionResult, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { execute, GraphQLError } from 'graphql';
import type { ExecutionContext } from '../context/provider-failures.js';
import { LruCache } from '../limits/lru-cache.js';
import { coerceVariables, type VariableValues } from './coerce-variables.js';
import { type OperationPlan, OperationPlanner } from './operation-plan.js';

/** One operation to run, in the shape in which Apollo Server hands it to a gateway's executor. */
export interface OperationRequest {
  readonly document: DocumentNode;
  /** The operation chosen by name; absent when the name fits none. */
  readonly operation?: OperationDefinitionNode | undefined;
  /** SHA-256 of the query's text. */
  readonly queryHash: string;
  readonly request: { readonly operationName?: string; readonly variables?: VariableValues };
  readonly context: ExecutionContext | object;
}

export type CompiledExecutor = (request: OperationRequest) => Promise<ExecutionResult<Record<string, unknown>>>;

/**
 * Runs operations with graphql-jit, compiled once per document and operation name, and with graphql-js where
 * graphql-jit would answer differently. Appends the provider failures that the resolvers noted to the errors.
 * Never rejects for a fault of the request; every error is a complete `GraphQLError`.
 */
export function createCompiledExecutor(schema: GraphQLSchema, options: { maxCached?: number } = {}): CompiledExecutor {
  const planner = new OperationPlanner(schema);
  const plans = new LruCache<OperationPlan>(options.maxCached ?? 500);
  return async ({ document, operation, queryHash, request, context }) => {
    // graphql-js knows the words for "no such operation".
    if (!operation) return execute({ schema, document, operationName: request.operationName });
    if (!schema.getRootType(operation.operation)) return { errors: [toMissingRootError(operation)] };
    const raw = request.variables ?? {};
    const { values, errors } = coerceVariables(schema, operation, raw);
    if (errors) return { errors };
    const key = `${queryHash} ${operation.name?.value ?? ''}`;
    const plan = plans.get(key) ?? planner.plan(document, operation);
    plans.set(key, plan);
    const result = await recorded(await plan(context, { raw, coerced: values }), context);
    return finish(result, context, operation.operation === 'mutation');
  };
}

/** The executor as Apollo Server's `gateway` option. */
export function createExecutorGateway(
  schema: GraphQLSchema,
  options: { maxCached?: number } = {},
): ApolloServerOptionsWithGateway<object>['gateway'] {
  const listeners = new Set<(loaded: { apiSchema: GraphQLSchema; coreSupergraphSdl: string }) => void>();
  const executor = createCompiledExecutor(schema, options);
  return {
    onSchemaLoadOrUpdate(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async load() {
      for (const listener of listeners) listener({ apiSchema: schema, coreSupergraphSdl: '' });
      return { executor };
    },
    async stop() {
      listeners.clear();
    },
  };
}

/** Validation lets an operation pass whose root type does not exist, and execution would call it an internal fault. */
function toMissingRootError(operation: OperationDefinitionNode): GraphQLError {
  return new GraphQLError(`This API has no ${operation.operation}s.`, {
    nodes: operation,
    extensions: { code: 'GRAPHQL_VALIDATION_FAILED', http: { status: 400 } },
  });
}

/** An answer about other people leaves only when it is on record who got it. */
async function recorded(result: ExecutionResult, context: ExecutionContext | object): Promise<ExecutionResult> {
  try {
    if ('accesses' in context) await context.accesses?.flush();
    return result;
  } catch (error) {
    const originalError = error instanceof Error ? error : undefined;
    return { data: null, errors: [new GraphQLError('The access could not be recorded.', { originalError })] };
  }
}

function finish(
  result: ExecutionResult,
  context: ExecutionContext | object,
  mutates: boolean,
): ExecutionResult<Record<string, unknown>> {
  const noted = 'providerFailures' in context ? context.providerFailures.toErrors() : [];
  const requestId = 'requestId' in context ? context.requestId : undefined;
  const progress = mutates && 'progress' in context ? context.progress : undefined;
  const failed = (result.errors ?? []).map((error) => {
    const cause = error.originalError ?? error;
    return toCompleteError(error, progress?.judge(cause) ?? cause, requestId);
  });
  const errors = [...failed, ...noted];
  return errors.length > 0 ? { ...result, errors } : result;
}

/** graphql-jit's errors look like a `GraphQLError` but have no `extensions`, `nodes` or working `toJSON`. */
function toCompleteError(error: GraphQLError, originalError: Error, requestId: string | undefined): GraphQLError {
  const complete = new GraphQLError(error.message, {
    path: error.path,
    nodes: error.nodes,
    originalError,
    extensions: { ...error.extensions, ...(requestId === undefined ? {} : { requestId }) },
  });
  if (error.nodes || !error.locations) return complete;
  // Locations cannot be given to the constructor without source and positions.
  Object.defineProperty(complete, 'locations', { value: error.locations, enumerable: true });
  return complete;
}
