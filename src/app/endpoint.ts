import { readFileSync } from 'node:fs';
import type { Logger } from 'pino';
import type { GATEWAY_SETTINGS } from '../config/gateway-settings.js';
import type { LIMIT_SETTINGS } from '../config/limit-settings.js';
import type { SettingValues } from '../config/setting.js';
import { type GraphqlContext, seesStaffFields } from '../graphql/context/context.js';
import type { OperationLimits } from '../graphql/limits/operation-limits.js';
import { logOperations } from '../http/operation-log.js';
import { type CallerRates, limitRates } from '../http/rate-limit.js';
import type { HttpServerOptions } from '../http/server.js';
import { TrustedDocuments } from '../http/trusted-documents.js';

const MANIFEST = new URL('../../schema/trusted-documents.json', import.meta.url);

type EndpointOptions = Pick<
  HttpServerOptions,
  | 'mayIntrospect'
  | 'limits'
  | 'bodyLimitBytes'
  | 'plugins'
  | 'connections'
  | 'cors'
  | 'trustProxy'
  | 'documents'
  | 'load'
>;

interface EndpointParts {
  readonly log: Logger;
  readonly rates: CallerRates;
  /** Statements that wait for a connection to the database, by connection. */
  readonly waitingPerConnection: () => number;
}

/** How the endpoint protects itself: who may look at the schema, how much one operation may be and how many there may be,
 * what is logged of each. */
export function toEndpointOptions(
  config: SettingValues<typeof GATEWAY_SETTINGS>,
  { log, rates, waitingPerConnection }: EndpointParts,
): EndpointOptions {
  const production = config.NODE_ENV === 'production';
  return {
    mayIntrospect: (context) => !production || seesStaffFields(context as GraphqlContext),
    limits: toOperationLimits(config),
    bodyLimitBytes: config.LIMIT_BODY_BYTES,
    cors: { origins: config.CORS_ORIGINS, credentials: config.CORS_CREDENTIALS },
    connections: {
      headersTimeoutMs: config.HEADERS_TIMEOUT_MS,
      requestTimeoutMs: config.REQUEST_TIMEOUT_MS,
      keepAliveTimeoutMs: config.KEEP_ALIVE_TIMEOUT_MS,
      minBytesPerSecond: config.BODY_MIN_BYTES_PER_SECOND,
      graceMs: config.BODY_GRACE_MS,
      maxConnectionsPerAddress: config.MAX_CONNECTIONS_PER_ADDRESS,
    },
    load: {
      limit: config.OVERLOAD_LIMIT,
      maxInFlight: config.OVERLOAD_MAX_IN_FLIGHT,
      waitingPerConnection,
    },
    trustProxy: config.TRUST_PROXY,
    documents: { documents: new TrustedDocuments(readFileSync(MANIFEST, 'utf8')), only: config.TRUSTED_ONLY },
    plugins: [
      logOperations(log, describeCaller),
      limitRates({ rates, mutationPoints: config.RATE_LIMIT_MUTATION_POINTS, describeCaller }),
    ],
  };
}

function describeCaller(context: object) {
  const { requestId, actor, address } = context as GraphqlContext;
  return { requestId, actorId: actor?.userId ?? null, address };
}

/** The settings as the limits of an operation. */
export function toOperationLimits(config: SettingValues<typeof LIMIT_SETTINGS>): OperationLimits {
  return {
    characters: config.LIMIT_CHARACTERS,
    tokens: config.LIMIT_TOKENS,
    depth: config.LIMIT_DEPTH,
    aliases: config.LIMIT_ALIASES,
    directives: config.LIMIT_DIRECTIVES,
    rootFields: config.LIMIT_ROOT_FIELDS,
    fields: config.LIMIT_FIELDS,
    cost: config.LIMIT_COST,
    values: config.LIMIT_VALUES,
    valueDepth: config.LIMIT_VALUE_DEPTH,
    stringLength: config.LIMIT_STRING_LENGTH,
  };
}
