import type { ClassType } from 'type-graphql';
import { ApplicantService } from '../../../src/domain/applicant/applicant-service.js';
import { CustomerService } from '../../../src/domain/customer/customer-service.js';
import { OnboardingService } from '../../../src/domain/customer/onboarding-service.js';
import { DocumentDelivery } from '../../../src/domain/document/document-delivery.js';
import { DocumentService } from '../../../src/domain/document/document-service.js';
import { OtpService } from '../../../src/domain/otp/otp-service.js';
import type { Capability } from '../../../src/domain/provider/capability.js';
import { ProviderDirectory } from '../../../src/domain/provider/provider-directory.js';
import { ProviderReads } from '../../../src/domain/provider/provider-reads.js';
import type { Runner } from '../../../src/domain/runner/runner.js';
import { RunnerService } from '../../../src/domain/runner/runner-service.js';
import { AccountService } from '../../../src/domain/session/account-service.js';
import { ProfileService } from '../../../src/domain/user/profile-service.js';
import { CheckService } from '../../../src/domain/verification/check-service.js';
import type { Verification } from '../../../src/domain/verification/verification.js';
import { VerificationService } from '../../../src/domain/verification/verification-service.js';
import { ApplicantResolver } from '../../../src/graphql/applicant/applicant.resolver.js';
import { DocumentCheckResolver } from '../../../src/graphql/check/document-check.resolver.js';
import { HolderCheckResolver } from '../../../src/graphql/check/holder-check.resolver.js';
import { RegistryCheckResolver } from '../../../src/graphql/check/registry-check.resolver.js';
import { CustomerResolver } from '../../../src/graphql/customer/customer.resolver.js';
import { DocumentResolver } from '../../../src/graphql/document/document.resolver.js';
import { NodeResolver } from '../../../src/graphql/node/node.resolver.js';
import { OtpResolver } from '../../../src/graphql/otp/otp.resolver.js';
import { ProviderResolver } from '../../../src/graphql/provider/provider.resolver.js';
import { RunnerResolver } from '../../../src/graphql/runner/runner.resolver.js';
import { SessionResolver } from '../../../src/graphql/session/session.resolver.js';
import { UserResolver } from '../../../src/graphql/user/user.resolver.js';
import { VerificationResolver } from '../../../src/graphql/verification/verification.resolver.js';
import { FakeCataloguePort } from './fake-catalogue-port.js';
import { FakeCheckPort } from './fake-check-port.js';
import { FakeCustomerPort } from './fake-customer-port.js';
import { FakeOtpPort } from './fake-otp-port.js';
import { FakePasswordHasher } from './fake-password-hasher.js';
import { FakeProvider } from './fake-provider.js';
import { FakeScreeningPort } from './fake-screening-port.js';
import { FakeTokenIssuer } from './fake-token-issuer.js';
import { FakeWorkflowPort } from './fake-workflow-port.js';
import { MemoryApplicantRepository } from './memory-applicant-repository.js';
import { MemoryCustomerLinkRepository } from './memory-customer-link-repository.js';
import { MemoryDocumentRepository } from './memory-document-repository.js';
import { MemoryDocumentStore } from './memory-document-store.js';
import { MemoryEventHistory } from './memory-event-history.js';
import { MemoryOwnedRepository } from './memory-owned-repository.js';
import { MemorySessionRepository } from './memory-session-repository.js';
import { MemorySnapshotRepository } from './memory-snapshot-repository.js';
import { MemoryUserRepository } from './memory-user-repository.js';

export const MAX_UPLOAD_BYTES = 1_000;

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
  const passwords = new FakePasswordHasher();
  const tokens = new FakeTokenIssuer();
  const newId = createIds();
  const clock = () => NOW;
  const fingerprint = (text: string) => `fingerprint of ${text.length}`;
  const snapshots = new MemorySnapshotRepository();
  const reads = new ProviderReads({ snapshots, clock });
  const common = { providers: new ProviderDirectory(providers), newId, clock, reads };
  const { users, sessions, applicants, runners, documents, verifications, customerLinks } = repositories;
  const delivery = new DocumentDelivery({ ...common, documents, store });
  const documentService = new DocumentService({ ...common, documents, store, delivery }, MAX_UPLOAD_BYTES);
  const checks = new VerificationService({ ...common, verifications, documents: documentService });
  const customers = { ...common, fingerprint, links: customerLinks };
  const services = {
    accounts: new AccountService({ ...common, users, sessions, passwords, tokens }),
    otpService: new OtpService({ ...common, users }),
    profileService: new ProfileService({ ...common, users, documents: documentService }),
    applicantService: new ApplicantService({ ...common, applicants }),
    runnerService: new RunnerService({ ...common, runners }),
    documentService,
    verificationService: checks,
    checkService: new CheckService({ ...common, verifications, checks, documents: documentService }),
    customerService: new CustomerService(customers),
    onboardingService: new OnboardingService({ ...customers, users, documents: documentService }),
  };
  const resolvers = new Map<ClassType, object>([
    [SessionResolver, new SessionResolver(services.accounts)],
    [OtpResolver, new OtpResolver(services.otpService)],
    [UserResolver, new UserResolver(users, services.profileService)],
    [ApplicantResolver, new ApplicantResolver(applicants, services.applicantService)],
    [RunnerResolver, new RunnerResolver(runners, services.runnerService)],
    [DocumentResolver, new DocumentResolver({ documents, applicants, runners, service: documentService })],
    [VerificationResolver, new VerificationResolver(verifications, services.verificationService)],
    [RegistryCheckResolver, new RegistryCheckResolver(services.checkService)],
    [HolderCheckResolver, new HolderCheckResolver(services.checkService)],
    [DocumentCheckResolver, new DocumentCheckResolver(services.checkService)],
    [CustomerResolver, new CustomerResolver(services.customerService, services.onboardingService)],
    [ProviderResolver, new ProviderResolver(common.providers)],
    [
      NodeResolver,
      new NodeResolver({ Applicant: applicants, Runner: runners, Document: documents, Verification: verifications }),
    ],
  ]);
  return { ...repositories, snapshots, ports, providers, store, passwords, tokens, newId, clock, services, resolvers };
}

function createPorts() {
  return {
    otp: new FakeOtpPort(),
    workflow: new FakeWorkflowPort(),
    screening: new FakeScreeningPort(),
    customer: new FakeCustomerPort(),
    checks: new FakeCheckPort(),
    catalogue: new FakeCataloguePort(),
  };
}

function createRepositories() {
  const users = new MemoryUserRepository();
  return {
    users,
    sessions: new MemorySessionRepository(users),
    applicants: new MemoryApplicantRepository(),
    webhookEvents: new MemoryEventHistory(),
    runners: new MemoryOwnedRepository<Runner>(),
    documents: new MemoryDocumentRepository(),
    verifications: new MemoryOwnedRepository<Verification>(),
    customerLinks: new MemoryCustomerLinkRepository(),
  };
}

function createProviders(
  { otp, workflow, screening, customer, checks, catalogue }: ReturnType<typeof createPorts>,
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
    crego: { OTP: otp, WORKFLOW: workflow },
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
