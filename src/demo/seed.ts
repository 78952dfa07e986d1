import { Readable } from 'node:stream';
import type { Applicant } from '../domain/applicant/applicant.js';
import type { Verification } from '../domain/check/verification.js';
import type { ConsentRepository } from '../domain/consent/consent-ports.js';
import type { CustomerLinkRepository } from '../domain/customer/customer-link.js';
import type { DocumentRepository, DocumentStore } from '../domain/document/document-ports.js';
import { maskPan } from '../domain/identifier/mask.js';
import type { LinkSecrets } from '../domain/kernel/link-secrets.js';
import type { OwnedRepository } from '../domain/kernel/owned-repository.js';
import type { ErasureRepository, SubjectDataRepository } from '../domain/privacy/erasure.js';
import type { Runner } from '../domain/runner/runner.js';
import type { ApiKeyRepository } from '../domain/session/api-key.js';
import type { ExternalIdentityRepository } from '../domain/session/external-identity.js';
import type { PasswordResetRepository } from '../domain/session/password-reset.js';
import type { PasswordHasher } from '../domain/session/ports.js';
import type { SessionRepository } from '../domain/session/session.js';
import type { Profile } from '../domain/user/profile.js';
import type { NewUser, UserRepository } from '../domain/user/user-repository.js';
import { DEMO_ADMIN, DEMO_PASSWORD, DEMO_PEOPLE, DEMO_PICTURE, type DemoPerson } from './people.js';
import { seedApiKey } from './seed-api-key.js';
import { CHECKS_OF, demoChecks } from './seed-checks.js';
import { demoConsents } from './seed-consents.js';
import { seedContract } from './seed-contract.js';
import { seedErasure } from './seed-erasure.js';
import { seedIdentities } from './seed-identities.js';
import { seedPasswordReset, seedSessions } from './seed-sessions.js';

export interface SeedDependencies {
  readonly users: UserRepository;
  readonly applicants: OwnedRepository<Applicant>;
  readonly runners: OwnedRepository<Runner>;
  readonly documents: DocumentRepository;
  readonly verifications: OwnedRepository<Verification>;
  readonly customerLinks: CustomerLinkRepository;
  readonly consents: ConsentRepository;
  readonly passwords: PasswordHasher;
  readonly sessions: Pick<SessionRepository, 'insert'>;
  readonly passwordResets: Pick<PasswordResetRepository, 'insert'>;
  readonly apiKeys: Pick<ApiKeyRepository, 'find' | 'insert'>;
  readonly externalIdentities: Pick<ExternalIdentityRepository, 'insert'>;
  readonly store: DocumentStore;
  readonly erasures: ErasureRepository;
  readonly subjects: Pick<SubjectDataRepository, 'findRetained' | 'erase'>;
  readonly secrets: LinkSecrets;
}

type Checked = Pick<DemoPerson, 'number' | 'firstName' | 'lastName' | 'pan' | 'panReferenceId'>;

/** Has no account any more. */
const FORGOTTEN: Checked = {
  number: 98,
  firstName: 'Zoya',
  lastName: 'Sample',
  pan: 'AAAPS0098C',
  panReferenceId: '98',
};
const FORGETFUL = 'uma@example.com';
const SEEDED_AT = new Date('2025-01-31T08:00:00Z');

/** A white pixel: the demo people's "PAN cards". */
/** Version 7 ids of a moment long ago, so that demo records sort behind everything made later. */
function demoId(kind: number, number: number): string {
  return `0190a000-0000-7000-8${String(kind).padStart(3, '0')}-${String(number).padStart(12, '0')}`;
}

/** Gives the demo people their accounts. Done once: an account that exists is left as it is, and one that was erased does not come back. */
export async function seedDemo(deps: SeedDependencies): Promise<void> {
  const passwordHash = await deps.passwords.hash(DEMO_PASSWORD);
  await seedErasure(deps, demoId(11, 1), demoVerification(FORGOTTEN, demoId(1, FORGOTTEN.number)));
  await seedApiKey(deps, demoId(13, 1), SEEDED_AT);
  const account = {
    passwordHash,
    mobileVerifiedAt: SEEDED_AT,
    emailVerifiedAt: SEEDED_AT,
    suspendedAt: null,
    createdAt: SEEDED_AT,
    updatedAt: SEEDED_AT,
  };
  const admin: NewUser = { ...account, id: demoId(1, 99), ...DEMO_ADMIN, roles: ['ADMIN'] };
  if (await deps.users.insert(admin)) await seedConsents(deps, 99, admin.id);
  for (const person of DEMO_PEOPLE) {
    const user: NewUser = {
      ...account,
      id: demoId(1, person.number),
      email: person.email,
      name: `${person.firstName} ${person.lastName}`,
      mobile: person.mobile,
      roles: [person.role],
    };
    if ((await deps.subjects.findRetained(user.id)) !== null) continue;
    if (!(await deps.users.insert(user))) continue;
    await seedRecords(deps, person, user.id);
    if (person.email === FORGETFUL) await seedPasswordReset(deps, user.id, demoId(13, 1));
    if (person.number !== 1) continue;
    await seedSessions(deps, user.id, [demoId(12, 1), demoId(12, 2)]);
    await seedIdentities(deps, user.id, [demoId(14, 1), demoId(14, 2)], SEEDED_AT);
  }
}

