import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Logged, unlike the rate limits: a crash of the database must not give anybody ten guesses more. */
export class GuessCounts1790000441000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE guess_counts (
        key text NOT NULL,
        count integer NOT NULL,
        ends_at timestamptz NOT NULL,
        CONSTRAINT guess_counts_pkey PRIMARY KEY (key)
      );
      CREATE INDEX guess_counts_ends ON guess_counts (ends_at);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE guess_counts');
  }
}
