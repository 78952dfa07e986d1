import type { LinkSecrets } from '../domain/kernel/link-secrets.js';
import type { PasswordResetRepository } from '../domain/session/password-reset.js';
import type { SessionRepository } from '../domain/session/session.js';
import { DEMO_REFRESH_TOKEN, DEMO_RESET_TOKEN } from './people.js';

const LIVES_MS = 365 * 86_400_000;

/** Two devices of the demo customer: one to refresh the tokens of, one to sign out. */
export async function seedSessions(
  deps: {
    readonly sessions: Pick<SessionRepository, 'insert'>;
    readonly secrets: Pick<LinkSecrets, 'hashOf'>;
  },
  userId: string,
  [refreshed, lost]: readonly [string, string],
): Promise<void> {
  const now = new Date();
  const dates = { createdAt: now, lastUsedAt: now, expiresAt: new Date(now.getTime() + LIVES_MS), revokedAt: null };
  const hash = deps.secrets.hashOf(DEMO_REFRESH_TOKEN);
  await deps.sessions.insert({ id: refreshed, userId, device: 'Firefox on Windows', ...dates }, hash);
  await deps.sessions.insert({ id: lost, userId, device: 'an app on Android', ...dates }, `${hash}-of-nothing`);
}

/** As if somebody had asked for a new password, for a year. */
export async function seedPasswordReset(
  deps: {
    readonly passwordResets: Pick<PasswordResetRepository, 'insert'>;
    readonly secrets: Pick<LinkSecrets, 'hashOf'>;
  },
  userId: string,
  id: string,
): Promise<void> {
  const createdAt = new Date();
  const expiresAt = new Date(createdAt.getTime() + LIVES_MS);
  await deps.passwordResets.insert({
    id,
    userId,
    tokenHash: deps.secrets.hashOf(DEMO_RESET_TOKEN),
    createdAt,
    expiresAt,
  });
}
