import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import type { DataSource, Logger as StatementLogger } from 'typeorm';
import { v7 as newId } from 'uuid';
import { openAudit } from './app/audit.js';
import {
  type Cleanup,
  cleanUp,
  openDatabases,
  openStores,
  openVault,
  prepareData,
  type Stores,
} from './app/database.js';
import { toEndpointOptions } from './app/endpoint.js';
import { startHousekeeping } from './app/housekeeping.js';
import { openMailer } from './app/mail.js';
import { toNamePolicy } from './app/name-policy.js';
import { openProviders } from './app/open-providers.js';
import { type OpenIdParts, openOpenId } from './app/openid.js';
import { createPrivacyServices, type PrivacyServices } from './app/privacy.js';
import { openRateLimits } from './app/rate-limits.js';
import { openRepositories, type Repositories } from './app/repositories.js';
import { createResolvers } from './app/resolvers.js';
import { createServices, type Services } from './app/services.js';
import { toStopLimitMs } from './app/stop-limit.js';
import { findProductionFaults, GATEWAY_SETTINGS, isOn } from './config/gateway-settings.js';
import { loadConfig } from './config/load-config.js';
import type { SettingValues } from './config/setting.js';
import { DEMO_CUSTOMER_EMAIL, DEMO_PASSWORD } from './demo/people.js';
import { seedDemo } from './demo/seed.js';
import { BackgroundWork } from './domain/kernel/background-work.js';
import { ProviderDirectory } from './domain/provider/provider-directory.js';
import type { AccountService } from './domain/session/account-service.js';
import { WebhookService } from './domain/webhook/webhook-service.js';
import { buildGatewaySchema } from './graphql/build-schema.js';
import { createContextFactory } from './graphql/context/create-context.js';
import { toClientNetwork } from './http/client-network.js';
import { registerDocuments } from './http/documents.js';
import { registerExportDownload } from './http/export-download.js';
import { registerProviderDocuments } from './http/provider-documents.js';
import type { CallerRates } from './http/rate-limit.js';
import { createHttpServer, type HttpServer } from './http/server.js';
import { registerWebhooks } from './http/webhooks.js';
import { underPreparationLock } from './persistence/advisory-lock.js';
import { isReachable } from './persistence/data-source.js';
import { waitingPerConnection } from './persistence/pool-queue.js';
import type { RunningSimulator } from './providers/simulator/simulator-kit.js';
import { PROVIDER_SETTINGS, type StartedProviders } from './providers/start-providers.js';
import { keyedHash } from './security/keyed-hash.js';
import { linkSecrets } from './security/link-secrets.js';
import { localSecret } from './security/local-secret.js';
import { ArgonPasswordHasher } from './security/password-hasher.js';
import { textSigner } from './security/text-signer.js';
import { JwtTokenIssuer } from './security/token-issuer.js';
import { GatewayMetrics } from './telemetry/gateway-metrics.js';
import { createLogger } from './telemetry/logger.js';

export interface GatewayOptions {
  /** Sees every SQL statement; for tests that count them. */
  readonly statementLogger?: StatementLogger;
}

export interface RunningGateway {
  /** e.g. `http://127.0.0.1:4000`. */
  readonly url: string;
  readonly demo: boolean;
  readonly explorer: boolean;
  /** By provider id; empty when none runs in this process. */
  readonly simulators: ReadonlyMap<string, RunningSimulator>;
  readonly log: Logger;
  /** When `stop` has taken so long, in milliseconds, something hangs. */
  readonly stopLimitMs: number;
  /** Readiness goes first, requests in flight finish, then everything this process started stops. */
  stop(): Promise<void>;
}

/** A load balancer must hear of it before it gives up asking. */
const READY_WITHIN_MS = 1_500;

type GatewayConfig = SettingValues<typeof GATEWAY_SETTINGS>;

/**
 * Wires and starts everything. `env` is read once, here.
 * @throws ConfigError listing every fault of the environment
 * @throws EmbeddedDatabaseError, VaultMismatchError naming the setting to change
 */
