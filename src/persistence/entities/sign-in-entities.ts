import { EntitySchema } from 'typeorm';
import type { PasswordReset } from '../../domain/session/password-reset.js';
import * as c from './columns.js';

/** Refresh tokens, used ones too, so that a replay is known for what it is. */
const RefreshTokenEntity = new EntitySchema({
  name: 'RefreshToken',
  tableName: 'refresh_tokens',
  columns: {
    tokenHash: { ...c.text, primary: true },
    sessionId: {
      ...c.uuid,
      foreignKey: { target: 'Session', name: 'refresh_tokens_session_id_fkey', onDelete: 'CASCADE' },
    },
    createdAt: c.instant,
    usedAt: c.optionalInstant,
    answeredAt: c.optionalInstant,
  },
  indices: [{ name: 'refresh_tokens_session', columns: ['sessionId'] }],
});

/** Attempts at passwords and codes in their windows. Keys are hashes. */
const GuessCountEntity = new EntitySchema({
  name: 'GuessCount',
  tableName: 'guess_counts',
  columns: { key: { ...c.text, primary: true }, count: c.integer, endsAt: c.instant },
  indices: [{ name: 'guess_counts_ends', columns: ['endsAt'] }],
});

export const PasswordResetEntity = new EntitySchema<PasswordReset>({
  name: 'PasswordReset',
  tableName: 'password_resets',
  columns: {
    id: c.id,
    userId: {
      ...c.uuid,
      foreignKey: { target: 'User', name: 'password_resets_user_id_fkey', onDelete: 'CASCADE' },
    },
    tokenHash: c.text,
    createdAt: c.instant,
    expiresAt: c.instant,
  },
  uniques: [{ name: 'password_resets_token', columns: ['tokenHash'] }],
  indices: [
    { name: 'password_resets_owner', columns: ['userId'] },
    { name: 'password_resets_expiry', columns: ['expiresAt'] },
  ],
});

export const SIGN_IN_ENTITIES = [PasswordResetEntity, RefreshTokenEntity, GuessCountEntity];
