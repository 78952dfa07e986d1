import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CustomerLinks1790000310000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE customer_links ADD COLUMN document_fingerprints text[] NOT NULL DEFAULT '{}';
      CREATE UNIQUE INDEX customer_links_one_user ON customer_links (provider_id, customer_number);
      CREATE INDEX customer_links_open ON customer_links (state, id) WHERE state IN ('PENDING', 'UNKNOWN');
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP INDEX customer_links_open;
      DROP INDEX customer_links_one_user;
      ALTER TABLE customer_links DROP COLUMN document_fingerprints;
    `);
  }
}
