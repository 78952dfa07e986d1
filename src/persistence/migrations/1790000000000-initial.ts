import type { MigrationInterface, QueryRunner } from 'typeorm';

const OWNED = 'user_id uuid NOT NULL REFERENCES users (id)';

export class Initial1790000000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE users (
        id uuid PRIMARY KEY, email text NOT NULL CONSTRAINT users_email UNIQUE, name text NOT NULL, mobile text NOT NULL,
        roles text[] NOT NULL, password_hash text NOT NULL, mobile_verified_at timestamptz,
        created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL
      );
      CREATE TABLE sessions (
        id uuid PRIMARY KEY, ${OWNED}, refresh_token_hash text NOT NULL CONSTRAINT sessions_refresh_token UNIQUE,
        created_at timestamptz NOT NULL, expires_at timestamptz NOT NULL, revoked_at timestamptz
      );
      CREATE INDEX sessions_user ON sessions (user_id);
      CREATE TABLE applicants (
        id uuid PRIMARY KEY, ${OWNED}, provider_id text NOT NULL, provider_applicant_id text, flow_name text, source_key text,
        status text NOT NULL, decision text, check_requests integer NOT NULL,
        created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL
      );
      CREATE INDEX applicants_owner ON applicants (user_id, id);
      CREATE TABLE runners (
        id uuid PRIMARY KEY, ${OWNED}, provider_id text NOT NULL, provider_runner_id text, flow_id text, ref_id text,
        status text NOT NULL, created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL
      );
      CREATE INDEX runners_owner ON runners (user_id, id);
      CREATE TABLE documents (
        id uuid PRIMARY KEY, ${OWNED}, kind text NOT NULL, side text, country text, filename text NOT NULL,
        content_type text NOT NULL, size_bytes integer NOT NULL, sha256 text NOT NULL, state text NOT NULL,
        created_at timestamptz NOT NULL
      );
      CREATE INDEX documents_owner ON documents (user_id, id);
      CREATE TABLE document_copies (
        id uuid PRIMARY KEY, document_id uuid NOT NULL REFERENCES documents (id), provider_id text NOT NULL,
        provider_document_id text, applicant_id uuid REFERENCES applicants (id), runner_id uuid REFERENCES runners (id),
        state text NOT NULL, error_code text, remarks text[] NOT NULL, created_at timestamptz NOT NULL
      );
      CREATE INDEX document_copies_document ON document_copies (document_id, id);
      CREATE TABLE profiles (
        user_id uuid PRIMARY KEY REFERENCES users (id), pan jsonb, personal jsonb, address jsonb,
        bank_accounts jsonb NOT NULL, demat_accounts jsonb NOT NULL, photo_document_id uuid REFERENCES documents (id),
        updated_at timestamptz NOT NULL
      );
      CREATE TABLE verifications (
        id uuid PRIMARY KEY, ${OWNED}, capability text NOT NULL, provider_id text NOT NULL,
        check_id text NOT NULL CONSTRAINT verifications_check UNIQUE, reference_id text, subject text NOT NULL,
        document_id uuid REFERENCES documents (id), status text NOT NULL, outcome text, decision text, validity text,
        score double precision, reasons jsonb NOT NULL, facts jsonb NOT NULL, retryable boolean NOT NULL, raw jsonb NOT NULL,
        attempts jsonb NOT NULL, timeline jsonb NOT NULL,
        created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL, completed_at timestamptz
      );
      CREATE INDEX verifications_owner ON verifications (user_id, id);
      CREATE TABLE customer_links (
        id uuid PRIMARY KEY, ${OWNED}, provider_id text NOT NULL, customer_number text, state text NOT NULL,
        created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL
      );
      CREATE INDEX customer_links_owner ON customer_links (user_id, id);
      CREATE UNIQUE INDEX customer_links_one_open ON customer_links (user_id, provider_id) WHERE state <> 'FAILED';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'DROP TABLE customer_links, verifications, profiles, document_copies, documents, runners, applicants, sessions, users',
    );
  }
}
