import type { MigrationInterface, QueryRunner } from 'typeorm';

/** That data was given away with consent must be provable after the account is erased; the rows hold ids and words only. */
export class ProofOfConsentStays1790000472000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE consents DROP CONSTRAINT consents_user_id_fkey');
    await queryRunner.query('ALTER TABLE disclosures DROP CONSTRAINT disclosures_user_id_fkey');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of ['consents', 'disclosures']) {
      await queryRunner.query(`DELETE FROM ${table} t WHERE NOT EXISTS (SELECT FROM users u WHERE u.id = t.user_id)`);
      await queryRunner.query(
        `ALTER TABLE ${table} ADD CONSTRAINT ${table}_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id)`,
      );
    }
  }
}
