import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Snapshots1790000100000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // `value` is text, not jsonb: it is read whole, and sealing it later changes no type.
    await queryRunner.query(`
      CREATE TABLE provider_snapshots (
        provider_id text NOT NULL, record_key text NOT NULL, kind text NOT NULL, value text NOT NULL,
        fetched_at timestamptz NOT NULL, outdated_at timestamptz,
        PRIMARY KEY (provider_id, record_key, kind)
      )
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE provider_snapshots');
  }
}
