import { setTimeout as delay } from 'node:timers/promises';
import { DataSource, type Logger } from 'typeorm';
import { ENTITIES } from './entities/entities.js';
import { Initial1790000000000 } from './migrations/1790000000000-initial.js';
import { Snapshots1790000100000 } from './migrations/1790000100000-snapshots.js';
import { WebhookEvents1790000200000 } from './migrations/1790000200000-webhook-events.js';
import { CustomerLinks1790000310000 } from './migrations/1790000310000-customer-links.js';
import { VerificationLinks1790000340000 } from './migrations/1790000340000-verification-links.js';
import { SealedSnapshots1790000400000 } from './migrations/1790000400000-sealed-snapshots.js';
import { ProviderTokens1790000420000 } from './migrations/1790000420000-provider-tokens.js';
import { ProviderCommands1790000420100 } from './migrations/1790000420100-provider-commands.js';
import { RefreshTokens1790000440000 } from './migrations/1790000440000-refresh-tokens.js';
import { GuessCounts1790000441000 } from './migrations/1790000441000-guess-counts.js';
import { SuspendedUsers1790000450000 } from './migrations/1790000450000-suspended-users.js';
import { SealedUsers1790000460000 } from './migrations/1790000460000-sealed-users.js';
import { SealedRecords1790000461000 } from './migrations/1790000461000-sealed-records.js';
import { AuditChains1790000470000 } from './migrations/1790000470000-audit-chains.js';
import { Consents1790000471000 } from './migrations/1790000471000-consents.js';
import { ProofOfConsentStays1790000472000 } from './migrations/1790000472000-proof-of-consent-stays.js';
import { RateLimits1790000480000 } from './migrations/1790000480000-rate-limits.js';
import { SpendDays1790000481000 } from './migrations/1790000481000-spend-days.js';
import { Privacy1790000490000 } from './migrations/1790000490000-privacy.js';
import { PasswordResets1790000500000 } from './migrations/1790000500000-password-resets.js';
import { ApiKeys1790000520000 } from './migrations/1790000520000-api-keys.js';
import { ExternalIdentities1790000521000 } from './migrations/1790000521000-external-identities.js';
import { DocumentOriginals1790000530000 } from './migrations/1790000530000-document-originals.js';
import { KeptLookUps1790000540000 } from './migrations/1790000540000-kept-look-ups.js';
import { VerifiedEmails1790000550000 } from './migrations/1790000550000-verified-emails.js';
import { MaskedSnapshots1790000557000 } from './migrations/1790000557000-masked-snapshots.js';
import { KnownWords1790000560000 } from './migrations/1790000560000-known-words.js';
import { OpenWebhookEvents1790000570000 } from './migrations/1790000570000-open-webhook-events.js';
import { Comparisons1790000575000 } from './migrations/1790000575000-comparisons.js';
import { SnakeNaming } from './naming.js';
import { GuardedDataSource } from './trouble/guarded-data-source.js';

export const MIGRATIONS = [
  Initial1790000000000,
  Snapshots1790000100000,
  WebhookEvents1790000200000,
  CustomerLinks1790000310000,
  VerificationLinks1790000340000,
  SealedSnapshots1790000400000,
  ProviderTokens1790000420000,
  ProviderCommands1790000420100,
  RefreshTokens1790000440000,
  GuessCounts1790000441000,
  SuspendedUsers1790000450000,
  SealedUsers1790000460000,
  SealedRecords1790000461000,
  AuditChains1790000470000,
  Consents1790000471000,
  ProofOfConsentStays1790000472000,
  RateLimits1790000480000,
  SpendDays1790000481000,
  Privacy1790000490000,
  PasswordResets1790000500000,
  ApiKeys1790000520000,
  ExternalIdentities1790000521000,
  DocumentOriginals1790000530000,
  KeptLookUps1790000540000,
  VerifiedEmails1790000550000,
  MaskedSnapshots1790000557000,
  KnownWords1790000560000,
  OpenWebhookEvents1790000570000,
  Comparisons1790000575000,
];

/** How long the requests of a gateway may wait for its database, in milliseconds. */
export interface RequestLimits {
  /** For a connection, whether new or out of the pool. */
  readonly connectMs: number;
  /** For one statement. */
  readonly statementMs: number;
  /** For one lock, as a part of that. */
  readonly lockMs: number;
}

export interface DatabaseOptions {
  readonly url: string;
  /** Connections of this process. */
  readonly poolSize: number;
  /** Sees every statement; for tests that count them. */
  readonly logger?: Logger;
}

export interface RequestDatabaseOptions extends DatabaseOptions {
  readonly limits: RequestLimits;
  /** Told when the database goes out of reach, and when it answers again. */
  readonly onChange?: (reachable: boolean) => void;
}

/** How long work that nobody waits for may take: migrations, housekeeping, commands beside the gateway. */
const PATIENT = { connectMs: 10_000, statementMs: 30_000 };

/** The server ends a statement that takes too long; only one that says nothing any more is given up by the client. */
const SILENCE_MS = 200;

/** For work that nobody waits for. */
export function createDataSource(options: DatabaseOptions): DataSource {
  return new DataSource({
    ...toDataSourceOptions(options),
    connectTimeoutMS: PATIENT.connectMs,
    extra: {
      max: options.poolSize,
      statement_timeout: PATIENT.statementMs,
      idle_in_transaction_session_timeout: PATIENT.statementMs,
    },
  });
}

/** For what answers requests: trouble of the database comes soon, and as `StoreUnavailableError`. */
export function createRequestDataSource(options: RequestDatabaseOptions): GuardedDataSource {
  const { url, poolSize, limits, onChange } = options;
  const { connectMs, statementMs, lockMs } = limits;
  return new GuardedDataSource(
    {
      ...toDataSourceOptions(options),
      connectTimeoutMS: connectMs,
      extra: {
        max: poolSize,
        statement_timeout: statementMs,
        lock_timeout: lockMs,
        query_timeout: statementMs + SILENCE_MS,
        idle_in_transaction_session_timeout: PATIENT.statementMs,
        keepAlive: true,
      },
    },
    { url, timeoutMs: connectMs, onChange },
  );
}

function toDataSourceOptions({ url, logger }: DatabaseOptions) {
  return {
    type: 'postgres',
    url,
    entities: ENTITIES,
    migrations: MIGRATIONS,
    migrationsTransactionMode: 'all',
    namingStrategy: new SnakeNaming(),
    synchronize: false,
    logging: logger !== undefined,
    logger,
    applicationName: 'kyc-gateway',
  } as const;
}

/** Whether the database answers within this time. */
export async function isReachable(dataSource: DataSource, withinMs: number): Promise<boolean> {
  const late = new AbortController();
  const answered = dataSource.query('SELECT 1').then(
    () => true,
    () => false,
  );
  const waited = delay(withinMs, false, { ref: false, signal: late.signal }).catch(() => false);
  try {
    return await Promise.race([answered, waited]);
  } finally {
    late.abort();
  }
}
