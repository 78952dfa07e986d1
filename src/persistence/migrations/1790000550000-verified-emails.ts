import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A code to an email address signs somebody in only once the address was shown to be theirs. */
export class VerifiedEmails1790000550000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE users ADD COLUMN email_verified_at timestamptz');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE users DROP COLUMN email_verified_at');
  }
}
