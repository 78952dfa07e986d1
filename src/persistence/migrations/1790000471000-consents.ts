import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Consents1790000471000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE consents (
        id uuid PRIMARY KEY, user_id uuid NOT NULL CONSTRAINT consents_user_id_fkey REFERENCES users (id),
        purpose text NOT NULL, action text NOT NULL, notice_version integer, language text, items text[] NOT NULL,
        channel text, request_id text, created_at timestamptz NOT NULL
      );
      CREATE INDEX consents_owner ON consents (user_id, id);
      CREATE INDEX consents_standing ON consents (user_id, purpose, id);
      CREATE TABLE disclosures (
        id uuid PRIMARY KEY, user_id uuid NOT NULL CONSTRAINT disclosures_user_id_fkey REFERENCES users (id),
        actor_id text NOT NULL, provider_id text NOT NULL, purpose text NOT NULL, items text[] NOT NULL,
        consent_id uuid CONSTRAINT disclosures_consent_id_fkey REFERENCES consents (id),
        request_id text, created_at timestamptz NOT NULL
      );
      CREATE INDEX disclosures_owner ON disclosures (user_id, id);
    `);
    // Rows may go when their time of retention is over; until then they stay as they were written.
    for (const table of ['consents', 'disclosures']) {
      await queryRunner.query(`
        CREATE TRIGGER ${table}_rows_stay BEFORE UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
        CREATE TRIGGER ${table}_stays BEFORE TRUNCATE ON ${table}
          FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();
      `);
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE disclosures');
    await queryRunner.query('DROP TABLE consents');
  }
}
