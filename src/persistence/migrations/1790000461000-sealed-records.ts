import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Makes room for sealed values; `sealExistingRows` seals what is there, since migrations have no keys. */
export class SealedRecords1790000461000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL statement_timeout = 0;
      ALTER TABLE verifications
        ALTER COLUMN reasons TYPE text USING reasons::text,
        ALTER COLUMN facts TYPE text USING facts::text,
        ALTER COLUMN raw TYPE text USING raw::text,
        ALTER COLUMN link TYPE text USING link::text;
      ALTER TABLE document_copies ALTER COLUMN remarks TYPE text USING array_to_json(remarks)::text;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DO $$ BEGIN
        IF EXISTS (SELECT FROM verifications) OR EXISTS (SELECT FROM document_copies)
        THEN RAISE EXCEPTION 'Sealed values cannot be opened by a migration.'; END IF;
      END $$;
      ALTER TABLE document_copies ALTER COLUMN remarks TYPE text[] USING '{}';
      ALTER TABLE verifications
        ALTER COLUMN reasons TYPE jsonb USING reasons::jsonb,
        ALTER COLUMN facts TYPE jsonb USING facts::jsonb,
        ALTER COLUMN raw TYPE jsonb USING raw::jsonb,
        ALTER COLUMN link TYPE jsonb USING link::jsonb;
    `);
  }
}
