import type { SettingValues } from '../config/setting.js';
import type { SPEND_SETTINGS } from '../config/spend-settings.js';
import type { ApplicantDocuments } from '../domain/applicant/applicant-documents.js';
import type { ApplicantRepository } from '../domain/applicant/applicant-repository.js';
import { ApplicantService } from '../domain/applicant/applicant-service.js';
import type { AccessLog } from '../domain/audit/access-log.js';
import type { AuditTrail } from '../domain/audit/audit-trail.js';
import { CheckEngine, type CheckEngineDependencies } from '../domain/check/check-engine.js';
import { CheckService, type CheckServiceDependencies } from '../domain/check/check-service.js';
import type { NamePolicy } from '../domain/check/comparison.js';
import type { Verification } from '../domain/check/verification.js';
import { ConsentGate } from '../domain/consent/consent-gate.js';
import type { ConsentRepository, DisclosureRepository } from '../domain/consent/consent-ports.js';
import { ConsentService } from '../domain/consent/consent-service.js';
import type { CustomerLinkRepository } from '../domain/customer/customer-link.js';
import { CustomerService } from '../domain/customer/customer-service.js';
import { OnboardingService } from '../domain/customer/onboarding-service.js';
import { DocumentDelivery } from '../domain/document/document-delivery.js';
import { DocumentDownloads } from '../domain/document/document-downloads.js';
import type { DocumentRepository, DocumentStore } from '../domain/document/document-ports.js';
import { DocumentService } from '../domain/document/document-service.js';
import { RunnerDocuments } from '../domain/document/runner-documents.js';
import type { Clock } from '../domain/kernel/clock.js';
import type { ReplaceableRecords } from '../domain/kernel/owned-repository.js';
import { RevealService } from '../domain/privacy/reveal-service.js';
import { ProfileService } from '../domain/profile/profile-service.js';
import type { ProviderDirectory } from '../domain/provider/provider-directory.js';
import { ProviderReads } from '../domain/provider/provider-reads.js';
import type { SnapshotRepository } from '../domain/provider/snapshot.js';
import type { Source } from '../domain/provider/source.js';
import type { ProviderCommandRepository } from '../domain/provider-command/provider-command.js';
import { ProviderCommands } from '../domain/provider-command/provider-commands.js';
import { ProviderSessionService } from '../domain/provider-session/provider-session-service.js';
import type { ProviderTokenRepository } from '../domain/provider-session/provider-token.js';
import type { Runner } from '../domain/runner/runner.js';
import { RunnerRecords } from '../domain/runner/runner-records.js';
import { type RunnerDependencies, RunnerService } from '../domain/runner/runner-service.js';
import { type RunnerToolsDependencies, RunnerToolsService } from '../domain/runner/runner-tools-service.js';
import type { SpendLedger } from '../domain/spending/spend-cap.js';
import type { ManagedAccounts } from '../domain/user/managed-accounts.js';
import { UserAdministration } from '../domain/user/user-administration.js';
import type { UserRepository } from '../domain/user/user-repository.js';
import { type CopyOwners, StorageDocumentService } from '../domain/workflow-admin/storage-document-service.js';
import { WorkflowAdminService } from '../domain/workflow-admin/workflow-admin-service.js';
import { createIdentity, type IdentityDependencies } from './identity.js';
import { createSpendCap } from './spend-cap.js';

/** What is kept, by the ports that the services name. */
export interface ServiceRepositories {
  readonly users: UserRepository;
  readonly managedAccounts: ManagedAccounts;
  readonly applicants: ApplicantRepository;
  readonly runners: ReplaceableRecords<Runner>;
  readonly documents: DocumentRepository & CopyOwners & ApplicantDocuments;
  readonly verifications: ReplaceableRecords<Verification>;
  readonly customerLinks: CustomerLinkRepository;
  readonly consents: ConsentRepository;
  readonly disclosures: DisclosureRepository;
  readonly providerCommands: ProviderCommandRepository;
  readonly providerTokens: ProviderTokenRepository;
  readonly snapshots: SnapshotRepository;
  readonly spending: SpendLedger;
  readonly accessLog: AccessLog;
  readonly auditTrail: AuditTrail;
}

