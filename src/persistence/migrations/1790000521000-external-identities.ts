import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ExternalIdentities1790000521000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE external_identities (
        id uuid NOT NULL,
        user_id uuid NOT NULL,
        issuer text NOT NULL,
        subject text NOT NULL,
        subject_index text,
        created_at timestamptz NOT NULL,
        confirmed_at timestamptz,
        CONSTRAINT external_identities_pkey PRIMARY KEY (id),
        CONSTRAINT external_identities_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id),
        CONSTRAINT external_identities_subject UNIQUE (issuer, subject_index)
      );
      CREATE INDEX external_identities_owner ON external_identities (user_id, id);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE external_identities;');
  }
}
