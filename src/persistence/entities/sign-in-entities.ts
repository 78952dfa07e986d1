import { EntitySchema } from 'typeorm';
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

export const SIGN_IN_ENTITIES = [RefreshTokenEntity, GuessCountEntity];
