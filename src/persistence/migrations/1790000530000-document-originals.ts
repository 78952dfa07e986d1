import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A download asks whose document a provider's copy is. */
export class DocumentOriginals1790000530000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'CREATE INDEX document_copies_original ON document_copies (provider_id, provider_document_id)',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX document_copies_original');
  }
}
