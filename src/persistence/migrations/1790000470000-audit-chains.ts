import type { MigrationInterface, QueryRunner } from 'typeorm';

const CHAINS = ['audit_events', 'access_log'];

export class AuditChains1790000470000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // The database itself refuses what nobody should do; the hashes tell of whoever is mighty enough to do it anyway.
    await queryRunner.query(`
      CREATE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$;
      CREATE TABLE chain_heads (
        chain text PRIMARY KEY, seq bigint NOT NULL, hash text NOT NULL, seal text NOT NULL, updated_at timestamptz NOT NULL
      );
    `);
    for (const chain of CHAINS) {
      await queryRunner.query(`
        CREATE TABLE ${chain} (
          seq bigint PRIMARY KEY, id uuid NOT NULL, at timestamptz(3) NOT NULL,
          actor_id uuid, actor_role text NOT NULL, action text NOT NULL,
          subject_user_id uuid, target_type text, target_id text, purpose text, request_id text, details jsonb NOT NULL,
          previous_hash text NOT NULL, hash text NOT NULL
        );
        CREATE INDEX ${chain}_subject ON ${chain} (subject_user_id, id);
        CREATE TRIGGER ${chain}_rows_stay BEFORE UPDATE OR DELETE ON ${chain}
          FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
        CREATE TRIGGER ${chain}_stays BEFORE TRUNCATE ON ${chain}
          FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();
      `);
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const chain of [...CHAINS].reverse()) await queryRunner.query(`DROP TABLE ${chain}`);
    await queryRunner.query('DROP TABLE chain_heads');
    await queryRunner.query('DROP FUNCTION refuse_rewriting()');
  }
}
