import { setTimeout as pause } from 'node:timers/promises';
import { v7 as newId } from 'uuid';
import type { SettingValues } from '../config/setting.js';
import type { SPEND_SETTINGS } from '../config/spend-settings.js';
import { ApplicantService } from '../domain/applicant/applicant-service.js';
import { ConsentGate } from '../domain/consent/consent-gate.js';
import { ConsentService } from '../domain/consent/consent-service.js';
import { CustomerService } from '../domain/customer/customer-service.js';
import { OnboardingService } from '../domain/customer/onboarding-service.js';
import { DocumentDelivery } from '../domain/document/document-delivery.js';
import { DocumentService } from '../domain/document/document-service.js';
import type { ProviderDirectory } from '../domain/provider/provider-directory.js';
import { ProviderReads } from '../domain/provider/provider-reads.js';
import type { Source } from '../domain/provider/source.js';
import { ProviderCommands } from '../domain/provider-command/provider-commands.js';
import { ProviderSessionService } from '../domain/provider-session/provider-session-service.js';
import { RunnerDocuments } from '../domain/runner/runner-documents.js';
import { RunnerRecords } from '../domain/runner/runner-records.js';
import { type RunnerDependencies, RunnerService } from '../domain/runner/runner-service.js';
import { type RunnerToolsDependencies, RunnerToolsService } from '../domain/runner/runner-tools-service.js';
import { ProfileService } from '../domain/user/profile-service.js';
import { RevealService } from '../domain/user/reveal-service.js';
import { UserAdministration } from '../domain/user/user-administration.js';
import { CheckService } from '../domain/verification/check-service.js';
import { VerificationService } from '../domain/verification/verification-service.js';
import { WebhookService } from '../domain/webhook/webhook-service.js';
import { StorageDocumentService } from '../domain/workflow-admin/storage-document-service.js';
import { WorkflowAdminService } from '../domain/workflow-admin/workflow-admin-service.js';
import type { FolderDocumentStore } from '../storage/folder-document-store.js';
import { createIdentity, type IdentityDependencies } from './identity.js';
import type { Repositories } from './repositories.js';
import { createSpendCap } from './spend-cap.js';

export interface ServiceDependencies {
  readonly repositories: Repositories;
  readonly providers: ProviderDirectory;
  readonly store: FolderDocumentStore;
  readonly identity: Pick<
    IdentityDependencies,
    'passwords' | 'tokens' | 'hash' | 'secrets' | 'background' | 'mailer' | 'passwordResetLink' | 'openId'
  >;
  readonly fingerprint: (text: string) => string;
  readonly maxUploadBytes: number;
  readonly onAnswer: (source: Source) => void;
  readonly spending: SettingValues<typeof SPEND_SETTINGS>;
}

/** The domain’s services, each with the ports it names. */
export function createServices({
  repositories,
  providers,
  store,
  identity,
  fingerprint,
  maxUploadBytes,
  onAnswer,
  spending,
}: ServiceDependencies) {
  const clock = () => new Date();
  const { consents, disclosures, accessLog, auditTrail } = repositories;
  const consentGate = new ConsentGate({ consents, disclosures, newId, clock });
  const reads = new ProviderReads({ snapshots: repositories.snapshots, clock, consentGate, onAnswer });
  const spendCap = createSpendCap(spending, repositories.spending, clock);
  const common = { providers, newId, clock, reads, consentGate, spendCap, accessLog, auditTrail };
  const sessionParts = { ...common, users: repositories.users, tokens: repositories.providerTokens };
  const providerSessionService = new ProviderSessionService(sessionParts);
  const { users, applicants, runners, documents, verifications, customerLinks } = repositories;
  const applicantService = new ApplicantService({ ...common, applicants });
  const delivery = new DocumentDelivery({ ...common, documents, store });
  const documentService = new DocumentService({ ...common, documents, store, delivery }, maxUploadBytes);
  const checks = new VerificationService({ ...common, verifications, documents: documentService });
  const customers = { ...common, fingerprint, links: customerLinks };
  const commands = new ProviderCommands({ ...common, commands: repositories.providerCommands });
  const admin = { ...common, commands };
  return {
    providers,
    providerCommands: commands,
    workflowAdminService: new WorkflowAdminService(admin),
    storageDocumentService: new StorageDocumentService({ ...admin, documents: documentService, copies: documents }),
    ...createIdentity({ ...common, ...identity, repositories, providerSessions: providerSessionService, pause }),
    providerSessionService,
    profileService: new ProfileService({ ...common, users, documents: documentService }),
    userAdministration: new UserAdministration({ ...common, accounts: repositories.managedAccounts }),
    applicantService,
    ...createRunnerServices({ ...admin, runners }),
    runnerDocuments: new RunnerDocuments({ documents, delivery }),
    documentService,
    verificationService: checks,
    checkService: new CheckService({ ...common, verifications, checks, documents: documentService }),
    webhookService: new WebhookService({ ...customers, events: repositories.webhookEvents, applicants, verifications }),
    customerService: new CustomerService(customers),
    revealService: new RevealService({ ...repositories, applicantService }),
    consentService: new ConsentService({ ...common, consents }),
    onboardingService: new OnboardingService({ ...customers, users, documents: documentService }),
  };
}

function createRunnerServices(parts: Omit<RunnerDependencies & RunnerToolsDependencies, 'runnerRecords'>) {
  const runnerParts = { ...parts, runnerRecords: new RunnerRecords(parts) };
  return { runnerService: new RunnerService(runnerParts), runnerToolsService: new RunnerToolsService(runnerParts) };
}

export type Services = ReturnType<typeof createServices>;
