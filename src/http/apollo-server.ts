import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginLandingPageLocalDefault } from '@apollo/server/plugin/landingPage/default';
import type { GraphQLSchema, ValidationRule } from 'graphql';
import type { Logger } from 'pino';
import { createExecutorGateway } from '../graphql/execution/compiled-executor.js';
import { createErrorFormatter } from '../graphql/execution/format-error.js';

export interface ApolloOptions {
  readonly schema: GraphQLSchema;
  readonly log: Logger;
  readonly production: boolean;
  readonly validationRules?: readonly ValidationRule[];
  readonly plugins?: ReadonlyArray<ApolloServerPlugin<object>>;
}

const MAX_TOKENS = 4_000;
const MAX_RECURSIVE_SELECTIONS = 10_000;

/**
 * Apollo Server over the compiled executor, not yet started. No plugin of its own measures fields or caches: one with
 * `willResolveField` would cost more than the resolvers, so the ones that Apollo installs by itself are switched off.
 */
export function createApolloServer(options: ApolloOptions): ApolloServer<object> {
  const { schema, log, production } = options;
  return new ApolloServer<object>({
    gateway: createExecutorGateway(schema),
    formatError: createErrorFormatter({ log, production }),
    logger: toApolloLogger(log),
    nodeEnv: production ? 'production' : 'development',
    introspection: !production,
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    csrfPrevention: true,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: MAX_TOKENS },
    maxRecursiveSelections: MAX_RECURSIVE_SELECTIONS,
    validationRules: [...(options.validationRules ?? [])],
    stringifyResult: (result) => JSON.stringify(result),
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      production
        ? ApolloServerPluginLandingPageDisabled()
        : ApolloServerPluginLandingPageLocalDefault({ embed: { runTelemetry: false } }),
      ...(options.plugins ?? []),
    ],
  });
}

/** Apollo puts messages of unexpected errors behind a colon; what follows it may hold values. */
function toApolloLogger(log: Logger) {
  const toText = (message: unknown) => `apollo: ${String(message).split(':', 1)[0] ?? ''}`;
  return {
    debug: () => undefined,
    info: (message?: unknown) => log.debug(toText(message)),
    warn: (message?: unknown) => log.warn(toText(message)),
    error: (message?: unknown) => log.error(toText(message)),
  };
}
