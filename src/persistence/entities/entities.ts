import { EntitySchema } from 'typeorm';
import type { Applicant } from '../../domain/applicant/applicant.js';
import { CHECK_CAPABILITIES } from '../../domain/check/kinds/check-kinds.js';
import { VALIDITIES, type Verification } from '../../domain/check/verification.js';
import { type CustomerLink, LINK_STATES } from '../../domain/customer/customer-link.js';
import {
  COPY_STATES,
  DOCUMENT_KINDS,
  DOCUMENT_SIDES,
  DOCUMENT_STATES,
  type Document,
  type DocumentCopy,
} from '../../domain/document/document.js';
import { ROLES } from '../../domain/kernel/actor.js';
import { CHECK_OUTCOMES, DECISIONS, LIFECYCLE_STATUSES } from '../../domain/kernel/lifecycle.js';
import type { Runner } from '../../domain/runner/runner.js';
import type { SessionRecord } from '../../domain/session/session.js';
import type { PanDetails, Profile } from '../../domain/user/profile.js';
import type { NewUser } from '../../domain/user/user-repository.js';
import { AUDIT_ENTITIES } from './audit-entities.js';
import { ApiKeyEntity, ExternalIdentityEntity } from './caller-entities.js';
import { closedSetsOf, withClosedSets } from './closed-sets.js';
import * as c from './columns.js';
import { CONSENT_ENTITIES } from './consent-entities.js';
import { COUNTING_ENTITIES } from './counting-entities.js';
import { DataExportEntity, ErasureRequestEntity, LegalHoldEntity, RetainedRecordEntity } from './privacy-entities.js';
import { ProviderCommandEntity, ProviderTokenEntity } from './provider-access-entities.js';
import { SnapshotEntity, WebhookEventEntity } from './provider-entities.js';
import { VaultMarkEntity } from './sealing-entities.js';
import { SIGN_IN_ENTITIES } from './sign-in-entities.js';

/** Lists are read by owner, newest first. */
const byOwner = (table: string) => [{ name: `${table}_owner`, columns: ['userId', 'id'] }];

const owner = (table: string) => c.reference(c.uuid, 'User', `${table}_user_id_fkey`);

export const UserEntity = new EntitySchema<NewUser & { readonly emailIndex?: string; readonly mobileIndex?: string }>({
  name: 'User',
  tableName: 'users',
  columns: {
    id: c.id,
    email: c.sealedText,
    emailIndex: { ...c.blindIndex('email', (email) => String(email).toLowerCase()), unique: true },
    name: c.sealedText,
    mobile: c.sealedText,
    mobileIndex: c.blindIndex('mobile'),
    roles: c.someOf(ROLES),
    passwordHash: c.text,
    mobileVerifiedAt: c.optionalInstant,
    emailVerifiedAt: c.optionalInstant,
    suspendedAt: c.optionalInstant,
    createdAt: c.instant,
    updatedAt: c.instant,
  },
  indices: [
    { name: 'users_mobile', columns: ['mobileIndex'] },
    // Few accounts are of either kind, so that finding them among many customers takes no walk.
    { name: 'users_not_customers', columns: ['id'], where: `roles <> '{CUSTOMER}'` },
    { name: 'users_suspended', columns: ['id'], where: 'suspended_at IS NOT NULL' },
  ],
});

export const ProfileEntity = new EntitySchema<Profile & { readonly panIndex?: string; readonly updatedAt: Date }>({
  name: 'Profile',
  tableName: 'profiles',
  columns: {
    userId: { ...owner('profiles'), primary: true },
    pan: c.optionalSealedJson(),
    panIndex: c.optionalBlindIndex('pan', (pan) => (pan as PanDetails | null)?.number ?? null),
    personal: c.optionalSealedJson(),
    address: c.optionalSealedJson(),
    bankAccounts: c.sealedJson({ exact: ['accountNumber'] }),
    dematAccounts: c.sealedJson({ exact: ['dpId', 'clientId'] }),
    photoDocumentId: c.reference(c.optionalUuid, 'Document', 'profiles_photo_document_id_fkey'),
    updatedAt: c.instant,
  },
  indices: [
    { name: 'profiles_pan', columns: ['panIndex'] },
    { name: 'profiles_photo', columns: ['photoDocumentId'], where: 'photo_document_id IS NOT NULL' },
  ],
});

export const SessionEntity = new EntitySchema<SessionRecord>({
  name: 'Session',
  tableName: 'sessions',
  columns: {
    id: c.id,
    userId: owner('sessions'),
    device: c.text,
    createdAt: c.instant,
    lastUsedAt: c.instant,
    expiresAt: c.instant,
    revokedAt: c.optionalInstant,
  },
  indices: [{ name: 'sessions_user', columns: ['userId'] }],
});

export const ApplicantEntity = new EntitySchema<Applicant>({
  name: 'Applicant',
  tableName: 'applicants',
  columns: {
    id: c.id,
    userId: owner('applicants'),
    providerId: c.text,
    providerApplicantId: c.optionalText,
    flowName: c.optionalSealedWords,
    sourceKey: c.optionalSealedWords,
    status: c.oneOf(LIFECYCLE_STATUSES),
    decision: c.optionalOneOf(DECISIONS),
    checkRequests: c.integer,
    createdAt: c.instant,
    updatedAt: c.instant,
  },
  indices: [
    ...byOwner('applicants'),
    { name: 'applicants_provider_record', columns: ['providerId', 'providerApplicantId'] },
  ],
});

