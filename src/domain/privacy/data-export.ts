import type { Readable } from 'node:stream';

/** An archive of everything about one person, which its link opens for a short time. */
export interface DataExport {
  readonly id: string;
  readonly userId: string;
  /** The link's secret is known only by hash. */
  readonly tokenHash: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

export interface DataExportRepository {
  insert(dataExport: DataExport): Promise<void>;
  find(id: string): Promise<DataExport | null>;
  findExpired(at: Date): Promise<readonly DataExport[]>;
  delete(id: string): Promise<void>;
}

/** One file of an archive. Its bytes are read when their turn comes, so that they are never all in memory. */
export interface ArchiveEntry {
  /** Path inside the archive, with slashes. */
  readonly name: string;
  /** Null: there is nothing, and the archive does without. */
  readonly read: () => Promise<Uint8Array | null>;
}

/** Makes one compressed archive of many files. An entry that cannot be read fails the stream. */
export type ArchiveWriter = (entries: readonly ArchiveEntry[]) => Readable;
