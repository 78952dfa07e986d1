import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { DataSource } from 'typeorm';
import { fromBufferPromise } from 'yauzl';
import { runMaintenance } from '../../src/app/maintenance.js';
import { applyRetention, createPrivacyServices } from '../../src/app/privacy.js';
import { createDataSource } from '../../src/persistence/data-source.js';
import { createTestDatabase } from '../support/test-database.js';
import { startTestGateway, type TestGateway } from '../support/test-gateway.js';

export interface PrivacyWorld {
  readonly gateway: TestGateway;
  /** The gateway's database, to look behind its back. */
  readonly database: DataSource;
  /** Runs `npm run retention` as a process of its own; resolves to what it printed. */
  retention(...args: readonly string[]): Promise<string>;
  /** Does the same in this process, for those who need only its effect: a new process takes ten times as long. */
  applyRetention(): Promise<void>;
  /** Runs `npm run audit:verify` likewise. */
  verifyAudit(): Promise<string>;
  /** Names of the files in a folder of the data folder. */
  filesIn(folder: string): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** A gateway that erases without delay, with its database and data folder in reach. */
export async function openPrivacyWorld(settings: Record<string, string> = {}): Promise<PrivacyWorld> {
  const { url, drop } = await createTestDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'kyc-test-privacy-'));
  const env = { DATABASE_URL: url, KYC_DATA_DIR: dataDir, ERASURE_DELAY_HOURS: '0', ...settings };
  const gateway = await startTestGateway(env);
  const database = await createDataSource({ url, poolSize: 2 }).initialize();
  const maintain = async (command: string, args: readonly string[] = []) => {
    const { stdout } = await promisify(execFile)(process.execPath, [`dist/commands/${command}.command.js`, ...args], {
      env: { ...process.env, NODE_OPTIONS: '', ...env },
    });
    return stdout;
  };
  return {
    gateway,
    database,
    retention: (...args) => maintain('retention', args),
    applyRetention: () => applyHere({ LOG_LEVEL: 'silent', ...env }),
    verifyAudit: () => maintain('audit-verify'),
    filesIn: (folder) => readdir(join(dataDir, folder)).catch(() => []),
    async close() {
      await database.destroy();
      await gateway.stop();
      await drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function applyHere(env: Record<string, string>): Promise<void> {
  let applied = false;
  await runMaintenance(env, async ({ config, repositories, stores, dataSource }) => {
    const { retentionService } = createPrivacyServices({ config, repositories, stores });
    applied = (await applyRetention(dataSource, retentionService)) !== null;
    return 0;
  });
  if (!applied) throw new Error('Retention was not applied.');
}

/** The files of a ZIP archive by name. */
export async function unzip(bytes: Uint8Array): Promise<ReadonlyMap<string, Buffer>> {
  const zip = await fromBufferPromise(Buffer.from(bytes));
  const files = new Map<string, Buffer>();
  for await (const entry of zip.eachEntry()) {
    const chunks: Buffer[] = [];
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
    files.set(entry.fileName, Buffer.concat(chunks));
  }
  return files;
}
