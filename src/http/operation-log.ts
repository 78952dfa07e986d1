import type { ApolloServerPlugin, GraphQLRequestContext } from '@apollo/server';
import type { Logger } from 'pino';

/** What is known of who asked. */
export interface LoggedCaller {
  readonly requestId: string;
  /** Null for an anonymous request. */
  readonly actorId: string | null;
}

/**
 * One line per operation: who (by id), which (kind, name, hash of its text), how long, and how it ended (error codes, the
 * types of the results where they were asked for). Never variables, never the text.
 */
export function logOperations(
  log: Logger,
  describeCaller: (context: object) => LoggedCaller,
): ApolloServerPlugin<object> {
  if (!log.isLevelEnabled('info')) return {};
  return {
    requestDidStart: async () => {
      const startedAt = performance.now();
      let executedFrom = startedAt;
      return {
        executionDidStart: async () => {
          executedFrom = performance.now();
        },
        willSendResponse: async (context) => {
          const now = performance.now();
          const { requestId, actorId } = describeCaller(context.contextValue);
          log.info(
            {
              requestId,
              actorId,
              operation: context.operationName ?? null,
              kind: context.operation?.operation ?? null,
              hash: context.queryHash ?? null,
              ms: round(now - startedAt),
              executionMs: context.operation === undefined ? 0 : round(now - executedFrom),
              ...toOutcome(context),
            },
            'operation',
          );
        },
      };
    },
  };
}

function toOutcome({ response }: Pick<GraphQLRequestContext<object>, 'response'>): {
  codes: readonly unknown[];
  results?: object;
} {
  if (response.body?.kind !== 'single') return { codes: [] };
  const { data, errors = [] } = response.body.singleResult;
  const results = Object.values(data ?? {}).flatMap((value) => {
    const type: unknown = typeof value === 'object' && value !== null && '__typename' in value && value.__typename;
    return typeof type === 'string' ? [type] : [];
  });
  return {
    codes: [...new Set(errors.map(({ extensions }) => extensions?.code))],
    ...(results.length > 0 && { results }),
  };
}

function round(ms: number): number {
  return Math.round(ms * 10) / 10;
}
