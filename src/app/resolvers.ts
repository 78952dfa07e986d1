import type { ClassType } from 'type-graphql';
import { RevealResolver } from '../graphql/access-log/reveal.resolver.js';
import { ApiKeyResolver } from '../graphql/api-key/api-key.resolver.js';
import { ApplicantResolver } from '../graphql/applicant/applicant.resolver.js';
import { ApplicantScreeningResolver } from '../graphql/applicant/applicant-screening.resolver.js';
import { CHECK_RESOLVERS } from '../graphql/check/kinds/check-apis.js';
import { VerificationResolver } from '../graphql/check/verification.resolver.js';
import { ConsentResolver } from '../graphql/consent/consent.resolver.js';
import { CustomerResolver } from '../graphql/customer/customer.resolver.js';
import { DocumentResolver } from '../graphql/document/document.resolver.js';
import { ExternalIdentityResolver } from '../graphql/external-identity/external-identity.resolver.js';
import { NodeResolver } from '../graphql/node/node.resolver.js';
import { OtpResolver } from '../graphql/otp/otp.resolver.js';
import { DataExportResolver } from '../graphql/privacy/data-export.resolver.js';
import { ErasureResolver, UserErasureResolver } from '../graphql/privacy/erasure.resolver.js';
import { RetainedRecordResolver } from '../graphql/privacy/retained-record.resolver.js';
import { ProviderResolver } from '../graphql/provider/provider.resolver.js';
import { ProviderSessionResolver } from '../graphql/provider-session/provider-session.resolver.js';
import { RunnerResolver } from '../graphql/runner/runner.resolver.js';
import { RunnerStepResolver } from '../graphql/runner/runner-step.resolver.js';
import { RunnerToolsResolver } from '../graphql/runner/runner-tools.resolver.js';
import { OpenSessionResolver } from '../graphql/session/open-session.resolver.js';
import { PasswordResetResolver } from '../graphql/session/password-reset.resolver.js';
import { SessionResolver } from '../graphql/session/session.resolver.js';
import { UserResolver } from '../graphql/user/user.resolver.js';
import { UserAdminResolver } from '../graphql/user/user-admin.resolver.js';
import { ProviderCommandResolver } from '../graphql/workflow-admin/provider-command.resolver.js';
import { StorageDocumentResolver } from '../graphql/workflow-admin/storage-document.resolver.js';
import { WorkflowDesignResolver } from '../graphql/workflow-admin/workflow-design.resolver.js';
import { WorkflowRecordResolver } from '../graphql/workflow-admin/workflow-record.resolver.js';
import type { PrivacyServices } from './privacy.js';
import type { ServiceRepositories, Services } from './services.js';

/** The resolver classes that depend on something, with their instances. */
export function createResolvers(
  { users, applicants, runners, documents, verifications }: ServiceRepositories,
  services: Services & Pick<PrivacyServices, 'exportService' | 'erasureService' | 'retainedRecordService'>,
): Map<ClassType, object> {
  return new Map<ClassType, object>([
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
    [DocumentResolver, new DocumentResolver({ documents, applicants, runners, service: services.documentService })],
    [VerificationResolver, new VerificationResolver(verifications, services.checkEngine)],
    ...CHECK_RESOLVERS.map((resolver) => [resolver, new resolver(services.checkService)] as const),
    [RevealResolver, new RevealResolver(services.revealService)],
    [ConsentResolver, new ConsentResolver(services.consentService)],
    [CustomerResolver, new CustomerResolver(services.customerService, services.onboardingService)],
    [DataExportResolver, new DataExportResolver(services.exportService)],
    [ErasureResolver, new ErasureResolver(services.erasureService)],
    [RetainedRecordResolver, new RetainedRecordResolver(services.retainedRecordService)],
    [UserErasureResolver, new UserErasureResolver(services.erasureService)],
    [ProviderResolver, new ProviderResolver(services.providers)],
    [
      NodeResolver,
      new NodeResolver({ Applicant: applicants, Runner: runners, Document: documents, Verification: verifications }),
    ],
  ]);
}
