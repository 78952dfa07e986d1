import { toAuditActor } from '../audit/audit-entry.js';
import type { AuditAction, AuditTrail } from '../audit/audit-trail.js';
import type { Actor, Scope } from '../kernel/actor.js';
import type { Clock } from '../kernel/clock.js';
import type { Page, PageRequest } from '../kernel/paging.js';
import { invalid, notFound } from '../kernel/problem.js';
import { type ApiKey, type ApiKeyRepository, type ApiKeySecrets, toKeyText } from './api-key.js';

export interface NewApiKey {
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly expiresAt: Date | null;
}

export interface ApiKeyDependencies {
  readonly apiKeys: ApiKeyRepository;
  readonly secrets: Pick<ApiKeySecrets, 'create'>;
  readonly auditTrail: AuditTrail;
  readonly newId: () => string;
  readonly clock: Clock;
}

/** Keys of programs, for admins. Each change is in the audit trail. */
export class ApiKeyService {
  constructor(private readonly deps: ApiKeyDependencies) {}

  /** The only time that the text of the key is known. */
  async create(
    actor: Actor,
    { name, scopes, expiresAt }: NewApiKey,
    requestId: string,
  ): Promise<{ readonly key: string; readonly apiKey: ApiKey }> {
    const { apiKeys, secrets, newId, clock } = this.deps;
    const createdAt = clock();
    if (scopes.length === 0) throw invalid([{ field: 'scopes', message: 'must name at least one scope' }]);
    if (expiresAt !== null && expiresAt <= createdAt)
      throw invalid([{ field: 'expiresAt', message: 'must be in the future' }]);
    const { secret, hash } = secrets.create();
    const apiKey: ApiKey = {
      id: newId(),
      name,
      scopes: [...new Set(scopes)],
      createdAt,
      lastUsedAt: null,
      expiresAt,
      revokedAt: null,
    };
    await apiKeys.insert({ ...apiKey, secretHash: hash });
    await this.#record(actor, 'API_KEY_CREATED', apiKey, requestId);
    return { key: toKeyText(apiKey.id, secret), apiKey };
  }

  list(page: PageRequest): Promise<Page<ApiKey>> {
    return this.deps.apiKeys.list(page);
  }

  /** From now on the key is no good. Doing it twice changes nothing. */
  async revoke(actor: Actor, id: string, requestId: string): Promise<ApiKey> {
    const { apiKeys, clock } = this.deps;
    const revoked = await apiKeys.revoke(id, clock());
    const key = await apiKeys.find(id);
    if (key === null) throw notFound('id');
    if (revoked) await this.#record(actor, 'API_KEY_REVOKED', key, requestId);
    return key;
  }

  #record(actor: Actor, action: AuditAction, { id, scopes }: ApiKey, requestId: string): Promise<void> {
    return this.deps.auditTrail.record({
      actor: toAuditActor(actor),
      action,
      subjectUserId: null,
      target: { type: 'ApiKey', id },
      requestId,
      details: { scopes: scopes.join(' ') },
    });
  }
}
