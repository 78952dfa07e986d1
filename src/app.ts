import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import type { ClassType } from 'type-graphql';
import type { DataSource, Logger as StatementLogger } from 'typeorm';
import { v7 as newId } from 'uuid';
import { GATEWAY_SETTINGS, isOn } from './config/gateway-settings.js';
import { loadConfig } from './config/load-config.js';
import type { SettingTable, SettingValues } from './config/setting.js';
import { DEMO_CUSTOMER_EMAIL, DEMO_PASSWORD } from './demo/people.js';
import { seedDemo } from './demo/seed.js';
import { ApplicantService } from './domain/applicant/applicant-service.js';
import { CustomerService } from './domain/customer/customer-service.js';
import { OnboardingService } from './domain/customer/onboarding-service.js';
import { DocumentDelivery } from './domain/document/document-delivery.js';
import { DocumentService } from './domain/document/document-service.js';
import { OtpService } from './domain/otp/otp-service.js';
import { ProviderDirectory } from './domain/provider/provider-directory.js';
import { ProviderReads } from './domain/provider/provider-reads.js';
import { RunnerService } from './domain/runner/runner-service.js';
import { AccountService } from './domain/session/account-service.js';
import { ProfileService } from './domain/user/profile-service.js';
import { CheckService } from './domain/verification/check-service.js';
import { VerificationService } from './domain/verification/verification-service.js';
import { WebhookService } from './domain/webhook/webhook-service.js';
import { ApplicantResolver } from './graphql/applicant/applicant.resolver.js';
import { ApplicantScreeningResolver } from './graphql/applicant/applicant-screening.resolver.js';
import { buildGatewaySchema } from './graphql/build-schema.js';
import { DocumentCheckResolver } from './graphql/check/document-check.resolver.js';
import { HolderCheckResolver } from './graphql/check/holder-check.resolver.js';
import { RegistryCheckResolver } from './graphql/check/registry-check.resolver.js';
import { createContextFactory } from './graphql/create-context.js';
import { CustomerResolver } from './graphql/customer/customer.resolver.js';
import { DocumentResolver } from './graphql/document/document.resolver.js';
import { NodeResolver } from './graphql/node/node.resolver.js';
import { OtpResolver } from './graphql/otp/otp.resolver.js';
import { ProviderResolver } from './graphql/provider/provider.resolver.js';
import { RunnerResolver } from './graphql/runner/runner.resolver.js';
import { SessionResolver } from './graphql/session/session.resolver.js';
import { UserResolver } from './graphql/user/user.resolver.js';
import { VerificationResolver } from './graphql/verification/verification.resolver.js';
import { createHttpServer, type HttpServer } from './http/server.js';
import { registerWebhooks } from './http/webhooks.js';
import { underPreparationLock } from './persistence/advisory-lock.js';
import { createDataSource, isReachable } from './persistence/data-source.js';
import { startEmbeddedPostgres } from './persistence/embedded/embedded-postgres.js';
import { RunnerEntity, VerificationEntity } from './persistence/entities/entities.js';
import { ApplicantTable } from './persistence/repositories/applicant-table.js';
import { CustomerLinkTable } from './persistence/repositories/customer-link-table.js';
import { DocumentTable } from './persistence/repositories/document-table.js';
import { OwnedTable } from './persistence/repositories/owned-table.js';
import { ProviderRecordTable } from './persistence/repositories/provider-record-table.js';
import { SessionTable } from './persistence/repositories/session-table.js';
import { SnapshotTable } from './persistence/repositories/snapshot-table.js';
import { UserTable } from './persistence/repositories/user-table.js';
import { WebhookEventTable } from './persistence/repositories/webhook-event-table.js';
import type { RunningSimulator } from './providers/simulator-kit.js';
import { PROVIDER_SETTINGS, type StartedProviders, startProviders } from './providers/start-providers.js';
import { keyedHash } from './security/keyed-hash.js';
import { localSecret } from './security/local-secret.js';
import { ArgonPasswordHasher } from './security/password-hasher.js';
import { JwtTokenIssuer } from './security/token-issuer.js';
import { FolderDocumentStore } from './storage/folder-document-store.js';
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
  /** Readiness goes first, requests in flight finish, then everything this process started stops. */
  stop(): Promise<void>;
}

type GatewayConfig = SettingValues<typeof GATEWAY_SETTINGS>;
type Cleanup = () => Promise<void>;