async function seedRecords(deps: SeedDependencies, person: DemoPerson, userId: string): Promise<void> {
  const dates = { createdAt: SEEDED_AT, updatedAt: SEEDED_AT };
  await deps.users.saveProfile(userId, demoProfile(person), SEEDED_AT);
  await seedConsents(deps, person.number, userId);
  await deps.applicants.insert({
    ...dates,
    id: demoId(2, person.number),
    userId,
    providerId: 'personr',
    providerApplicantId: person.personrApplicantId,
    flowName: 'KYC basic',
    sourceKey: 'demo',
    status: 'PROCESSING',
    decision: null,
    checkRequests: 1,
  });
  await deps.runners.insert({
    ...dates,
    id: demoId(3, person.number),
    userId,
    providerId: 'crego',
    providerRunnerId: person.cregoRunnerId,
    flowId: null,
    refId: person.cregoRefId,
    status: 'PROCESSING',
  });
  await seedDocument(deps, demoId(4, person.number), userId);
  const verification = demoVerification(person, userId);
  await deps.verifications.insert(verification);
  if (person.number === CHECKS_OF) {
    const checks = demoChecks(verification, (kind) => demoId(kind, person.number));
    for (const check of checks) await deps.verifications.insert(check);
    await seedContract(deps, demoId(10, person.number), userId, SEEDED_AT);
  }
  await deps.customerLinks.claim({
    documentFingerprints: [],
    ...dates,
    id: demoId(6, person.number),
    userId,
    providerId: 'cdp',
    customerNumber: person.ecrn,
    state: 'LINKED',
  });
}

async function seedConsents({ consents }: SeedDependencies, number: number, userId: string): Promise<void> {
  for (const consent of demoConsents(userId, (kind) => demoId(kind, number), SEEDED_AT)) await consents.insert(consent);
}

function demoProfile(person: DemoPerson): Partial<Profile> {
  const name = `${person.firstName} ${person.lastName}`;
  return {
    pan: {
      number: person.pan,
      name: name.toUpperCase(),
      dateOfBirth: person.dateOfBirth,
      mobile: null,
      email: null,
      holderType: 'INDIVIDUAL',
    },
    personal: {
      gender: person.gender,
      placeOfBirth: person.city,
      occupation: 'Engineer',
      annualIncome: 500_000,
      indianCitizen: true,
      informationConfirmed: true,
    },
    address: {
      line: person.street,
      landmark: null,
      city: person.city,
      pincode: person.pincode,
      state: person.state,
      country: 'India',
    },
    bankAccounts: [
      {
        id: demoId(7, person.number),
        bankName: 'Example Bank',
        accountType: 'SAVINGS',
        accountNumber: `0001000000${String(person.number).padStart(2, '0')}`,
        ifsc: 'HDFC0000001',
        primary: true,
      },
    ],
    dematAccounts: [],
  };
}

async function seedDocument({ documents, store }: SeedDependencies, id: string, userId: string): Promise<void> {
  await store.delete(id);
  const stored = await store.write(id, Readable.from([DEMO_PICTURE]), DEMO_PICTURE.length);
  await documents.insert({
    id,
    userId,
    kind: 'PAN_CARD',
    side: 'FRONT',
    country: 'IND',
    filename: 'pan-card.png',
    contentType: 'image/png',
    sizeBytes: stored.sizeBytes,
    sha256: stored.sha256,
    state: 'STORED',
    createdAt: SEEDED_AT,
  });
}

function demoVerification(person: Checked, userId: string): Verification {
  return {
    id: demoId(5, person.number),
    userId,
    capability: 'PAN',
    providerId: 'cashfree',
    checkId: `kyc-${demoId(5, person.number)}`,
    referenceId: person.panReferenceId,
    subject: maskPan(person.pan),
    documentId: null,
    status: 'COMPLETED',
    outcome: 'PASS',
    decision: null,
    validity: 'VALID',
    validUntil: null,
    comparisons: [{ claim: 'pan', result: 'CONFIRMED', score: null, source: 'LOCAL' }],
    score: null,
    reasons: [],
    facts: [{ name: 'registeredName', value: `${person.firstName} ${person.lastName}`.toUpperCase() }],
    retryable: false,
    raw: { providerStatus: 'VALID', providerCode: null, providerLabel: null },
    link: null,
    attempts: [{ providerId: 'cashfree', startedAt: SEEDED_AT, finishedAt: SEEDED_AT, errorCode: null }],
    timeline: [
      { at: SEEDED_AT, status: 'PROCESSING', outcome: null },
      { at: SEEDED_AT, status: 'COMPLETED', outcome: 'PASS' },
    ],
    createdAt: SEEDED_AT,
    updatedAt: SEEDED_AT,
    completedAt: SEEDED_AT,
  };
}