export const RunnerEntity = new EntitySchema<Runner>({
  name: 'Runner',
  tableName: 'runners',
  columns: {
    id: c.id,
    userId: owner('runners'),
    providerId: c.text,
    providerRunnerId: c.optionalText,
    flowId: c.optionalSealedWords,
    refId: c.optionalText,
    status: c.oneOf(LIFECYCLE_STATUSES),
    createdAt: c.instant,
    updatedAt: c.instant,
  },
  indices: byOwner('runners'),
});

export const DocumentEntity = new EntitySchema<Document>({
  name: 'Document',
  tableName: 'documents',
  columns: {
    id: c.id,
    userId: owner('documents'),
    kind: c.oneOf(DOCUMENT_KINDS),
    side: c.optionalOneOf(DOCUMENT_SIDES),
    country: c.optionalText,
    filename: c.sealedWords,
    contentType: c.text,
    sizeBytes: c.integer,
    sha256: c.text,
    state: c.oneOf(DOCUMENT_STATES),
    createdAt: c.instant,
  },
  indices: byOwner('documents'),
});

export const DocumentCopyEntity = new EntitySchema<DocumentCopy>({
  name: 'DocumentCopy',
  tableName: 'document_copies',
  columns: {
    id: c.id,
    documentId: c.reference(c.uuid, 'Document', 'document_copies_document_id_fkey'),
    providerId: c.text,
    providerDocumentId: c.optionalText,
    applicantId: c.reference(c.optionalUuid, 'Applicant', 'document_copies_applicant_id_fkey'),
    runnerId: c.reference(c.optionalUuid, 'Runner', 'document_copies_runner_id_fkey'),
    state: c.oneOf(COPY_STATES),
    errorCode: c.optionalText,
    remarks: c.sealedJson(),
    createdAt: c.instant,
  },
  indices: [
    { name: 'document_copies_document', columns: ['documentId', 'id'] },
    { name: 'document_copies_original', columns: ['providerId', 'providerDocumentId'] },
    { name: 'document_copies_applicant', columns: ['applicantId'], where: 'applicant_id IS NOT NULL' },
    { name: 'document_copies_runner', columns: ['runnerId'], where: 'runner_id IS NOT NULL' },
  ],
});

export const VerificationEntity = new EntitySchema<Verification>({
  name: 'Verification',
  tableName: 'verifications',
  columns: {
    id: c.id,
    userId: owner('verifications'),
    capability: c.oneOf(CHECK_CAPABILITIES),
    providerId: c.text,
    checkId: { ...c.text, unique: true },
    referenceId: c.optionalText,
    subject: c.sealedWords,
    documentId: c.reference(c.optionalUuid, 'Document', 'verifications_document_id_fkey'),
    status: c.oneOf(LIFECYCLE_STATUSES),
    outcome: c.optionalOneOf(CHECK_OUTCOMES),
    decision: c.optionalOneOf(DECISIONS),
    validity: c.optionalOneOf(VALIDITIES),
    validUntil: c.optionalSealedText,
    comparisons: c.optionalSealedJson(),
    score: c.optionalReal,
    reasons: c.sealedJson(),
    facts: c.sealedJson(),
    retryable: c.boolean,
    raw: c.sealedJson(),
    link: c.optionalSealedJson(),
    attempts: c.jsonWithInstants('startedAt', 'finishedAt'),
    timeline: c.jsonWithInstants('at'),
    createdAt: c.instant,
    updatedAt: c.instant,
    completedAt: c.optionalInstant,
  },
  indices: [
    ...byOwner('verifications'),
    { name: 'verifications_provider_record', columns: ['providerId', 'referenceId'] },
    { name: 'verifications_document', columns: ['documentId'], where: 'document_id IS NOT NULL' },
  ],
});

export const CustomerLinkEntity = new EntitySchema<CustomerLink>({
  name: 'CustomerLink',
  tableName: 'customer_links',
  columns: {
    id: c.id,
    userId: owner('customer_links'),
    providerId: c.text,
    customerNumber: c.optionalText,
    state: c.oneOf(LINK_STATES),
    documentFingerprints: c.textArray,
    createdAt: c.instant,
    updatedAt: c.instant,
  },
  indices: [
    ...byOwner('customer_links'),
    { name: 'customer_links_one_open', columns: ['userId', 'providerId'], unique: true, where: `state <> 'FAILED'` },
    { name: 'customer_links_one_user', columns: ['providerId', 'customerNumber'], unique: true },
    { name: 'customer_links_open', columns: ['state', 'id'], where: `state IN ('PENDING', 'UNKNOWN')` },
  ],
});

export const ENTITIES = [
  UserEntity,
  ProfileEntity,
  SessionEntity,
  ...SIGN_IN_ENTITIES,
  ApiKeyEntity,
  ExternalIdentityEntity,
  ApplicantEntity,
  RunnerEntity,
  DocumentEntity,
  DocumentCopyEntity,
  VerificationEntity,
  CustomerLinkEntity,
  SnapshotEntity,
  ProviderTokenEntity,
  ProviderCommandEntity,
  WebhookEventEntity,
  ...AUDIT_ENTITIES,
  ...CONSENT_ENTITIES,
  ...COUNTING_ENTITIES,
  DataExportEntity,
  ErasureRequestEntity,
  LegalHoldEntity,
  RetainedRecordEntity,
  VaultMarkEntity,
].map((entity) => withClosedSets<EntitySchema>(entity));

/** Every column of every table that holds words of a closed set. */
export const CLOSED_SETS = ENTITIES.flatMap(closedSetsOf);
