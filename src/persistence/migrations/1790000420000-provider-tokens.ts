import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ProviderTokens1790000420000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE provider_tokens (
        user_id uuid NOT NULL REFERENCES users (id), provider_id text NOT NULL, token_id uuid NOT NULL,
        access_token text NOT NULL, refresh_token text, expires_at timestamptz, updated_at timestamptz NOT NULL,
        PRIMARY KEY (user_id, provider_id)
      )
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE provider_tokens');
  }
}
