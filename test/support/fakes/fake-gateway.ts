import { createResolvers } from '../../../src/app/resolvers.js';
import { createServices } from '../../../src/app/services.js';
import { DEFAULT_NAME_POLICY } from '../../../src/domain/check/comparison.js';
import type { Verification } from '../../../src/domain/check/verification.js';
import { ErasureService } from '../../../src/domain/privacy/erasure-service.js';
import { ExportService } from '../../../src/domain/privacy/export-service.js';
import { RetainedRecordService } from '../../../src/domain/privacy/retained-record-service.js';
import type { Capability } from '../../../src/domain/provider/capability.js';
import { ProviderDirectory } from '../../../src/domain/provider/provider-directory.js';
import type { Runner } from '../../../src/domain/runner/runner.js';
import { linkSecrets } from '../../../src/security/link-secrets.js';
import { zipArchive } from '../../../src/storage/zip-archive.js';
import { FakeCheckPort } from './fake-check-port.js';
import { FakeCustomerAuthPort } from './fake-customer-auth-port.js';
import { FakeCustomerPort } from './fake-customer-port.js';
import { createFakeIdentity } from './fake-identity.js';
import { FakeOtpPort } from './fake-otp-port.js';
import { FakeProvider } from './fake-provider.js';
import { FakeRunnerToolsPort } from './fake-runner-tools-port.js';
import { FakeScreeningPort } from './fake-screening-port.js';
import { FakeWorkflowDesignPort } from './fake-workflow-design-port.js';
import { FakeWorkflowDocumentPort } from './fake-workflow-document-port.js';
import { FakeWorkflowPort } from './fake-workflow-port.js';
import { MemoryAccessLog } from './memory-access-log.js';
import { MemoryApiKeys } from './memory-api-keys.js';
import { MemoryApplicantRepository } from './memory-applicant-repository.js';
import { MemoryAuditTrail } from './memory-audit-trail.js';
import { MemoryConsentRepository, MemoryDisclosureRepository } from './memory-consent-repository.js';
import { MemoryCustomerLinkRepository } from './memory-customer-link-repository.js';
import { MemoryDataExportRepository } from './memory-data-export-repository.js';
import { MemoryDocumentRepository } from './memory-document-repository.js';
import { MemoryDocumentStore } from './memory-document-store.js';
import { MemoryErasureRepository } from './memory-erasure-repository.js';
import { MemoryEventHistory } from './memory-event-history.js';
import { MemoryExternalIdentities } from './memory-external-identities.js';
import { MemoryGuessCounter } from './memory-guess-counter.js';
import { MemoryManagedAccounts } from './memory-managed-accounts.js';
import { MemoryOwnedRepository } from './memory-owned-repository.js';
import { MemoryPasswordResets } from './memory-password-resets.js';
import { MemoryProviderCommands } from './memory-provider-commands.js';
import { MemoryProviderTokens } from './memory-provider-tokens.js';
import { MemoryRetainedRecords } from './memory-retained-records.js';
import { MemorySessionRepository } from './memory-session-repository.js';
import { MemorySnapshotRepository } from './memory-snapshot-repository.js';
import { MemorySpendLedger } from './memory-spend-ledger.js';
import { MemoryUserRepository } from './memory-user-repository.js';

export const MAX_UPLOAD_BYTES = 1_000;
/** Units of one account and day; a bank account check costs 3. */
export const SPEND_CAP = 10;
export const ERASURE_DELAY_MS = 3_600_000;

/** What the clock of every fake gateway says. */
export const NOW = new Date('2026-02-01T00:00:00.000Z');

export interface FakeGatewayOptions {
  /** What no provider is configured for. */
  readonly without?: readonly Capability[];
}

export type FakeGateway = ReturnType<typeof createFakeServices>;

