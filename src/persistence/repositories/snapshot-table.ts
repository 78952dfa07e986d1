import DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import { type SealedPlace, SealedValueError, type Sealer } from '../../domain/personal-data/sealer.js';
import type { Snapshot, SnapshotKey, SnapshotRepository } from '../../domain/provider/snapshot.js';
import { fromKeptJson, toKeptJson } from '../kept-json.js';

/** Gathers the answers of a page into a statement or two without making anybody wait. */
const FLUSH_AFTER_MS = 100;
const MAX_PENDING = 5_000;

interface Pending {
  readonly key: SnapshotKey;
  readonly value: string;
  readonly fetchedAt: Date;
}

interface Row {
  provider_id: string;
  kind: string;
  record_key: string;
  value: string;
  fetched_at: Date;
  outdated: boolean;
}

export interface SnapshotTableDependencies {
  readonly dataSource: DataSource;
  readonly sealer: Sealer;
  /** Called with a number of answers that could not be kept, or not be opened again. */
  readonly onLost: (count: number) => void;
}

/** Snapshots in PostgreSQL, written behind: sealed: many answers, one upsert. */
export class SnapshotTable implements SnapshotRepository {
  readonly #pending = new Map<string, Pending>();
  readonly #loader: DataLoader<SnapshotKey, Snapshot | null, string>;
  #timer: NodeJS.Timeout | null = null;
  #flushing: Promise<void> = Promise.resolve();

  constructor(private readonly deps: SnapshotTableDependencies) {
    this.#loader = new DataLoader((keys) => this.#load(keys), { cache: false, cacheKeyFn: textOf });
  }

  async find(key: SnapshotKey): Promise<Snapshot | null> {
    const pending = this.#pending.get(textOf(key));
    if (pending !== undefined)
      return { value: fromKeptJson(pending.value), fetchedAt: pending.fetchedAt, outdated: false };
    return this.#loader.load(key);
  }

  keep(key: SnapshotKey, value: unknown, fetchedAt: Date): void {
    if (this.#pending.size >= MAX_PENDING) {
      this.deps.onLost(1);
      return;
    }
    this.#pending.set(textOf(key), { key, value: toKeptJson(value), fetchedAt });
    this.#timer ??= setTimeout(() => this.flush().catch(() => this.deps.onLost(1)), FLUSH_AFTER_MS).unref();
  }

  async markOutdated(providerId: string, recordKey: string, at: Date): Promise<void> {
    await this.flush();
    await this.deps.dataSource.query(
      'UPDATE provider_snapshots SET outdated_at = $3 WHERE provider_id = $1 AND record_key = $2 AND fetched_at <= $3',
      [providerId, recordKey, at],
    );
  }

  /** Resolves when everything kept so far is written; called before the database closes. */
  flush(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const batch = [...this.#pending.values()];
    const write = () => this.#write(batch);
    // One that failed is no reason for the next ones to.
    this.#flushing = this.#flushing.then(write, write);
    return this.#flushing;
  }

  async #write(batch: readonly Pending[]): Promise<void> {
    if (batch.length === 0) return;
    try {
      await this.deps.dataSource.query(
        `INSERT INTO provider_snapshots (provider_id, kind, record_key, value, fetched_at)
         SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[])
         ON CONFLICT (provider_id, record_key, kind) DO UPDATE
         SET value = excluded.value, fetched_at = excluded.fetched_at,
             outdated_at = CASE WHEN provider_snapshots.outdated_at < excluded.fetched_at THEN NULL ELSE provider_snapshots.outdated_at END
         WHERE provider_snapshots.fetched_at <= excluded.fetched_at`,
        [
          batch.map(({ key }) => key.providerId),
          batch.map(({ key }) => key.kind),
          batch.map(({ key }) => key.recordKey),
          batch.map(({ key, value }) => this.deps.sealer.seal(value, placeOf(key))),
          batch.map(({ fetchedAt }) => fetchedAt),
        ],
      );
    } catch {
      this.deps.onLost(batch.length);
    }
    for (const written of batch)
      if (this.#pending.get(textOf(written.key)) === written) this.#pending.delete(textOf(written.key));
  }

  async #load(keys: readonly SnapshotKey[]): Promise<(Snapshot | null)[]> {
    const rows: Row[] = await this.deps.dataSource.query(
      `SELECT s.provider_id, s.kind, s.record_key, s.value, s.fetched_at, s.outdated_at IS NOT NULL AS outdated
       FROM provider_snapshots s
       JOIN unnest($1::text[], $2::text[], $3::text[]) AS wanted (provider_id, kind, record_key)
         USING (provider_id, kind, record_key)`,
      [keys.map((key) => key.providerId), keys.map((key) => key.kind), keys.map((key) => key.recordKey)],
    );
    const found = new Map(
      rows.map((row) => {
        const key = { providerId: row.provider_id, kind: row.kind, recordKey: row.record_key };
        return [textOf(key), this.#open(key, row)];
      }),
    );
    return keys.map((key) => found.get(textOf(key)) ?? null);
  }

  /** An answer that does not open again is one that was not kept: it must not fail the read that falls back on it. */
  #open(key: SnapshotKey, row: Row): Snapshot | null {
    try {
      const value = fromKeptJson(this.deps.sealer.open(row.value, placeOf(key)));
      return { value, fetchedAt: row.fetched_at, outdated: row.outdated };
    } catch (error) {
      if (!(error instanceof SealedValueError)) throw error;
      this.deps.onLost(1);
      return null;
    }
  }
}

function placeOf(key: SnapshotKey): SealedPlace {
  return { table: 'provider_snapshots', row: textOf(key), column: 'value' };
}

function textOf({ providerId, kind, recordKey }: SnapshotKey): string {
  return `${providerId}\n${recordKey}\n${kind}`;
}
