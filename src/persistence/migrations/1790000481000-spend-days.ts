import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SpendDays1790000481000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE spend_days (
        user_id uuid NOT NULL,
        day date NOT NULL,
        units integer NOT NULL,
        CONSTRAINT spend_days_pkey PRIMARY KEY (user_id, day)
      );
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE spend_days');
  }
}
