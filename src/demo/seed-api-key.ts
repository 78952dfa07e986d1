import type { LinkSecrets } from '../domain/kernel/link-secrets.js';
import type { ApiKeyRepository } from '../domain/session/api-key.js';

/** A key to look at and to revoke. Nobody has its secret, so nobody can sign in with it. */
export async function seedApiKey(
  deps: {
    readonly apiKeys: Pick<ApiKeyRepository, 'find' | 'insert'>;
    readonly secrets: Pick<LinkSecrets, 'create'>;
  },
  id: string,
  createdAt: Date,
): Promise<void> {
  if ((await deps.apiKeys.find(id)) !== null) return;
  await deps.apiKeys.insert({
    id,
    name: 'reporting-job',
    scopes: ['READ_RECORDS'],
    secretHash: deps.secrets.create().hash,
    createdAt,
    lastUsedAt: null,
    expiresAt: null,
    revokedAt: null,
  });
}
