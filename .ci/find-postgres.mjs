// Prints the URL of a PostgreSQL on this machine that lets one in without a password; exit code 1 when there is none.
import pg from 'pg';

for (const user of ['postgres', 'root']) {
  const url = `postgres://${user}@127.0.0.1:5432/postgres`;
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
    process.stdout.write(`${url}\n`);
    process.exit(0);
  } catch {
    // Not as this user.
  } finally {
    await client.end().catch(() => undefined);
  }
}
process.exit(1);