export async function startGateway(
  env: Readonly<Record<string, string | undefined>>,
  options: GatewayOptions = {},
): Promise<RunningGateway> {
  const config: GatewayConfig = loadConfig(
    { ...GATEWAY_SETTINGS, ...PROVIDER_SETTINGS },
    env,
    findProductionFaults,
  ) as GatewayConfig;
  const log = createLogger(config.LOG_LEVEL);
  const cleanups: Cleanup[] = [];
  try {
    return await start(config, log, options, cleanups);
  } catch (error) {
    await cleanUp(cleanups);
    throw error;
  }
}

async function start(
  config: GatewayConfig,
  log: Logger,
  options: GatewayOptions,
  cleanups: Cleanup[],
): Promise<RunningGateway> {
  const dataDir = resolve(config.KYC_DATA_DIR);
  const demo = isOn(config.DEMO, config.NODE_ENV);
  const explorer = isOn(config.EXPLORER, config.NODE_ENV);
  const metrics = new GatewayMetrics();
  const [{ requests: dataSource, work }, started] = await bothOrNeither(
    openDatabases({ config, dataDir, log, logger: options.statementLogger }, cleanups),
    openProviders(config, dataDir, metrics, cleanups),
  );
  const vault = openVault(config, dataDir);
  const audit = openAudit({ config, dataDir, log }, cleanups);
  const { repositories, patient } = openRepositories({ requests: dataSource, work, vault, audit, log }, cleanups);
  const stores = openStores(dataDir, vault);
  const passwords = new ArgonPasswordHasher();
  await underPreparationLock(work, async () => {
    await prepareData({ dataSource: work, vault, auditMac: audit.mac });
    if (demo) await seedDemo({ ...patient, passwords, store: stores.documents, secrets: linkSecrets });
  });
  const services = openServices(config, dataDir, {
    repositories,
    providers: started.providers,
    stores,
    passwords,
    metrics,
    openId: openOpenId(config, log),
    background: openBackground(log, cleanups),
  });
  const { retentionService } = createPrivacyServices({ config, repositories: patient, stores });
  startHousekeeping({ config, dataSource: work, stores, log }, { ...services, retentionService }, cleanups);
  const server = await openServer(config, {
    log,
    metrics,
    repositories,
    services,
    rates: openRateLimits({ config, dataSource, secret: secretOf(config, dataDir), log }, cleanups),
    ...watchDatabase(dataSource),
  });
  const url = await server.listen({ host: config.HOST, port: config.PORT });
  for (const [id, simulator] of started.simulators) simulator.configureWebhooks({ target: `${url}/webhooks/${id}` });
  const stop = async () => {
    await server.drain({ noticeMs: config.DRAIN_NOTICE_MS, deadlineMs: config.DRAIN_TIMEOUT_MS });
    await cleanUp(cleanups);
  };
  return { url, demo, explorer, simulators: started.simulators, log, stopLimitMs: toStopLimitMs(config), stop };
}

function watchDatabase(dataSource: DataSource): Pick<ServerParts, 'isReady' | 'waitingPerConnection'> {
  return {
    isReady: () => isReachable(dataSource, READY_WITHIN_MS),
    waitingPerConnection: () => waitingPerConnection(dataSource),
  };
}

function openBackground(log: Logger, cleanups: Cleanup[]): BackgroundWork {
  const background = new BackgroundWork((what, error) => log.error({ what, error }, 'background work failed'));
  cleanups.push(() => background.settle());
  return background;
}

function secretOf(config: GatewayConfig, dataDir: string): string {
  return config.AUTH_SECRET ?? localSecret(dataDir, 'auth');
}

/** Waits for both even when one fails, so that whatever the other started is in the cleanups by then. */
async function bothOrNeither<A, B>(first: Promise<A>, second: Promise<B>): Promise<readonly [A, B]> {
  const [a, b] = await Promise.allSettled([first, second]);
  if (a.status === 'rejected') throw a.reason;
  if (b.status === 'rejected') throw b.reason;
  return [a.value, b.value];
}

interface ServiceParts {
  readonly repositories: Repositories;
  readonly stores: Stores;
  readonly providers: StartedProviders['providers'];
  readonly passwords: ArgonPasswordHasher;
  readonly metrics: GatewayMetrics;
  readonly openId: OpenIdParts | undefined;
  readonly background: BackgroundWork;
}

