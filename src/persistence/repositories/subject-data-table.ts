import type { DataSource } from 'typeorm';
import type { Vault } from '../../domain/personal-data/vault.js';
import type { RetainedRecord, SubjectDataRepository } from '../../domain/privacy/erasure.js';
import { RetainedRecordEntity } from '../entities/privacy-entities.js';
import { Table } from './table.js';

/** Tables with a `user_id` whose rows go with the account, in an order that foreign keys allow. */
export const ERASED_TABLES = [
  'profiles',
  'verifications',
  'customer_links',
  'documents',
  'applicants',
  'runners',
  'sessions',
  'external_identities',
  'password_resets',
  'provider_tokens',
  'data_exports',
  'spend_days',
] as const;

/** Tables with a `user_id` whose rows stay, and why. A table in neither list fails a test. */
export const KEPT_TABLES: Readonly<Record<string, string>> = {
  erasure_requests: 'shows what was asked for and done; holds no personal value',
  legal_holds: 'shows why something was kept; holds no personal value',
  consents: 'proves what was agreed to, until RETENTION_PROOF_DAYS later; holds no personal value',
  disclosures: 'proves what went where, and by which consent, as long; holds no personal value',
  retained_records: 'is what the law wants kept',
};

/** What providers and we call the person's records. */
const RECORDS = `
  SELECT provider_id, unnest(ARRAY[provider_applicant_id, id::text]) AS key FROM applicants WHERE user_id = $1
  UNION SELECT provider_id, unnest(ARRAY[provider_runner_id, id::text]) FROM runners WHERE user_id = $1
  UNION SELECT provider_id, unnest(ARRAY[reference_id, check_id]) FROM verifications WHERE user_id = $1
  UNION SELECT provider_id, unnest(customer_number || document_fingerprints) FROM customer_links WHERE user_id = $1
  UNION SELECT c.provider_id, c.provider_document_id FROM document_copies c JOIN documents d ON d.id = c.document_id
    WHERE d.user_id = $1`;

export class SubjectDataTable implements SubjectDataRepository {
  readonly #retained: Table<RetainedRecord>;

  constructor(
    private readonly dataSource: DataSource,
    vault: Vault,
  ) {
    this.#retained = new Table(dataSource, RetainedRecordEntity, vault);
  }

  async countProviderRecords(
    userId: string,
  ): Promise<ReadonlyArray<{ readonly providerId: string; readonly records: number }>> {
    const rows: { provider_id: string; records: number }[] = await this.dataSource.query(
      `SELECT provider_id, count(*)::int AS records FROM (
         SELECT provider_id FROM applicants WHERE user_id = $1 AND provider_applicant_id IS NOT NULL
         UNION ALL SELECT provider_id FROM runners WHERE user_id = $1 AND provider_runner_id IS NOT NULL
         UNION ALL SELECT provider_id FROM verifications WHERE user_id = $1
         UNION ALL SELECT provider_id FROM customer_links WHERE user_id = $1 AND state <> 'FAILED'
       ) held GROUP BY provider_id ORDER BY provider_id`,
      [userId],
    );
    return rows.map((row) => ({ providerId: row.provider_id, records: row.records }));
  }

  async erase(userId: string, retained: RetainedRecord | null): Promise<void> {
    if (retained !== null) await this.#retained.upsert(retained, ['basis']);
    await this.dataSource.transaction(async (manager) => {
      for (const table of ['provider_snapshots', 'webhook_events']) {
        await manager.query(
          `DELETE FROM ${table} t USING (${RECORDS}) r WHERE t.provider_id = r.provider_id AND t.record_key = r.key`,
          [userId],
        );
      }
      // By a hash of a document number or by page: any of them may be about the person. They are made anew when somebody looks.
      await manager.query(`DELETE FROM provider_snapshots WHERE kind IN ('customer-lookup', 'provider-runners')`);
      await manager.query(
        'DELETE FROM document_copies WHERE document_id IN (SELECT id FROM documents WHERE user_id = $1)',
        [userId],
      );
      for (const table of ERASED_TABLES) await manager.query(`DELETE FROM ${table} WHERE user_id = $1`, [userId]);
      await manager.query('DELETE FROM users WHERE id = $1', [userId]);
    });
  }

  async findRetained(userId: string): Promise<RetainedRecord | null> {
    const [row] = await this.#retained.select('user_id = $1', [userId]);
    return row ?? null;
  }

  async deleteRetained(userId: string): Promise<void> {
    await this.dataSource.query('DELETE FROM retained_records WHERE user_id = $1', [userId]);
  }
}
