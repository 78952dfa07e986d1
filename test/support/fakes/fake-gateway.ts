import type { ClassType } from 'type-graphql';
import { ApplicantService } from '../../../src/domain/applicant/applicant-service.js';
import { ConsentGate } from '../../../src/domain/consent/consent-gate.js';
import { ConsentService } from '../../../src/domain/consent/consent-service.js';
import { CustomerService } from '../../../src/domain/customer/customer-service.js';
import { OnboardingService } from '../../../src/domain/customer/onboarding-service.js';
import { DocumentDelivery } from '../../../src/domain/document/document-delivery.js';
import { DocumentService } from '../../../src/domain/document/document-service.js';
import { ErasureService } from '../../../src/domain/privacy/erasure-service.js';
import { ExportService } from '../../../src/domain/privacy/export-service.js';
import { RetainedRecordService } from '../../../src/domain/privacy/retained-record-service.js';
import type { Capability } from '../../../src/domain/provider/capability.js';
import { ProviderDirectory } from '../../../src/domain/provider/provider-directory.js';
import { ProviderReads } from '../../../src/domain/provider/provider-reads.js';
import { ProviderCommands } from '../../../src/domain/provider-command/provider-commands.js';
import { ProviderSessionService } from '../../../src/domain/provider-session/provider-session-service.js';
import type { Runner } from '../../../src/domain/runner/runner.js';
import { RunnerDocuments } from '../../../src/domain/runner/runner-documents.js';
import { RunnerRecords } from '../../../src/domain/runner/runner-records.js';
import { RunnerService } from '../../../src/domain/runner/runner-service.js';
import { RunnerToolsService } from '../../../src/domain/runner/runner-tools-service.js';
import { SpendCap } from '../../../src/domain/spending/spend-cap.js';
import { ProfileService } from '../../../src/domain/user/profile-service.js';
import { RevealService } from '../../../src/domain/user/reveal-service.js';
import { UserAdministration } from '../../../src/domain/user/user-administration.js';
import { CheckService } from '../../../src/domain/verification/check-service.js';
import type { Verification } from '../../../src/domain/verification/verification.js';
import { VerificationService } from '../../../src/domain/verification/verification-service.js';
import { StorageDocumentService } from '../../../src/domain/workflow-admin/storage-document-service.js';
import { WorkflowAdminService } from '../../../src/domain/workflow-admin/workflow-admin-service.js';
import { RevealResolver } from '../../../src/graphql/access/reveal.resolver.js';
import { ApiKeyResolver } from '../../../src/graphql/api-key/api-key.resolver.js';
import { ApplicantResolver } from '../../../src/graphql/applicant/applicant.resolver.js';
import { ApplicantScreeningResolver } from '../../../src/graphql/applicant/applicant-screening.resolver.js';
import { DocumentCheckResolver } from '../../../src/graphql/check/document-check.resolver.js';
import { HolderCheckResolver } from '../../../src/graphql/check/holder-check.resolver.js';
import { RegistryCheckResolver } from '../../../src/graphql/check/registry-check.resolver.js';
import { ConsentResolver } from '../../../src/graphql/consent/consent.resolver.js';
import { CustomerResolver } from '../../../src/graphql/customer/customer.resolver.js';
import { DocumentResolver } from '../../../src/graphql/document/document.resolver.js';
import { ExternalIdentityResolver } from '../../../src/graphql/external-identity/external-identity.resolver.js';
import { NodeResolver } from '../../../src/graphql/node/node.resolver.js';
import { OtpResolver } from '../../../src/graphql/otp/otp.resolver.js';
import { DataExportResolver } from '../../../src/graphql/privacy/data-export.resolver.js';
import { ErasureResolver, UserErasureResolver } from '../../../src/graphql/privacy/erasure.resolver.js';
import { RetainedRecordResolver } from '../../../src/graphql/privacy/retained-record.resolver.js';
import { ProviderResolver } from '../../../src/graphql/provider/provider.resolver.js';
import { ProviderSessionResolver } from '../../../src/graphql/provider-session/provider-session.resolver.js';
import { RunnerResolver } from '../../../src/graphql/runner/runner.resolver.js';
import { RunnerStepResolver } from '../../../src/graphql/runner/runner-step.resolver.js';
import { RunnerToolsResolver } from '../../../src/graphql/runner/runner-tools.resolver.js';
import { OpenSessionResolver } from '../../../src/graphql/session/open-session.resolver.js';
import { PasswordResetResolver } from '../../../src/graphql/session/password-reset.resolver.js';
import { SessionResolver } from '../../../src/graphql/session/session.resolver.js';
import { UserResolver } from '../../../src/graphql/user/user.resolver.js';
import { UserAdminResolver } from '../../../src/graphql/user/user-admin.resolver.js';
import { VerificationResolver } from '../../../src/graphql/verification/verification.resolver.js';
import { ProviderCommandResolver } from '../../../src/graphql/workflow-admin/provider-command.resolver.js';
import { StorageDocumentResolver } from '../../../src/graphql/workflow-admin/storage-document.resolver.js';
import { WorkflowDesignResolver } from '../../../src/graphql/workflow-admin/workflow-design.resolver.js';
import { WorkflowRecordResolver } from '../../../src/graphql/workflow-admin/workflow-record.resolver.js';
import { linkSecrets } from '../../../src/security/link-secrets.js';
import { zipArchive } from '../../../src/storage/zip-archive.js';
import { FakeCataloguePort } from './fake-catalogue-port.js';
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
  const fingerprint = (text: string) => `fingerprint of ${text.length}`;
  const snapshots = new MemorySnapshotRepository();
  const { consents, disclosures, accessLog, auditTrail } = repositories;
  const consentGate = new ConsentGate({ consents, disclosures, newId, clock });
  const reads = new ProviderReads({ snapshots, clock, consentGate });
  const spendCap = new SpendCap({ ledger: repositories.spending, cap: SPEND_CAP, prices: { BANK_ACCOUNT: 3 }, clock });
  const common = {
    providers: new ProviderDirectory(providers),
    newId,
    clock,
    reads,
    consentGate,
    spendCap,
    accessLog,
    auditTrail,
  };
  const { users, applicants, runners, documents, verifications, customerLinks } = repositories;
  const applicantService = new ApplicantService({ ...common, applicants });
  const delivery = new DocumentDelivery({ ...common, documents, store });
  const documentService = new DocumentService({ ...common, documents, store, delivery }, MAX_UPLOAD_BYTES);
  const checks = new VerificationService({ ...common, verifications, documents: documentService });
  const customers = { ...common, fingerprint, links: customerLinks };
  const providerSessionService = new ProviderSessionService({ ...common, users, tokens: repositories.providerTokens });
  const providerCommands = new ProviderCommands({ ...common, commands: repositories.providerCommands });
  const admin = { ...common, commands: providerCommands };
  const runnerParts = { ...admin, runners, runnerRecords: new RunnerRecords({ ...common, runners }) };
  const identity = createFakeIdentity({
    ...common,
    repositories,
    providerSessions: providerSessionService,
  });
  const services = {
    providerCommands,
    workflowAdminService: new WorkflowAdminService(admin),
    storageDocumentService: new StorageDocumentService({ ...admin, documents: documentService, copies: documents }),
    providerSessionService,
    ...identity.services,
    userAdministration: new UserAdministration({
      ...common,
      accounts: new MemoryManagedAccounts(users, repositories.sessions),
    }),
    profileService: new ProfileService({ ...common, users, documents: documentService }),
    applicantService,
    runnerService: new RunnerService(runnerParts),
    runnerToolsService: new RunnerToolsService(runnerParts),
    runnerDocuments: new RunnerDocuments({ documents, delivery }),
    documentService,
    verificationService: checks,
    checkService: new CheckService({ ...common, verifications, checks, documents: documentService }),
    customerService: new CustomerService(customers),
    revealService: new RevealService({ ...repositories, applicantService }),
    consentService: new ConsentService({ ...common, consents }),
    onboardingService: new OnboardingService({ ...customers, users, documents: documentService }),
    exportService: new ExportService({
      ...common,
      exports: repositories.dataExports,
      users,
      documents,
      store,
      archives,
      archive: zipArchive,
      secrets: linkSecrets,
    }),
    retainedRecordService: new RetainedRecordService(repositories),
    erasureService: new ErasureService(
      { ...common, erasures: repositories.erasures, run: { hasErased: async () => false }, secrets: linkSecrets },
      ERASURE_DELAY_MS,
    ),
  };
  const resolvers = new Map<ClassType, object>([
    [SessionResolver, new SessionResolver(services.accounts, services.sessionService)],
    [PasswordResetResolver, new PasswordResetResolver(services.passwordResetService)],
    [OpenSessionResolver, new OpenSessionResolver(services.sessionService)],
    [OtpResolver, new OtpResolver(services.otpService, services.otpLogin)],
    [ApiKeyResolver, new ApiKeyResolver(services.apiKeyService)],
    [ExternalIdentityResolver, new ExternalIdentityResolver(services.externalIdentityService)],
    [ProviderSessionResolver, new ProviderSessionResolver(services.providerSessionService)],
    [WorkflowDesignResolver, new WorkflowDesignResolver(services.workflowAdminService)],
    [WorkflowRecordResolver, new WorkflowRecordResolver(services.workflowAdminService)],
    [StorageDocumentResolver, new StorageDocumentResolver(services.storageDocumentService)],
    [ProviderCommandResolver, new ProviderCommandResolver(services.providerCommands)],
    [UserResolver, new UserResolver(users, services.profileService)],
    [UserAdminResolver, new UserAdminResolver(services.userAdministration)],
    [ApplicantResolver, new ApplicantResolver(applicants, services.applicantService)],
    [ApplicantScreeningResolver, new ApplicantScreeningResolver(services.applicantService)],
    [RunnerResolver, new RunnerResolver(runners, services.runnerService)],
    [RunnerStepResolver, new RunnerStepResolver(services.runnerService, services.runnerDocuments)],
    [RunnerToolsResolver, new RunnerToolsResolver(services.runnerService, services.runnerToolsService)],
    [DocumentResolver, new DocumentResolver({ documents, applicants, runners, service: documentService })],
    [VerificationResolver, new VerificationResolver(verifications, services.verificationService)],
    [RegistryCheckResolver, new RegistryCheckResolver(services.checkService)],
    [HolderCheckResolver, new HolderCheckResolver(services.checkService)],
    [DocumentCheckResolver, new DocumentCheckResolver(services.checkService)],
    [RevealResolver, new RevealResolver(services.revealService)],
    [ConsentResolver, new ConsentResolver(services.consentService)],
    [CustomerResolver, new CustomerResolver(services.customerService, services.onboardingService)],
    [DataExportResolver, new DataExportResolver(services.exportService)],
    [ErasureResolver, new ErasureResolver(services.erasureService)],
    [RetainedRecordResolver, new RetainedRecordResolver(services.retainedRecordService)],
    [UserErasureResolver, new UserErasureResolver(services.erasureService)],
    [ProviderResolver, new ProviderResolver(common.providers)],
    [
      NodeResolver,
      new NodeResolver({ Applicant: applicants, Runner: runners, Document: documents, Verification: verifications }),
    ],
  ]);
  return {
    ...repositories,
    snapshots,
    ports,
    providers,
    store,
    archives,
    ...identity.seen,
    newId,
    clock,
    services,
    resolvers,
  };
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
    catalogue: new FakeCataloguePort(),
  };
}

function createRepositories() {
  const users = new MemoryUserRepository();
  return {
    spending: new MemorySpendLedger(),
    users,
    sessions: new MemorySessionRepository(users),
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
  {
    otp,
    customerAuth,
    workflow,
    tools,
    designs,
    storage,
    screening,
    customer,
    checks,
    catalogue,
  }: ReturnType<typeof createPorts>,
  without: ReadonlySet<string>,
): FakeProvider[] {
  const offered = {
    cashfree: {
      PAN: checks,
      BANK_ACCOUNT: checks,
      GSTIN: checks,
      NAME_MATCH: checks,
      LIVENESS: checks,
      ...catalogue.ports,
    },
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
