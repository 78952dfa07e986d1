import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import { v7 as newId } from 'uuid';
import type { ChainWitness } from '../domain/audit/chain-witness.js';
import type { Vault } from '../domain/personal-data/vault.js';
import type { ChainMac, ChainName } from '../persistence/chain/chain-row.js';
import { HashChain } from '../persistence/chain/hash-chain.js';
import { RunnerEntity } from '../persistence/entities/entities.js';
import { LateWrites } from '../persistence/late-writes.js';
import { AccessLogTable } from '../persistence/repositories/access-log-table.js';
import { ApiKeyTable } from '../persistence/repositories/api-key-table.js';
import { ApplicantTable } from '../persistence/repositories/applicant-table.js';
import { AuditTrailTable } from '../persistence/repositories/audit-trail-table.js';
import { ConsentTable, DisclosureTable } from '../persistence/repositories/consent-table.js';
import { CustomerLinkTable } from '../persistence/repositories/customer-link-table.js';
import { DataExportTable } from '../persistence/repositories/data-export-table.js';
import { DocumentTable } from '../persistence/repositories/document-table.js';
import { ErasureTable } from '../persistence/repositories/erasure-table.js';
import { ExternalIdentityTable } from '../persistence/repositories/external-identity-table.js';
import { GuessCounterTable } from '../persistence/repositories/guess-counter-table.js';
import { ManagedAccountTable } from '../persistence/repositories/managed-account-table.js';
import { PasswordResetTable } from '../persistence/repositories/password-reset-table.js';
import { ProviderCommandTable } from '../persistence/repositories/provider-command-table.js';
import { ProviderRecordTable } from '../persistence/repositories/provider-record-table.js';
import { ProviderTokenTable } from '../persistence/repositories/provider-token-table.js';
import { RetentionTable } from '../persistence/repositories/retention-table.js';
import { SessionTable } from '../persistence/repositories/session-table.js';
import { SnapshotTable } from '../persistence/repositories/snapshot-table.js';
import { SpendTable } from '../persistence/repositories/spend-table.js';
import { SubjectDataTable } from '../persistence/repositories/subject-data-table.js';
import { UserTable } from '../persistence/repositories/user-table.js';
import { VerificationTable } from '../persistence/repositories/verification-table.js';
import { WebhookEventTable } from '../persistence/repositories/webhook-event-table.js';
import type { Cleanup, Databases } from './database.js';

/** How the chains of the audit are hashed, and who else knows where they end. */
export interface AuditKeeping {
  readonly mac: ChainMac;
  readonly witness: ChainWitness;
}

export interface RepositoryDependencies {
  readonly dataSource: DataSource;
  readonly vault: Vault;
  readonly audit: AuditKeeping;
  readonly log: Logger;
  /** For what providers answered while the database is out of reach. */
  readonly late?: LateWrites;
}

/** Everything that is kept in PostgreSQL. */
export function createRepositories({ dataSource, vault, audit, log, late }: RepositoryDependencies) {
  const onLost = (count: number) => log.warn({ count }, 'last known answers were not kept');
  const chained = (name: ChainName) => ({
    chain: new HashChain({ dataSource, name, ...audit }),
    newId,
    clock: () => new Date(),
  });
  return {
    users: new UserTable(dataSource, vault),
    managedAccounts: new ManagedAccountTable(dataSource),
    sessions: new SessionTable(dataSource),
    passwordResets: new PasswordResetTable(dataSource),
    apiKeys: new ApiKeyTable(dataSource),
    externalIdentities: new ExternalIdentityTable(dataSource, vault),
    guessCounter: new GuessCounterTable(dataSource),
    applicants: new ApplicantTable(dataSource, vault, late),
    runners: new ProviderRecordTable(dataSource, RunnerEntity, 'provider_runner_id', vault, late),
    documents: new DocumentTable(dataSource, vault),
    verifications: new VerificationTable(dataSource, vault, late),
    spending: new SpendTable(dataSource),
    customerLinks: new CustomerLinkTable(dataSource, late),
    consents: new ConsentTable(dataSource),
    disclosures: new DisclosureTable(dataSource),
    auditTrail: new AuditTrailTable(chained('audit_events')),
    accessLog: new AccessLogTable(dataSource, chained('access_log')),
    webhookEvents: new WebhookEventTable(dataSource, vault.sealer),
    providerCommands: new ProviderCommandTable(dataSource),
    providerTokens: new ProviderTokenTable({
      dataSource,
      sealer: vault.sealer,
      onLost: () => log.warn('a provider token cannot be opened'),
    }),
    dataExports: new DataExportTable(dataSource),
    erasures: new ErasureTable(dataSource, vault),
    subjects: new SubjectDataTable(dataSource, vault),
    retention: new RetentionTable(dataSource),
    snapshots: new SnapshotTable({ dataSource, sealer: vault.sealer, onLost }),
  };
}

export type Repositories = ReturnType<typeof createRepositories>;

/** One a second, for as long as it takes: a result that was paid for is worth the wait. */
const LATE_WRITES = { retryEveryMs: 1_000, limit: 10_000 };

/**
 * The repositories of a gateway: those that requests use, and `patient`, the same over the connections of work that nobody
 * waits for. A chain has one writer in a process, since its witness listens to one.
 */
export function openRepositories(
  { requests, work, ...common }: Databases & Omit<RepositoryDependencies, 'dataSource' | 'late'>,
  cleanups: Cleanup[],
): { readonly repositories: Repositories; readonly patient: Repositories } {
  const onLost = (count: number) => common.log.error({ count }, 'answers of providers could not be kept');
  const late = new LateWrites({ ...LATE_WRITES, onLost });
  cleanups.push(() => late.stop());
  const repositories = createRepositories({ ...common, dataSource: requests, late });
  cleanups.push(() => repositories.snapshots.flush());
  const { auditTrail, accessLog } = repositories;
  return { repositories, patient: { ...createRepositories({ ...common, dataSource: work }), auditTrail, accessLog } };
}