/**
 * Wires and starts everything. `env` is read once, here.
 * @throws ConfigError listing every fault of the environment
 * @throws EmbeddedDatabaseError naming the setting to change
 */
export async function startGateway(
  env: Readonly<Record<string, string | undefined>>,
  options: GatewayOptions = {},
): Promise<RunningGateway> {
  const config: GatewayConfig = loadConfig({ ...GATEWAY_SETTINGS, ...PROVIDER_SETTINGS }, env) as GatewayConfig;
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
  const [database, providers] = await Promise.allSettled([
    openDatabase(config, dataDir, log, options, cleanups),
    openProviders(config, dataDir, cleanups),
  ]);
  // Both have settled, so whichever started is in `cleanups` when the other failed.
  if (database.status === 'rejected') throw database.reason;
  if (providers.status === 'rejected') throw providers.reason;
  const [dataSource, started] = [database.value, providers.value];
  const repositories = createRepositories(dataSource, log);
  cleanups.push(() => repositories.snapshots.flush());
  const store = new FolderDocumentStore(join(dataDir, 'documents'));
  const passwords = new ArgonPasswordHasher();
  await underPreparationLock(dataSource, async () => {
    await dataSource.runMigrations();
    if (demo) await seedDemo({ ...repositories, passwords, store });
  });
  const secret = config.AUTH_SECRET ?? localSecret(dataDir, 'auth');
  const services = createServices({
    repositories,
    providers: new ProviderDirectory(
      started.providers,
      config.PROVIDER_ORDER.split(',').map((id) => id.trim()),
    ),
    store,
    accounts: { passwords, tokens: new JwtTokenIssuer(secret) },
    fingerprint: keyedHash(secret, 'snapshot-key'),
    maxUploadBytes: config.UPLOAD_MAX_BYTES,
  });
  const server = await openServer(config, { log, repositories, services, isReady: () => isReachable(dataSource) });
  const url = await server.listen({ host: config.HOST, port: config.PORT });
  for (const [id, simulator] of started.simulators) simulator.configureWebhooks({ target: `${url}/webhooks/${id}` });
  const stop = async () => {
    await server.drain({ noticeMs: config.DRAIN_NOTICE_MS, deadlineMs: config.DRAIN_TIMEOUT_MS });
    await cleanUp(cleanups);
  };
  return { url, demo, explorer, simulators: started.simulators, stop };
}

interface ServerParts {
  readonly log: Logger;
  readonly repositories: ReturnType<typeof createRepositories>;
  readonly services: ReturnType<typeof createServices>;
  readonly isReady: () => Promise<boolean>;
}

async function openServer(
  config: GatewayConfig,
  { log, repositories, services, isReady }: ServerParts,
): Promise<HttpServer> {
  const { accounts, webhookService } = services;
  return createHttpServer({
    schema: await buildGatewaySchema(createResolvers(repositories, services)),
    makeContext: createContextFactory(accounts, { ...repositories, ...services }),
    authenticate: (authorization) => accounts.requireActor(authorization),
    isReady,
    log,
    production: config.NODE_ENV === 'production',
    explorer: isOn(config.EXPLORER, config.NODE_ENV),
    operationsDir: fileURLToPath(new URL('../schema/operations', import.meta.url)),
    visitorToken: isOn(config.DEMO, config.NODE_ENV) ? () => signInVisitor(accounts) : undefined,
    uploads: { maxFileBytes: config.UPLOAD_MAX_BYTES, maxFiles: 4 },
    routes: [(scope) => registerWebhooks(scope, webhookService)],
  });
}

async function openDatabase(
  config: GatewayConfig,
  dataDir: string,
  log: Logger,
  options: GatewayOptions,
  cleanups: Cleanup[],
): Promise<DataSource> {
  let url = config.DATABASE_URL;
  if (url === undefined) {
    const embedded = await startEmbeddedPostgres({ dataDir, log: (line) => log.debug({ postgres: line }) });
    cleanups.push(embedded.stop);
    url = embedded.url;
  }
  const dataSource = createDataSource({ url, poolSize: config.DATABASE_POOL_SIZE, logger: options.statementLogger });
  await dataSource.initialize();
  cleanups.push(() => dataSource.destroy());
  return dataSource;
}

async function openProviders(config: GatewayConfig, dataDir: string, cleanups: Cleanup[]): Promise<StartedProviders> {
  const started = await startProviders({
    settings: config as SettingValues<SettingTable>,
    simulators: isOn(config.SIMULATORS, config.NODE_ENV),
    simulatorStateDir: join(dataDir, 'simulators'),
    operationTimeoutMs: config.PROVIDER_TIMEOUT_MS,
  });
  cleanups.push(started.close);
  return started;
}

