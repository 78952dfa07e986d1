import { EntitySchema } from 'typeorm';
import type { Consent } from '../../domain/consent/consent.js';
import type { Disclosure } from '../../domain/consent/disclosure.js';
import * as c from './columns.js';

/** Neither refers to users: proof of what was agreed to, and of what went where, outlives the account. */
export const ConsentEntity = new EntitySchema<Consent>({
  name: 'Consent',
  tableName: 'consents',
  columns: {
    id: c.id,
    userId: c.uuid,
    purpose: c.text,
    action: c.text,
    noticeVersion: { type: 'integer', nullable: true },
    language: c.optionalText,
    items: c.textArray,
    channel: c.optionalText,
    requestId: c.optionalText,
    createdAt: c.instant,
  },
  indices: [
    { name: 'consents_owner', columns: ['userId', 'id'] },
    { name: 'consents_standing', columns: ['userId', 'purpose', 'id'] },
  ],
});

export const DisclosureEntity = new EntitySchema<Disclosure>({
  name: 'Disclosure',
  tableName: 'disclosures',
  columns: {
    id: c.id,
    userId: c.uuid,
    actorId: c.text,
    providerId: c.text,
    purpose: c.text,
    items: c.textArray,
    consentId: c.reference(c.optionalUuid, 'Consent', 'disclosures_consent_id_fkey'),
    requestId: c.optionalText,
    createdAt: c.instant,
  },
  indices: [{ name: 'disclosures_owner', columns: ['userId', 'id'] }],
});

export const CONSENT_ENTITIES = [ConsentEntity, DisclosureEntity];
