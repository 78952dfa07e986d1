import { EntitySchema } from 'typeorm';
import type { StoredApiKey } from '../../domain/session/api-key.js';
import * as c from './columns.js';

export const ApiKeyEntity = new EntitySchema<StoredApiKey>({
  name: 'ApiKey',
  tableName: 'api_keys',
  columns: {
    id: c.id,
    name: c.text,
    scopes: c.textArray,
    secretHash: c.text,
    createdAt: c.instant,
    lastUsedAt: c.optionalInstant,
    expiresAt: c.optionalInstant,
    revokedAt: c.optionalInstant,
  },
});