/** Every port as a fake, and the real services and resolvers on them, wired as the composition root does it. */
export function createFakeServices({ without = [] }: FakeGatewayOptions) {
  const ports = createPorts();
  const providers = createProviders(ports, new Set(without));
  const repositories = createRepositories();
  const store = new MemoryDocumentStore();
  const archives = new MemoryDocumentStore();
  const newId = createIds();
  const clock = () => NOW;
  const identity = createFakeIdentity();
  const common = { newId, clock, auditTrail: repositories.auditTrail, secrets: linkSecrets };
  const { users, documents } = repositories;
  const services = {
    ...createServices({
      ...common,
      repositories,
      providers: new ProviderDirectory(providers),
      store,
      identity,
      fingerprint: (text) => `fingerprint of ${text.length}`,
      maxUploadBytes: MAX_UPLOAD_BYTES,
      names: DEFAULT_NAME_POLICY,
      spending: { SPEND_CAP_PER_DAY: SPEND_CAP, SPEND_PRICES: { BANK_ACCOUNT: 3 } },
    }),
    exportService: new ExportService({
      ...common,
      exports: repositories.dataExports,
      users,
      documents,
      store,
      archives,
      archive: zipArchive,
    }),
    retainedRecordService: new RetainedRecordService(repositories),
    erasureService: new ErasureService(
      { ...common, erasures: repositories.erasures, run: { hasErased: async () => false } },
      ERASURE_DELAY_MS,
    ),
  };
  const resolvers = createResolvers(repositories, services);
  return { ...repositories, ...identity, ports, providers, store, archives, newId, clock, services, resolvers };
}

function createPorts() {
  return {
    otp: new FakeOtpPort(),
    customerAuth: new FakeCustomerAuthPort(),
    workflow: new FakeWorkflowPort(),
    tools: new FakeRunnerToolsPort(),
    designs: new FakeWorkflowDesignPort(),
    storage: new FakeWorkflowDocumentPort(),
    screening: new FakeScreeningPort(),
    customer: new FakeCustomerPort(),
    checks: new FakeCheckPort(),
  };
}

function createRepositories() {
  const users = new MemoryUserRepository();
  const sessions = new MemorySessionRepository(users);
  return {
    spending: new MemorySpendLedger(),
    users,
    sessions,
    managedAccounts: new MemoryManagedAccounts(users, sessions),
    snapshots: new MemorySnapshotRepository(),
    passwordResets: new MemoryPasswordResets(),
    apiKeys: new MemoryApiKeys(),
    externalIdentities: new MemoryExternalIdentities(users),
    guessCounter: new MemoryGuessCounter(),
    applicants: new MemoryApplicantRepository(),
    webhookEvents: new MemoryEventHistory(),
    consents: new MemoryConsentRepository(),
    disclosures: new MemoryDisclosureRepository(),
    auditTrail: new MemoryAuditTrail(),
    accessLog: new MemoryAccessLog(),
    runners: new MemoryOwnedRepository<Runner>(),
    documents: new MemoryDocumentRepository(),
    verifications: new MemoryOwnedRepository<Verification>(),
    providerCommands: new MemoryProviderCommands(),
    providerTokens: new MemoryProviderTokens(),
    customerLinks: new MemoryCustomerLinkRepository(),
    dataExports: new MemoryDataExportRepository(),
    erasures: new MemoryErasureRepository(),
    subjects: new MemoryRetainedRecords(),
  };
}

function createProviders(
  { otp, customerAuth, workflow, tools, designs, storage, screening, customer, checks }: ReturnType<typeof createPorts>,
  without: ReadonlySet<string>,
): FakeProvider[] {
  const offered = {
    cashfree: checks.ports,
    cdp: { CUSTOMER: customer },
    crego: {
      OTP: otp,
      CUSTOMER_AUTH: customerAuth,
      WORKFLOW: workflow,
      RUNNER_TOOLS: tools,
      WORKFLOW_DESIGN: designs,
      WORKFLOW_DOCUMENTS: storage,
    },
    personr: { AML: screening, SCREENING: screening, VERIFICATION_LINK: screening },
  };
  return Object.entries(offered).map(
    ([id, all]) =>
      new FakeProvider(id, Object.fromEntries(Object.entries(all).filter(([capability]) => !without.has(capability)))),
  );
}

/** UUIDs in the order of their making, as UUIDv7 are. */
function createIds(): () => string {
  let made = 0;
  return () => {
    made += 1;
    return `01900000-0000-7000-8000-${made.toString(16).padStart(12, '0')}`;
  };
}