function openServices(
  config: GatewayConfig,
  dataDir: string,
  { repositories, providers, stores, passwords, metrics, openId, background }: ServiceParts,
): GatewayServices {
  const secret = secretOf(config, dataDir);
  const order = config.PROVIDER_ORDER.split(',').map((id) => id.trim());
  metrics.watch(providers);
  const clock = () => new Date();
  const names = toNamePolicy(config);
  const services = createServices({
    newId,
    clock,
    repositories,
    providers: new ProviderDirectory(providers, order),
    store: stores.documents,
    identity: {
      passwords,
      tokens: new JwtTokenIssuer(secret),
      hash: keyedHash(secret, 'guesses'),
      signer: textSigner(secret, 'given-out'),
      openId,
      pause,
      secrets: linkSecrets,
      background,
      mailer: openMailer(config, dataDir),
      passwordResetLink: config.PASSWORD_RESET_LINK ?? null,
    },
    fingerprint: keyedHash(secret, 'snapshot-key'),
    maxUploadBytes: config.UPLOAD_MAX_BYTES,
    spending: config,
    names,
    onAnswer: ({ providerId, state }) => metrics.providers.answered(providerId, state),
    onProviderRecord: (...record) =>
      background.start('matching webhook events', () => webhookService.recordAppeared(...record)),
  });
  const webhookService: WebhookService = new WebhookService({
    ...repositories,
    ...services,
    events: repositories.webhookEvents,
    links: repositories.customerLinks,
    names,
    newId,
    clock,
  });
  return { ...services, webhookService, ...createPrivacyServices({ config, repositories, stores }) };
}

type GatewayServices = Services & PrivacyServices & { readonly webhookService: WebhookService };

interface ServerParts {
  readonly log: Logger;
  readonly metrics: GatewayMetrics;
  readonly repositories: Repositories;
  readonly services: GatewayServices;
  readonly rates: CallerRates;
  readonly isReady: () => Promise<boolean>;
  /** Statements that wait for a connection to the database, by connection. */
  readonly waitingPerConnection: () => number;
}

async function openServer(
  config: GatewayConfig,
  { log, metrics, repositories, services, rates, isReady, waitingPerConnection }: ServerParts,
): Promise<HttpServer> {
  const { authenticator, accounts, webhookService, exportService } = services;
  return createHttpServer({
    schema: await buildGatewaySchema(createResolvers(repositories, services)),
    makeContext: createContextFactory(authenticator, { ...repositories, ...services, toNetwork: toClientNetwork }),
    authenticate: (authorization) => authenticator.requireActor(authorization),
    isReady,
    log,
    production: config.NODE_ENV === 'production',
    ...toEndpointOptions(config, { log, rates, waitingPerConnection }),
    explorer: isOn(config.EXPLORER, config.NODE_ENV),
    operationsDir: fileURLToPath(new URL('../schema/operations', import.meta.url)),
    visitorToken: isOn(config.DEMO, config.NODE_ENV) ? () => signInVisitor(accounts) : undefined,
    uploads: { maxFileBytes: config.UPLOAD_MAX_BYTES, maxFiles: 4 },
    metrics: {
      counts: metrics,
      shown: config.METRICS === 'auto' && (config.METRICS_TOKEN !== undefined || config.NODE_ENV !== 'production'),
      token: config.METRICS_TOKEN,
    },
    routes: [
      (scope) => registerWebhooks(scope, webhookService),
      (scope) => registerDocuments(scope, { authenticator, rates, downloads: services.documentDownloads }),
      (scope) =>
        registerProviderDocuments(scope, {
          authenticator,
          rates,
          sessions: services.providerSessionService,
          storage: services.storageDocumentService,
        }),
      (scope) => registerExportDownload(scope, exportService, rates),
    ],
  });
}

/** Whoever opens the explorer in demo mode looks at the demo customer at once; the password is printed anyway. */
async function signInVisitor(accounts: AccountService): Promise<string> {
  const isNobody = { network: null, signedInAs: null, deviceToken: null };
  const client = { ...isNobody, device: 'the explorer', arrivedAt: new Date(), requestId: 'explorer' };
  return (await accounts.login(DEMO_CUSTOMER_EMAIL, DEMO_PASSWORD, client)).accessToken;
}
