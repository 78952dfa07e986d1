import type { MigrationInterface, QueryRunner } from 'typeorm';

export class WebhookEvents1790000200000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE webhook_events (
        id uuid PRIMARY KEY, provider_id text NOT NULL, dedupe_key text NOT NULL, event_type text NOT NULL,
        record_key text NOT NULL, event text NOT NULL, occurred_at timestamptz, received_at timestamptz NOT NULL,
        processed_at timestamptz, CONSTRAINT webhook_events_once UNIQUE (provider_id, dedupe_key)
      );
      CREATE INDEX webhook_events_record ON webhook_events (provider_id, record_key);
      CREATE INDEX applicants_provider_record ON applicants (provider_id, provider_applicant_id);
      CREATE INDEX verifications_provider_record ON verifications (provider_id, reference_id);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP INDEX applicants_provider_record;
      DROP INDEX verifications_provider_record;
      DROP TABLE webhook_events
    `);
  }
}
