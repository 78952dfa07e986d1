import { type Actor, SCOPES } from '../kernel/actor.js';
import type { Clock } from '../kernel/clock.js';
import { type ApiKey, type ApiKeyRepository, type ApiKeySecrets, parseKeyText } from './api-key.js';
import type { TokenReader } from './authenticator.js';

const HOUR = 3_600_000;
/** Compared with when there is no such key, so that both answers take the same time. No secret has this hash. */
const NO_HASH = '0'.repeat(64);

/** Knows programs by their keys. Their id as actors is the key's. */
export class ApiKeyReader implements TokenReader {
  constructor(
    private readonly deps: {
      readonly apiKeys: ApiKeyRepository;
      readonly secrets: Pick<ApiKeySecrets, 'matches'>;
      readonly clock: Clock;
    },
  ) {}

  async read(token: string): Promise<Actor | null> {
    const { apiKeys, secrets, clock } = this.deps;
    const parsed = parseKeyText(token);
    if (parsed === null) return null;
    const key = await apiKeys.find(parsed.id);
    const now = clock();
    const matches = secrets.matches(parsed.secret, key?.secretHash ?? NO_HASH);
    if (!matches || key === null || !isGood(key, now)) return null;
    await this.#noteUse(key, now);
    // Words of an older or newer version are no scopes.
    const scopes = SCOPES.filter((scope) => key.scopes.includes(scope));
    return { userId: key.id, sessionId: null, roles: ['SERVICE'], scopes };
  }

  /** By the hour: one statement an hour, not one for each request. */
  async #noteUse({ id, lastUsedAt }: ApiKey, now: Date): Promise<void> {
    const hour = new Date(Math.floor(now.getTime() / HOUR) * HOUR);
    if (lastUsedAt === null || lastUsedAt < hour) await this.deps.apiKeys.markUsed(id, hour);
  }
}

function isGood({ revokedAt, expiresAt }: ApiKey, now: Date): boolean {
  return revokedAt === null && (expiresAt === null || expiresAt > now);
}
