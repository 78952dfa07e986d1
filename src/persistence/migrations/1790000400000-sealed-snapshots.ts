import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Kept answers are sealed from now on. Those in the clear go: the next read of each brings a fresh one. */
export class SealedSnapshots1790000400000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DELETE FROM provider_snapshots');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DELETE FROM provider_snapshots');
  }
}
