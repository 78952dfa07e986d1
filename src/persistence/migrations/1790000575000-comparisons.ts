import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a check was given and how it compares, sealed; and until when what it found is in force. Null: from before. */
export class Comparisons1790000575000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE verifications ADD COLUMN comparisons text, ADD COLUMN valid_until text');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE verifications DROP COLUMN comparisons, DROP COLUMN valid_until');
  }
}
