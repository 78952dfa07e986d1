import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Kinds of tests that need no database; a run of these alone does not start one. */
const WITHOUT_DATABASE = ['test/unit', 'test/resolvers', 'test/contract', 'test/architecture'];

/** One PostgreSQL for the whole run: the one of TEST_DATABASE_URL, or an embedded one in a temporary folder. */
export default async function globalSetup(globalConfig) {
  const patterns = globalConfig.testPathPatterns?.patterns ?? [];
  if (patterns.length > 0 && patterns.every((pattern) => WITHOUT_DATABASE.some((kind) => pattern.includes(kind))))
    return;
  if (process.env.TEST_DATABASE_URL) {
    process.env.KYC_TEST_POSTGRES = process.env.TEST_DATABASE_URL;
    return;
  }
  const { startEmbeddedPostgres } = await import('../../dist/persistence/embedded/embedded-postgres.js');
  const dataDir = await mkdtemp(join(tmpdir(), 'kyc-test-postgres-'));
  const postgres = await startEmbeddedPostgres({ dataDir, log: () => {} });
  process.env.KYC_TEST_POSTGRES = postgres.url;
  globalThis.stopTestPostgres = async () => {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}
