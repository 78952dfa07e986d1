import { EntitySchema } from 'typeorm';
import type { DataExport } from '../../domain/privacy/data-export.js';
import {
  ERASURE_STATES,
  type ErasureRequest,
  type LegalHold,
  type RetainedRecord,
} from '../../domain/privacy/erasure.js';
import * as c from './columns.js';

/** These rows outlive the account that they are about, so they do not refer to it. */
export const DataExportEntity = new EntitySchema<DataExport>({
  name: 'DataExport',
  tableName: 'data_exports',
  columns: { id: c.id, userId: c.uuid, tokenHash: c.text, createdAt: c.instant, expiresAt: c.instant },
  indices: [{ name: 'data_exports_expiry', columns: ['expiresAt'] }],
});

export const ErasureRequestEntity = new EntitySchema<ErasureRequest>({
  name: 'ErasureRequest',
  tableName: 'erasure_requests',
  columns: {
    id: c.id,
    userId: c.uuid,
    state: c.oneOf(ERASURE_STATES),
    legalBasis: c.optionalSealedWords,
    holdUntil: c.optionalInstant,
    scheduledFor: c.optionalInstant,
    requestedAt: c.instant,
    finishedAt: c.optionalInstant,
    providers: c.jsonWithInstants('answeredAt'),
    receiptHash: c.text,
  },
  uniques: [{ name: 'erasure_requests_receipt', columns: ['receiptHash'] }],
  indices: [
    {
      name: 'erasure_requests_one_open',
      columns: ['userId'],
      unique: true,
      where: `state IN ('REQUESTED', 'ON_HOLD', 'SCHEDULED', 'IN_PROGRESS')`,
    },
  ],
});

export const LegalHoldEntity = new EntitySchema<LegalHold>({
  name: 'LegalHold',
  tableName: 'legal_holds',
  columns: {
    id: c.id,
    userId: c.uuid,
    basis: c.sealedWords,
    until: c.instant,
    placedBy: c.uuid,
    placedAt: c.instant,
    releasedAt: c.optionalInstant,
  },
  indices: [{ name: 'legal_holds_user', columns: ['userId'] }],
});

export const RetainedRecordEntity = new EntitySchema<RetainedRecord>({
  name: 'RetainedRecord',
  tableName: 'retained_records',
  columns: {
    userId: c.id,
    basis: c.text,
    until: c.instant,
    createdAt: c.instant,
    documentIds: { type: 'uuid', array: true },
    content: c.sealedText,
  },
});
