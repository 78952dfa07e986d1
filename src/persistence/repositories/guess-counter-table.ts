import type { DataSource } from 'typeorm';
import type { Budget, Counted, GuessCounter } from '../../domain/session/guess-guard.js';

export class GuessCounterTable implements GuessCounter {
  constructor(private readonly dataSource: DataSource) {}

  /** One statement, in the order of the keys, so that two of them cannot wait for each other; it also clears a few old rows. */
  async add(budgets: readonly Budget[], at: Date): Promise<readonly Counted[]> {
    const rows: { key: string; count: number; ends_at: Date }[] = await this.dataSource.query(
      `WITH old AS (
         DELETE FROM guess_counts WHERE key IN (
           SELECT key FROM guess_counts WHERE ends_at <= $3::timestamptz AND key <> ALL($1::text[])
           ORDER BY ends_at LIMIT 10 FOR UPDATE SKIP LOCKED)
       ), counted AS (
         INSERT INTO guess_counts AS g (key, count, ends_at)
         SELECT key, 1, $3::timestamptz + ms * interval '1 millisecond'
         FROM unnest($1::text[], $2::float8[]) AS added (key, ms) ORDER BY key
         ON CONFLICT (key) DO UPDATE SET
           count = CASE WHEN g.ends_at <= $3 THEN 1 ELSE g.count + 1 END,
           ends_at = CASE WHEN g.ends_at <= $3 THEN excluded.ends_at ELSE g.ends_at END
         RETURNING key, count, ends_at
       ) SELECT key, count, ends_at FROM counted`,
      [budgets.map(({ key }) => key), budgets.map(({ windowMs }) => windowMs), at],
    );
    const byKey = new Map(rows.map(({ key, count, ends_at }) => [key, { count, endsAt: ends_at }]));
    return budgets.map(({ key }) => byKey.get(key) ?? { count: 0, endsAt: at });
  }

  async giveBack(keys: readonly string[]): Promise<void> {
    await this.dataSource.query(
      `UPDATE guess_counts g SET count = g.count - 1
       FROM (SELECT key FROM guess_counts WHERE key = ANY($1::text[]) ORDER BY key FOR UPDATE) mine
       WHERE g.key = mine.key AND g.count > 0`,
      [keys],
    );
  }

  async peek(key: string, at: Date): Promise<number> {
    const rows: { count: number }[] = await this.dataSource.query(
      'SELECT count FROM guess_counts WHERE key = $1 AND ends_at > $2',
      [key, at],
    );
    return rows[0]?.count ?? 0;
  }
}
