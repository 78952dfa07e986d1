import { EntitySchema } from 'typeorm';
import { CONSENT_ACTIONS, CONSENT_CHANNELS, CONSENT_LANGUAGES, type Consent } from '../../domain/consent/consent.js';
import { DISCLOSURE_PURPOSES, type Disclosure } from '../../domain/consent/disclosure.js';
import { CONSENT_PURPOSES, DATA_ITEMS } from '../../domain/kernel/consent-purpose.js';
import * as c from './columns.js';

/** Neither refers to users: proof of what was agreed to, and of what went where, outlives the account. */
export const ConsentEntity = new EntitySchema<Consent>({
  name: 'Consent',
  tableName: 'consents',
  columns: {
    id: c.id,
    userId: c.uuid,
    purpose: c.oneOf(CONSENT_PURPOSES),
    action: c.oneOf(CONSENT_ACTIONS),
    noticeVersion: { type: 'integer', nullable: true },
    language: c.optionalOneOf(CONSENT_LANGUAGES),
    items: c.someOf(DATA_ITEMS),
    channel: c.optionalOneOf(CONSENT_CHANNELS),
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
    purpose: c.oneOf(DISCLOSURE_PURPOSES),
    items: c.someOf(DATA_ITEMS),
    consentId: c.reference(c.optionalUuid, 'Consent', 'disclosures_consent_id_fkey'),
    requestId: c.optionalText,
    createdAt: c.instant,
  },
  indices: [
    { name: 'disclosures_owner', columns: ['userId', 'id'] },
    { name: 'disclosures_consent', columns: ['consentId'], where: 'consent_id IS NOT NULL' },
  ],
});

export const CONSENT_ENTITIES = [ConsentEntity, DisclosureEntity];
