import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ProviderCommands1790000420100 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE provider_commands (
        id uuid PRIMARY KEY, actor_user_id uuid NOT NULL, provider_id text NOT NULL,
        operation text NOT NULL, state text NOT NULL, created_at timestamptz NOT NULL, finished_at timestamptz
      );
      CREATE INDEX provider_commands_state ON provider_commands (state, id);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE provider_commands');
  }
}