function createRepositories(dataSource: DataSource, log: Logger) {
  return {
    users: new UserTable(dataSource),
    sessions: new SessionTable(dataSource),
    applicants: new ApplicantTable(dataSource),
    runners: new OwnedTable(dataSource, RunnerEntity),
    documents: new DocumentTable(dataSource),
    verifications: new ProviderRecordTable(dataSource, VerificationEntity, 'reference_id'),
    customerLinks: new CustomerLinkTable(dataSource),
    webhookEvents: new WebhookEventTable(dataSource),
    snapshots: new SnapshotTable(dataSource, (count) => log.warn({ count }, 'last known answers were not kept')),
  };
}

interface ServiceDependencies {
  readonly repositories: ReturnType<typeof createRepositories>;
  readonly providers: ProviderDirectory;
  readonly store: FolderDocumentStore;
  readonly accounts: { readonly passwords: ArgonPasswordHasher; readonly tokens: JwtTokenIssuer };
  readonly fingerprint: (text: string) => string;
  readonly maxUploadBytes: number;
}

function createServices({
  repositories,
  providers,
  store,
  accounts,
  fingerprint,
  maxUploadBytes,
}: ServiceDependencies) {
  const clock = () => new Date();
  const common = { providers, newId, clock, reads: new ProviderReads({ snapshots: repositories.snapshots, clock }) };
  const { users, sessions, applicants, runners, documents, verifications, customerLinks } = repositories;
  const delivery = new DocumentDelivery({ ...common, documents, store });
  const documentService = new DocumentService({ ...common, documents, store, delivery }, maxUploadBytes);
  const checks = new VerificationService({ ...common, verifications, documents: documentService });
  const customers = { ...common, fingerprint, links: customerLinks };
  return {
    providers,
    accounts: new AccountService({ ...common, ...accounts, users, sessions }),
    otpService: new OtpService({ ...common, users }),
    profileService: new ProfileService({ ...common, users, documents: documentService }),
    applicantService: new ApplicantService({ ...common, applicants }),
    runnerService: new RunnerService({ ...common, runners }),
    documentService,
    verificationService: checks,
    checkService: new CheckService({ ...common, verifications, checks, documents: documentService }),
    webhookService: new WebhookService({ ...common, events: repositories.webhookEvents, applicants, verifications }),
    customerService: new CustomerService(customers),
    onboardingService: new OnboardingService({ ...customers, users, documents: documentService }),
  };
}

function createResolvers(
  repositories: ReturnType<typeof createRepositories>,
  services: ReturnType<typeof createServices>,
): Map<ClassType, object> {
  const { users, applicants, runners, documents, verifications } = repositories;
  return new Map<ClassType, object>([
    [SessionResolver, new SessionResolver(services.accounts)],
    [OtpResolver, new OtpResolver(services.otpService)],
    [UserResolver, new UserResolver(users, services.profileService)],
    [ApplicantResolver, new ApplicantResolver(applicants, services.applicantService)],
    [ApplicantScreeningResolver, new ApplicantScreeningResolver(services.applicantService)],
    [RunnerResolver, new RunnerResolver(runners, services.runnerService)],
    [DocumentResolver, new DocumentResolver({ documents, applicants, runners, service: services.documentService })],
    [VerificationResolver, new VerificationResolver(verifications, services.verificationService)],
    [RegistryCheckResolver, new RegistryCheckResolver(services.checkService)],
    [HolderCheckResolver, new HolderCheckResolver(services.checkService)],
    [DocumentCheckResolver, new DocumentCheckResolver(services.checkService)],
    [CustomerResolver, new CustomerResolver(services.customerService, services.onboardingService)],
    [ProviderResolver, new ProviderResolver(services.providers)],
    [
      NodeResolver,
      new NodeResolver({ Applicant: applicants, Runner: runners, Document: documents, Verification: verifications }),
    ],
  ]);
}

/** Whoever opens the explorer in demo mode looks at the demo customer at once; the password is printed anyway. */
async function signInVisitor(accounts: AccountService): Promise<string> {
  return (await accounts.login(DEMO_CUSTOMER_EMAIL, DEMO_PASSWORD)).accessToken;
}

/** What was started last stops first. */
async function cleanUp(cleanups: Cleanup[]): Promise<void> {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
}