export interface ServiceDependencies {
  readonly repositories: ServiceRepositories & IdentityDependencies['repositories'];
  readonly providers: ProviderDirectory;
  readonly store: DocumentStore;
  readonly identity: Pick<
    IdentityDependencies,
    | 'passwords'
    | 'tokens'
    | 'hash'
    | 'signer'
    | 'secrets'
    | 'background'
    | 'mailer'
    | 'passwordResetLink'
    | 'openId'
    | 'pause'
  >;
  readonly fingerprint: (text: string) => string;
  readonly maxUploadBytes: number;
  readonly onAnswer?: (source: Source) => void;
  /** Told when a record of ours is known by its provider's id from now on. */
  readonly onProviderRecord?: (providerId: string, recordKey: string) => void;
  readonly spending: SettingValues<typeof SPEND_SETTINGS>;
  readonly names: NamePolicy;
  readonly newId: () => string;
  readonly clock: Clock;
}

/** The domain’s services, each with the ports it names. */
export function createServices({ store, identity, fingerprint, maxUploadBytes, ...parts }: ServiceDependencies) {
  const { repositories, providers } = parts;
  const common = createCommonParts(parts);
  const { users, applicants, runners, documents, verifications, customerLinks, providerTokens: tokens } = repositories;
  const providerSessionService = new ProviderSessionService({ ...common, users, tokens });
  const applicantService = new ApplicantService({ ...common, applicants, documents });
  const delivery = new DocumentDelivery({ ...common, documents, store });
  const documentService = new DocumentService({ ...common, documents, store, delivery }, maxUploadBytes);
  const customers = { ...common, fingerprint, links: customerLinks };
  const admin = { ...common, commands: new ProviderCommands({ ...common, commands: repositories.providerCommands }) };
  return {
    providers,
    reads: common.reads,
    providerCommands: admin.commands,
    workflowAdminService: new WorkflowAdminService(admin),
    storageDocumentService: new StorageDocumentService({ ...admin, documents: documentService, copies: documents }),
    ...createIdentity({ ...common, ...identity, repositories, providerSessions: providerSessionService }),
    providerSessionService,
    profileService: new ProfileService({ ...common, users, documents: documentService }),
    userAdministration: new UserAdministration({ ...common, accounts: repositories.managedAccounts }),
    applicantService,
    ...createRunnerServices({ ...admin, runners }),
    runnerDocuments: new RunnerDocuments({ documents, delivery }),
    documentService,
    documentDownloads: new DocumentDownloads({ ...common, documents, store }),
    ...createCheckServices({ ...common, verifications, documents: documentService }),
    customerService: new CustomerService(customers),
    revealService: new RevealService({ ...repositories, applicantService }),
    consentService: new ConsentService({ ...common, consents: repositories.consents }),
    onboardingService: new OnboardingService({ ...customers, users, documents: documentService }),
  };
}

type CommonNeeds = Omit<ServiceDependencies, 'store' | 'identity' | 'fingerprint' | 'maxUploadBytes'>;

/** What most services need. */
function createCommonParts({ repositories, onAnswer, spending, ...given }: CommonNeeds) {
  const { consents, disclosures, accessLog, auditTrail, snapshots } = repositories;
  const consentGate = new ConsentGate({ ...given, consents, disclosures });
  return {
    ...given,
    accessLog,
    auditTrail,
    consentGate,
    reads: new ProviderReads({ snapshots, clock: given.clock, consentGate, onAnswer }),
    spendCap: createSpendCap(spending, repositories.spending, given.clock),
  };
}

function createCheckServices(parts: CheckEngineDependencies & Omit<CheckServiceDependencies, 'engine'>) {
  const checkEngine = new CheckEngine(parts);
  return { checkEngine, checkService: new CheckService({ ...parts, engine: checkEngine }) };
}

function createRunnerServices(parts: Omit<RunnerDependencies & RunnerToolsDependencies, 'runnerRecords'>) {
  const runnerParts = { ...parts, runnerRecords: new RunnerRecords(parts) };
  return { runnerService: new RunnerService(runnerParts), runnerToolsService: new RunnerToolsService(runnerParts) };
}

export type Services = ReturnType<typeof createServices>;
