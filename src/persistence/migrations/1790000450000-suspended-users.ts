import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SuspendedUsers1790000450000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE users ADD COLUMN suspended_at timestamptz;
      CREATE INDEX users_not_customers ON users (id) WHERE roles <> '{CUSTOMER}';
      CREATE INDEX users_suspended ON users (id) WHERE suspended_at IS NOT NULL;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP INDEX users_suspended;
      DROP INDEX users_not_customers;
      ALTER TABLE users DROP COLUMN suspended_at;
    `);
  }
}
