import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When an event that could not be applied yet is tried again. */
export class OpenWebhookEvents1790000570000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE webhook_events ADD next_try_at timestamptz;
      UPDATE webhook_events SET next_try_at = now() WHERE processed_at IS NULL;
      CREATE INDEX webhook_events_due ON webhook_events (next_try_at) WHERE processed_at IS NULL;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE webhook_events DROP next_try_at');
  }
}
