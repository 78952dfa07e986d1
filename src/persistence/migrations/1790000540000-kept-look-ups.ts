import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An erasure removes all kept look-ups and pages of runners: nothing but their sealed answers tells whose they are. */
export class KeptLookUps1790000540000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE INDEX provider_snapshots_look_ups ON provider_snapshots (kind) WHERE kind IN ('customer-lookup', 'provider-runners')`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX provider_snapshots_look_ups');
  }
}
