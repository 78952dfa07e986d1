import { toAuditActor } from '../audit/audit-entry.js';
import type { AuditTrail } from '../audit/audit-trail.js';
import type { Document } from '../document/document.js';
import type { DocumentRepository, DocumentStore } from '../document/document-ports.js';
import { maskEmail, maskPhone } from '../identifier/mask.js';
import type { Actor } from '../kernel/actor.js';
import type { CallContext } from '../kernel/call-context.js';
import type { Clock } from '../kernel/clock.js';
import type { LinkSecrets } from '../kernel/link-secrets.js';
import type { UserRepository } from '../user/user-repository.js';
import type { ArchiveEntry, ArchiveWriter, DataExport, DataExportRepository } from './data-export.js';

const LINK_MS = 15 * 60_000;
const PAGE = 100;
const MAX_ARCHIVE_BYTES = 2 * 1024 ** 3;

const EXTENSION: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'application/pdf': 'pdf',
};

export interface ExportDependencies {
  readonly exports: DataExportRepository;
  readonly users: UserRepository;
  readonly documents: DocumentRepository;
  readonly store: DocumentStore;
  /** Where archives wait for their download; apart from the documents. */
  readonly archives: DocumentStore;
  readonly archive: ArchiveWriter;
  readonly auditTrail: AuditTrail;
  readonly secrets: LinkSecrets;
  readonly newId: () => string;
  readonly clock: Clock;
}

/** A finished export; `token` is known to nobody else and opens the archive until `expiresAt`. */
export interface ExportTicket {
  readonly dataExport: DataExport;
  readonly token: string;
  readonly files: number;
}

/** Everything about a person in one archive: `data.json`, `clear.json` and their files. */
export class ExportService {
  constructor(private readonly deps: ExportDependencies) {}

  /** `readEverything`: all that the API shows the person about themselves, as JSON. */
  async create(
    actor: Actor,
    readEverything: () => Promise<unknown>,
    { requestId }: CallContext,
  ): Promise<ExportTicket> {
    const { exports, archives, archive, auditTrail, secrets, newId, clock } = this.deps;
    await this.deleteExpired();
    const documents = await this.#documentsOf(actor.userId);
    const files = documents.filter(({ state }) => state !== 'MISSING');
    const entries: ArchiveEntry[] = [
      jsonEntry('data.json', readEverything),
      jsonEntry('clear.json', () => this.#clearValues(actor.userId)),
      ...files.map((document) => this.#fileEntry(document)),
    ];
    const { token, hash } = secrets.create();
    const now = clock();
    const dataExport: DataExport = {
      id: newId(),
      userId: actor.userId,
      tokenHash: hash,
      createdAt: now,
      expiresAt: new Date(now.getTime() + LINK_MS),
    };
    // The row first: a crash in between leaves a row whose archive is missing, which the next clean-up takes away.
    await exports.insert(dataExport);
    await archives.write(dataExport.id, archive(entries), MAX_ARCHIVE_BYTES);
    const event = { actor: toAuditActor(actor), action: 'DATA_EXPORTED', requestId } as const;
    await auditTrail.record({ ...event, ...about(dataExport), details: { files: files.length } });
    return { dataExport, token, files: files.length };
  }

  /**
   * The archive behind a link, once it is on record that somebody has it: nobody knows who holds the link. Null alike for
   * an unknown id, a wrong secret and a link that has ended.
   */
  async open(id: string, token: string, requestId: string | null): Promise<Uint8Array | null> {
    const { exports, archives, auditTrail, secrets, clock } = this.deps;
    const found = await exports.find(id);
    if (found === null || found.tokenHash !== secrets.hashOf(token) || found.expiresAt <= clock()) return null;
    const bytes = await archives.read(id);
    if (bytes === null) return null;
    const event = { actor: toAuditActor(null), action: 'EXPORT_DOWNLOADED', requestId } as const;
    await auditTrail.record({ ...event, ...about(found) });
    return bytes;
  }

  /** Removes archives whose links have ended; returns how many. */
  async deleteExpired(): Promise<number> {
    const { exports, archives, clock } = this.deps;
    const expired = await exports.findExpired(clock());
    for (const { id } of expired) {
      await archives.delete(id);
      await exports.delete(id);
    }
    return expired.length;
  }

  async countExpired(): Promise<number> {
    return (await this.deps.exports.findExpired(this.deps.clock())).length;
  }

  /** What the API shows masked, in clear: the archive is for the person alone. */
  async #clearValues(userId: string): Promise<unknown> {
    const { users } = this.deps;
    const [[user], [profile]] = await Promise.all([users.findMany([userId]), users.findProfiles([userId])]);
    return {
      account: user && {
        email: { shown: maskEmail(user.email), clear: user.email },
        mobile: { shown: maskPhone(user.mobile), clear: user.mobile },
      },
      profile: profile ?? null,
    };
  }

  #fileEntry({ id, kind, contentType }: Document): ArchiveEntry {
    const name = `documents/${kind.toLowerCase()}-${id}.${EXTENSION[contentType] ?? 'bin'}`;
    return { name, read: () => this.deps.store.read(id) };
  }

  async #documentsOf(userId: string): Promise<readonly Document[]> {
    const all: Document[] = [];
    for (let after: string | null = null; ; ) {
      const page = await this.deps.documents.list(userId, { first: PAGE, after });
      all.push(...page.items);
      after = page.items.at(-1)?.id ?? null;
      if (!page.hasNextPage || after === null) return all;
    }
  }
}

function about({ id, userId }: DataExport) {
  return { subjectUserId: userId, target: { type: 'DataExport', id } };
}

function jsonEntry(name: string, read: () => Promise<unknown>): ArchiveEntry {
  return { name, read: async () => new TextEncoder().encode(JSON.stringify(await read(), null, 2)) };
}
