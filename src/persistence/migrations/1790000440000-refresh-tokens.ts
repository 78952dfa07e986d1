import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A session had one refresh token that nobody could use; now each rotation adds one, and a used one stays known. */
export class RefreshTokens1790000440000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE refresh_tokens (
        token_hash text NOT NULL,
        session_id uuid NOT NULL,
        created_at timestamptz NOT NULL,
        used_at timestamptz,
        answered_at timestamptz,
        CONSTRAINT refresh_tokens_pkey PRIMARY KEY (token_hash),
        CONSTRAINT refresh_tokens_session_id_fkey FOREIGN KEY (session_id) REFERENCES sessions (id) ON DELETE CASCADE
      );
      CREATE INDEX refresh_tokens_session ON refresh_tokens (session_id);
      INSERT INTO refresh_tokens (token_hash, session_id, created_at)
        SELECT refresh_token_hash, id, created_at FROM sessions;
      ALTER TABLE sessions DROP COLUMN refresh_token_hash,
        ADD COLUMN device text NOT NULL DEFAULT 'unknown device',
        ADD COLUMN last_used_at timestamptz;
      UPDATE sessions SET last_used_at = created_at;
      ALTER TABLE sessions ALTER COLUMN last_used_at SET NOT NULL, ALTER COLUMN device DROP DEFAULT;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE sessions DROP COLUMN device, DROP COLUMN last_used_at, ADD COLUMN refresh_token_hash text;
      UPDATE sessions s SET refresh_token_hash = coalesce(
        (SELECT token_hash FROM refresh_tokens t WHERE t.session_id = s.id AND used_at IS NULL LIMIT 1), s.id::text);
      ALTER TABLE sessions ALTER COLUMN refresh_token_hash SET NOT NULL,
        ADD CONSTRAINT sessions_refresh_token UNIQUE (refresh_token_hash);
      DROP TABLE refresh_tokens;
    `);
  }
}
