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
import { showErrorStatus } from './error-status.js';
import { guardIntrospection } from './introspection.js';

export interface ApolloOptions {
  readonly schema: GraphQLSchema;
  readonly log: Logger;
  readonly production: boolean;
  /** Who may look at the schema; by default everybody, and nobody in production. */
  readonly mayIntrospect?: (context: object) => boolean;
  /** The parser stops here. */
  readonly maxTokens: number;
  readonly validationRules?: readonly ValidationRule[];
  readonly plugins?: ReadonlyArray<ApolloServerPlugin<object>>;
}

/** Enough to mend a query by; one that is small and all wrong would be answered with a hundred. */
const MAX_VALIDATION_ERRORS = 5;

/**
 * Apollo Server over the compiled executor, not yet started. No plugin of its own measures fields or caches: one with
 * `willResolveField` would cost more than the resolvers, so the ones that Apollo installs by itself are switched off.
 */
export function createApolloServer(options: ApolloOptions): ApolloServer<object> {
  const { schema, log, production, mayIntrospect = () => !production } = options;
  /** Errors of those who may look at the schema: only they are told names that they nearly wrote. */
  const schemaReaders = new WeakSet<object>();
  return new ApolloServer<object>({
    gateway: createExecutorGateway(schema),
    formatError: createErrorFormatter({ log, suggests: (error) => schemaReaders.has(error) }),
    logger: toApolloLogger(log),
    nodeEnv: production ? 'production' : 'development',
    // Who may is decided for each caller.
    introspection: true,
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    csrfPrevention: true,
    // Documents are known by id from a manifest only: what strangers could register would be theirs to fill.
    persistedQueries: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: options.maxTokens },
    validationOptions: { maxErrors: MAX_VALIDATION_ERRORS },
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
      guardIntrospection(mayIntrospect),
      noteErrorsOf(mayIntrospect, schemaReaders),
      showErrorStatus(),
      ...(options.plugins ?? []),
    ],
  });
}

function noteErrorsOf(who: (context: object) => boolean, errors: WeakSet<object>): ApolloServerPlugin<object> {
  return {
    requestDidStart: async () => ({
      didEncounterErrors: async (request) => {
        if (who(request.contextValue)) for (const error of request.errors) errors.add(error);
      },
    }),
  };
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
