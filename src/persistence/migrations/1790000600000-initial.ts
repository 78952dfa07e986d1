import type { MigrationInterface, QueryRunner } from 'typeorm';
import { applyClosedSets } from '../apply-closed-sets.js';
import { CLOSED_SETS } from '../entities/entities.js';
import { ACCOUNT_TABLES } from './initial/account-tables.js';
import { COUNTING_TABLES, VAULT_TABLES } from './initial/counting-tables.js';
import { PRIVACY_TABLES } from './initial/privacy-tables.js';
import { PROOF_TABLES } from './initial/proof-tables.js';
import { PROVIDER_TABLES } from './initial/provider-tables.js';
import { RECORD_TABLES } from './initial/record-tables.js';

/** In an order in which every table refers to earlier ones only. */
const SUBJECTS = [
  ACCOUNT_TABLES,
  RECORD_TABLES,
  PROVIDER_TABLES,
  PROOF_TABLES,
  PRIVACY_TABLES,
  COUNTING_TABLES,
  VAULT_TABLES,
];

/** A database that was filled before the first release has tables of the same names, and cannot be brought to it. */
const REFUSE_EARLIER = `
DO $$ BEGIN
  IF to_regclass('users') IS NOT NULL THEN
    RAISE EXCEPTION 'This database was made before the first release. Use an empty database, or another data folder.';
  END IF;
END $$`;

/** The tables of the first release. A later one adds a migration of its own; this one is not changed any more. */
export class Initial1790000600000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(REFUSE_EARLIER);
    for (const tables of SUBJECTS) await queryRunner.query(tables);
    // Words that a later version adds come at its start: see `prepareData`.
    await applyClosedSets(queryRunner, CLOSED_SETS);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    const made = SUBJECTS.flatMap((tables) => Array.from(tables.matchAll(/\bTABLE (\w+)/g), ([, name = '']) => name));
    for (const name of made.reverse()) await queryRunner.query(`DROP TABLE ${name}`);
    await queryRunner.query('DROP FUNCTION refuse_rewriting()');
  }
}
