import { EntitySchema } from 'typeorm';
import type { Applicant } from '../../domain/applicant/applicant.js';
import type { CustomerLink } from '../../domain/customer/customer-link.js';
import type { Document, DocumentCopy } from '../../domain/document/document.js';
import type { Runner } from '../../domain/runner/runner.js';
import type { SessionRecord } from '../../domain/session/session.js';
import type { Profile } from '../../domain/user/profile.js';
import type { NewUser } from '../../domain/user/user-repository.js';
import type { Verification } from '../../domain/verification/verification.js';
import * as c from './columns.js';
import { SnapshotEntity, WebhookEventEntity } from './provider-entities.js';

/** Lists are read by owner, newest first. */
const byOwner = (table: string) => [{ name: `${table}_owner`, columns: ['userId', 'id'] }];

const owner = (table: string) => c.reference(c.uuid, 'User', `${table}_user_id_fkey`);

export const UserEntity = new EntitySchema<NewUser>({
  name: 'User',
  tableName: 'users',
  columns: {
    id: c.id,
    email: { ...c.text, unique: true },
    name: c.text,
    mobile: c.text,
    roles: c.textArray,
    passwordHash: c.text,
    mobileVerifiedAt: c.optionalInstant,
    createdAt: c.instant,
    updatedAt: c.instant,
  },
});

export const ProfileEntity = new EntitySchema<Profile & { readonly updatedAt: Date }>({
  name: 'Profile',
  tableName: 'profiles',
  columns: {
    userId: { ...owner('profiles'), primary: true },
    pan: c.optionalJson,
    personal: c.optionalJson,
    address: c.optionalJson,
    bankAccounts: c.json,
    dematAccounts: c.json,
    photoDocumentId: c.reference(c.optionalUuid, 'Document', 'profiles_photo_document_id_fkey'),
    updatedAt: c.instant,
  },
});

export const SessionEntity = new EntitySchema<SessionRecord>({
  name: 'Session',
  tableName: 'sessions',
  columns: {
    id: c.id,
    userId: owner('sessions'),
    refreshTokenHash: { ...c.text, unique: true },
    createdAt: c.instant,
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
    flowName: c.optionalText,
    sourceKey: c.optionalText,
    status: c.text,
    decision: c.optionalText,
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
    flowId: c.optionalText,
    refId: c.optionalText,
    status: c.text,
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
    kind: c.text,
    side: c.optionalText,
    country: c.optionalText,
    filename: c.text,
    contentType: c.text,
    sizeBytes: c.integer,
    sha256: c.text,
    state: c.text,
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
    state: c.text,
    errorCode: c.optionalText,
    remarks: c.textArray,
    createdAt: c.instant,
  },
  indices: [{ name: 'document_copies_document', columns: ['documentId', 'id'] }],
});

export const VerificationEntity = new EntitySchema<Verification>({
  name: 'Verification',
  tableName: 'verifications',
  columns: {
    id: c.id,
    userId: owner('verifications'),
    capability: c.text,
    providerId: c.text,
    checkId: { ...c.text, unique: true },
    referenceId: c.optionalText,
    subject: c.text,
    documentId: c.reference(c.optionalUuid, 'Document', 'verifications_document_id_fkey'),
    status: c.text,
    outcome: c.optionalText,
    decision: c.optionalText,
    validity: c.optionalText,
    score: c.optionalReal,
    reasons: c.json,
    facts: c.json,
    retryable: c.boolean,
    raw: c.json,
    link: c.optionalJsonWithInstants('expiresAt'),
    attempts: c.jsonWithInstants('startedAt', 'finishedAt'),
    timeline: c.jsonWithInstants('at'),
    createdAt: c.instant,
    updatedAt: c.instant,
    completedAt: c.optionalInstant,
  },
  indices: [
    ...byOwner('verifications'),
    { name: 'verifications_provider_record', columns: ['providerId', 'referenceId'] },
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
    state: c.text,
    documentFingerprints: { ...c.textArray, default: [] },
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
  ApplicantEntity,
  RunnerEntity,
  DocumentEntity,
  DocumentCopyEntity,
  VerificationEntity,
  CustomerLinkEntity,
  SnapshotEntity,
  WebhookEventEntity,
];
