import type { Snapshot, SnapshotKey, SnapshotRepository } from '../../../src/domain/provider/snapshot.js';

/** Snapshots in a map; kept at once. */
export class MemorySnapshotRepository implements SnapshotRepository {
  readonly kept = new Map<string, Snapshot & { readonly key: SnapshotKey }>();

  async find(key: SnapshotKey): Promise<Snapshot | null> {
    return this.kept.get(JSON.stringify(key)) ?? null;
  }

  keep(key: SnapshotKey, value: unknown, fetchedAt: Date): void {
    this.kept.set(JSON.stringify(key), { key, value, fetchedAt, outdated: false });
  }

  async markOutdated(providerId: string, recordKey: string): Promise<void> {
    for (const [text, snapshot] of this.kept) {
      const { key } = snapshot;
      if (key.providerId === providerId && key.recordKey === recordKey)
        this.kept.set(text, { ...snapshot, outdated: true });
    }
  }
}
