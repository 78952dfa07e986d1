import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Makes room for sealed values; `sealExistingRows` seals what is there, since migrations have no keys. */
export class SealedUsers1790000460000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL statement_timeout = 0;
      CREATE TABLE sealed_columns (
        table_name text NOT NULL, column_name text NOT NULL, sealed_at timestamptz NOT NULL,
        PRIMARY KEY (table_name, column_name)
      );
      CREATE TABLE vault_marks (name text PRIMARY KEY, sealed text NOT NULL, indexed text NOT NULL);
      ALTER TABLE users
        DROP CONSTRAINT users_email,
        ADD COLUMN email_index text CONSTRAINT users_email_index UNIQUE,
        ADD COLUMN mobile_index text;
      CREATE INDEX users_mobile ON users (mobile_index);
      ALTER TABLE profiles
        ALTER COLUMN pan TYPE text USING pan::text,
        ALTER COLUMN personal TYPE text USING personal::text,
        ALTER COLUMN address TYPE text USING address::text,
        ALTER COLUMN bank_accounts TYPE text USING bank_accounts::text,
        ALTER COLUMN demat_accounts TYPE text USING demat_accounts::text,
        ADD COLUMN pan_index text;
      CREATE INDEX profiles_pan ON profiles (pan_index);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DO $$ BEGIN
        IF EXISTS (SELECT FROM users) THEN RAISE EXCEPTION 'Sealed values cannot be opened by a migration.'; END IF;
      END $$;
      ALTER TABLE profiles
        DROP COLUMN pan_index,
        ALTER COLUMN pan TYPE jsonb USING pan::jsonb,
        ALTER COLUMN personal TYPE jsonb USING personal::jsonb,
        ALTER COLUMN address TYPE jsonb USING address::jsonb,
        ALTER COLUMN bank_accounts TYPE jsonb USING bank_accounts::jsonb,
        ALTER COLUMN demat_accounts TYPE jsonb USING demat_accounts::jsonb;
      ALTER TABLE users DROP COLUMN email_index, DROP COLUMN mobile_index, ADD CONSTRAINT users_email UNIQUE (email);
      DROP TABLE sealed_columns, vault_marks;
    `);
  }
}
