import type { DataSource } from 'typeorm';
import { type SealedPlace, SealedValueError, type Sealer } from '../../domain/personal-data/sealer.js';
import type { ProviderToken, ProviderTokenRepository } from '../../domain/provider-session/provider-token.js';

interface Row {
  token_id: string;
  access_token: string;
  refresh_token: string | null;
  expires_at: Date | null;
  updated_at: Date;
}

export interface ProviderTokenTableDependencies {
  readonly dataSource: DataSource;
  readonly sealer: Sealer;
  /** A kept token cannot be opened any more: its customer has to sign in again. */
  readonly onLost: () => void;
}

/** Customers' tokens in PostgreSQL: both are sealed, each for its own row and column. */
export class ProviderTokenTable implements ProviderTokenRepository {
  constructor(private readonly deps: ProviderTokenTableDependencies) {}

  async find(userId: string, providerId: string): Promise<ProviderToken | null> {
    const [row]: Row[] = await this.deps.dataSource.query(
      `SELECT token_id, access_token, refresh_token, expires_at, updated_at FROM provider_tokens
       WHERE user_id = $1 AND provider_id = $2`,
      [userId, providerId],
    );
    return row === undefined ? null : this.#open(userId, providerId, row);
  }

  async keep(token: ProviderToken, replaces: string | null): Promise<boolean> {
    const { userId, providerId, tokenId, accessToken, refreshToken, expiresAt, updatedAt } = token;
    const { sealer, dataSource } = this.deps;
    const seal = (value: string, column: string) => sealer.seal(value, placeOf(userId, providerId, column));
    const written: unknown[] = await dataSource.query(
      `INSERT INTO provider_tokens (user_id, provider_id, token_id, access_token, refresh_token, expires_at, updated_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (user_id, provider_id) DO UPDATE
       SET token_id = excluded.token_id, access_token = excluded.access_token, refresh_token = excluded.refresh_token,
           expires_at = excluded.expires_at, updated_at = excluded.updated_at
       WHERE $8::uuid IS NULL OR provider_tokens.token_id = $8
       RETURNING token_id`,
      [
        userId,
        providerId,
        tokenId,
        seal(accessToken, 'access_token'),
        refreshToken === null ? null : seal(refreshToken, 'refresh_token'),
        expiresAt,
        updatedAt,
        replaces,
      ],
    );
    return written.length > 0;
  }

  async drop({ userId, providerId, tokenId }: Pick<ProviderToken, 'userId' | 'providerId' | 'tokenId'>): Promise<void> {
    await this.deps.dataSource.query(
      'DELETE FROM provider_tokens WHERE user_id = $1 AND provider_id = $2 AND token_id = $3',
      [userId, providerId, tokenId],
    );
  }

  #open(userId: string, providerId: string, row: Row): ProviderToken | null {
    const open = (sealed: string, column: string) => this.deps.sealer.open(sealed, placeOf(userId, providerId, column));
    try {
      return {
        userId,
        providerId,
        tokenId: row.token_id,
        accessToken: open(row.access_token, 'access_token'),
        refreshToken: row.refresh_token === null ? null : open(row.refresh_token, 'refresh_token'),
        expiresAt: row.expires_at,
        updatedAt: row.updated_at,
      };
    } catch (error) {
      if (!(error instanceof SealedValueError)) throw error;
      this.deps.onLost();
      return null;
    }
  }
}

function placeOf(userId: string, providerId: string, column: string): SealedPlace {
  return { table: 'provider_tokens', row: `${userId}\n${providerId}`, column };
}
