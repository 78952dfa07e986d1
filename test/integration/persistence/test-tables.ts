import type { DataSource, Logger } from 'typeorm';
import { v7 as newId } from 'uuid';
import type { NewUser } from '../../../src/domain/user/user-repository.js';
import { createDataSource } from '../../../src/persistence/data-source.js';
import { UserTable } from '../../../src/persistence/repositories/user-table.js';
import { KeyedBlindIndexer } from '../../../src/security/blind-index.js';
import { KeyRing, localRingKeys } from '../../../src/security/key-ring.js';
import { createTestDatabase } from '../../support/test-database.js';

export const testVault = {
  sealer: new KeyRing(localRingKeys('of the tests')),
  indexer: new KeyedBlindIndexer('of the tests'),
};

export interface TestTables {
  readonly dataSource: DataSource;
  readonly url: string;
  /** Statements sent while `work` runs. */
  statementsOf(work: () => Promise<unknown>): Promise<string[]>;
  /** A customer of their own for one test. */
  addUser(): Promise<NewUser>;
  close(): Promise<void>;
}

/** An empty, migrated database. */
export async function openTestTables(): Promise<TestTables> {
  const database = await createTestDatabase();
  const statements: string[] = [];
  const dataSource = createDataSource({ url: database.url, poolSize: 12, logger: collectInto(statements) });
  await dataSource.initialize();
  await dataSource.runMigrations();
  return {
    dataSource,
    url: database.url,
    async statementsOf(work) {
      statements.length = 0;
      await work();
      return [...statements];
    },
    async addUser() {
      const user = newUser();
      await new UserTable(dataSource, testVault).insert(user);
      return user;
    },
    async close() {
      await dataSource.destroy();
      await database.drop();
    },
  };
}

export function newUser(changes: Partial<NewUser> = {}): NewUser {
  const id = newId();
  return {
    id,
    email: `person-${id}@example.com`,
    name: 'Asha Rao',
    mobile: '+919000000001',
    roles: ['CUSTOMER'],
    passwordHash: 'a hash',
    mobileVerifiedAt: null,
    emailVerifiedAt: null,
    suspendedAt: null,
    createdAt: new Date('2026-01-02T03:04:05.678Z'),
    updatedAt: new Date('2026-01-02T03:04:05.678Z'),
    ...changes,
  };
}

export function collectInto(statements: string[]): Logger {
  const nothing = () => {};
  return {
    logQuery: (query) => statements.push(query),
    logQueryError: nothing,
    logQuerySlow: nothing,
    logSchemaBuild: nothing,
    logMigration: nothing,
    log: nothing,
  };
}
