import { DataSource, type Logger } from 'typeorm';
import { ENTITIES } from './entities/entities.js';
import { Initial1790000000000 } from './migrations/1790000000000-initial.js';
import { Snapshots1790000100000 } from './migrations/1790000100000-snapshots.js';
import { WebhookEvents1790000200000 } from './migrations/1790000200000-webhook-events.js';
import { CustomerLinks1790000310000 } from './migrations/1790000310000-customer-links.js';
import { VerificationLinks1790000340000 } from './migrations/1790000340000-verification-links.js';
import { SnakeNaming } from './naming.js';

export const MIGRATIONS = [
  Initial1790000000000,
  Snapshots1790000100000,
  WebhookEvents1790000200000,
  CustomerLinks1790000310000,
  VerificationLinks1790000340000,
];

export interface DatabaseOptions {
  readonly url: string;
  /** Connections of this process. */
  readonly poolSize: number;
  /** Sees every statement; for tests that count them. */
  readonly logger?: Logger;
}

export function createDataSource(options: DatabaseOptions): DataSource {
  return new DataSource({
    type: 'postgres',
    url: options.url,
    entities: ENTITIES,
    migrations: MIGRATIONS,
    migrationsTransactionMode: 'all',
    namingStrategy: new SnakeNaming(),
    synchronize: false,
    logging: options.logger !== undefined,
    logger: options.logger,
    applicationName: 'kyc-gateway',
    connectTimeoutMS: 10_000,
    extra: { max: options.poolSize, statement_timeout: 30_000, idle_in_transaction_session_timeout: 30_000 },
  });
}

/** Whether the database answers now. */
export async function isReachable(dataSource: DataSource): Promise<boolean> {
  try {
    await dataSource.query('SELECT 1');
    return true;
  } catch {
    return false;
  }
}
