import { EntitySchema } from 'typeorm';
import { SCOPES } from '../../domain/kernel/actor.js';
import type { StoredApiKey } from '../../domain/session/api-key.js';
import type { ExternalIdentity } from '../../domain/session/external-identity.js';
import * as c from './columns.js';

export const ApiKeyEntity = new EntitySchema<StoredApiKey>({
  name: 'ApiKey',
  tableName: 'api_keys',
  columns: {
    id: c.id,
    name: c.text,
    scopes: c.someOf(SCOPES),
    secretHash: c.text,
    createdAt: c.instant,
    lastUsedAt: c.optionalInstant,
    expiresAt: c.optionalInstant,
    revokedAt: c.optionalInstant,
  },
});

export const ExternalIdentityEntity = new EntitySchema<ExternalIdentity & { readonly subjectIndex?: string }>({
  name: 'ExternalIdentity',
  tableName: 'external_identities',
  columns: {
    id: c.id,
    userId: c.reference(c.uuid, 'User', 'external_identities_user_id_fkey'),
    issuer: c.text,
    subject: c.sealedText,
    subjectIndex: c.blindIndex('subject'),
    createdAt: c.instant,
    confirmedAt: c.optionalInstant,
  },
  uniques: [{ name: 'external_identities_subject', columns: ['issuer', 'subjectIndex'] }],
  indices: [{ name: 'external_identities_owner', columns: ['userId', 'id'] }],
});
