import type { MigrationInterface, QueryRunner } from 'typeorm';

export class VerificationLinks1790000340000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE verifications ADD COLUMN link jsonb');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE verifications DROP COLUMN link');
  }
}
