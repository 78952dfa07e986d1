import { integerSetting, type SettingTable } from './setting.js';

const wait = (what: string, fallback: number) =>
  integerSetting({
    description: `How long a request may wait for ${what}, in milliseconds; then the answer is SERVICE_UNAVAILABLE.`,
    fallback,
    min: 50,
    max: 60_000,
  });

/** How soon a request is told that the database does not answer. The sum of the first two is kept below three seconds. */
export const DATABASE_SETTINGS = {
  DATABASE_CONNECT_TIMEOUT_MS: wait('a connection to PostgreSQL, whether new or taken by others', 800),
  DATABASE_STATEMENT_TIMEOUT_MS: wait('one statement', 1_500),
  DATABASE_LOCK_TIMEOUT_MS: wait('a lock, as a part of that', 800),
} satisfies SettingTable;
