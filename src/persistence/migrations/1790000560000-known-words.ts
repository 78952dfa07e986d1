import type { MigrationInterface, QueryRunner } from 'typeorm';
import { applyClosedSets, listKnownWords } from '../apply-closed-sets.js';
import { CLOSED_SETS } from '../entities/entities.js';

/** Without an index, deleting the row that is referred to reads the whole table that refers to it. */
const INDEXES = {
  profiles_photo: 'profiles (photo_document_id) WHERE photo_document_id IS NOT NULL',
  document_copies_applicant: 'document_copies (applicant_id) WHERE applicant_id IS NOT NULL',
  document_copies_runner: 'document_copies (runner_id) WHERE runner_id IS NOT NULL',
  verifications_document: 'verifications (document_id) WHERE document_id IS NOT NULL',
  disclosures_consent: 'disclosures (consent_id) WHERE consent_id IS NOT NULL',
};

/** Every closed set becomes a rule of its table. Words that a later version adds come at its start: see `prepareData`. */
export class KnownWords1790000560000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const [name, on] of Object.entries(INDEXES)) await queryRunner.query(`CREATE INDEX ${name} ON ${on}`);
    await applyClosedSets(queryRunner, CLOSED_SETS);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    const known = await listKnownWords(queryRunner);
    for (const { table, name } of CLOSED_SETS)
      if (known.has(name)) await queryRunner.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
    for (const name of Object.keys(INDEXES)) await queryRunner.query(`DROP INDEX ${name}`);
  }
}
