import type { AuditTrail } from '../audit/audit-trail.js';
import type { Verification } from '../check/verification.js';
import type { DocumentKind } from '../document/document.js';
import type { DocumentRepository, DocumentStore } from '../document/document-ports.js';
import type { Clock } from '../kernel/clock.js';
import type { OwnedRepository } from '../kernel/owned-repository.js';
import type { UserRepository } from '../user/user-repository.js';
import type {
  ErasureRepository,
  ErasureRequest,
  ProviderErasure,
  RetainedRecord,
  SubjectDataRepository,
} from './erasure.js';
import { ErasureJournal, HOUSEKEEPING } from './erasure-journal.js';
import { writeIdentity } from './retained-identity.js';

/** Documents that identify a person. */
const IDENTITY_DOCUMENTS: ReadonlySet<DocumentKind> = new Set([
  'PAN_CARD',
  'AADHAAR_CARD',
  'PASSPORT',
  'DRIVING_LICENCE',
  'VOTER_ID',
  'ID_CARD',
  'RESIDENCE_PERMIT',
  'SELFIE',
]);

const PAGE = 100;

export interface ErasureRunDependencies {
  readonly erasures: ErasureRepository;
  readonly subjects: SubjectDataRepository;
  readonly users: UserRepository;
  readonly documents: DocumentRepository;
  readonly verifications: OwnedRepository<Verification>;
  readonly store: DocumentStore;
  readonly auditTrail: AuditTrail;
  readonly clock: Clock;
}

export interface RetentionLaw {
  /** Shown to the person, e.g. the act that asks for it. */
  readonly basis: string;
  /** How long identification is kept after the relationship has ended. */
  readonly years: number;
}

/**
 * Carries erasures out. Every step can be repeated, so that an erasure that a crash interrupted goes on at the next run:
 * identification under retention is put away first, then the rest is removed in one transaction, then the files go.
 */
export class ErasureRun {
  readonly #journal: ErasureJournal;

  constructor(
    private readonly deps: ErasureRunDependencies,
    private readonly law: RetentionLaw,
  ) {
    this.#journal = new ErasureJournal(deps);
  }

  /** Carries out what is due; returns how many requests it moved. */
  async runDue(): Promise<number> {
    const { erasures, clock } = this.deps;
    let moved = 0;
    for (const request of await erasures.findDue(clock())) if (await this.#carryOut(request)) moved += 1;
    return moved;
  }

  async countDue(): Promise<number> {
    return (await this.deps.erasures.findDue(this.deps.clock())).length;
  }

  /** Whether the account behind a request is gone already. */
  async hasErased(userId: string): Promise<boolean> {
    return (await this.deps.users.findMany([userId])).length === 0;
  }

  async #carryOut(request: ErasureRequest): Promise<boolean> {
    const { erasures, subjects, clock } = this.deps;
    const now = clock();
    const hold = await erasures.findHold(request.userId, now);
    if (hold !== null) {
      const held = { ...request, legalBasis: hold.basis, holdUntil: hold.until, scheduledFor: null };
      return this.#journal.move(request, { ...held, state: 'ON_HOLD' }, ['SCHEDULED', 'ON_HOLD'], HOUSEKEEPING);
    }
    const begun: ErasureRequest = { ...request, state: 'IN_PROGRESS', scheduledFor: null };
    if (!(await this.#journal.move(request, begun, ['SCHEDULED', 'ON_HOLD', 'IN_PROGRESS'], HOUSEKEEPING)))
      return false;
    const kept = await subjects.findRetained(request.userId);
    if (kept !== null && (await this.hasErased(request.userId))) return this.#endRetention(begun, kept, now);
    return this.#erase(begun, now);
  }

  async #erase(request: ErasureRequest, now: Date): Promise<boolean> {
    const { subjects, documents, store } = this.deps;
    const { userId } = request;
    const providers = await this.#providersOf(request);
    const owned = await all((page) => documents.list(userId, page));
    const retained = await this.#toRetain(userId, now, new Set(owned.filter(isIdentity).map(({ id }) => id)));
    await this.deps.erasures.move({ ...request, providers }, ['IN_PROGRESS']);
    for (const { id } of owned) if (retained?.documentIds.includes(id) !== true) await store.delete(id);
    await subjects.erase(userId, retained);
    return this.#finish({ ...request, providers }, retained, now);
  }

  /** The law is satisfied: what was kept goes too. */
  async #endRetention(request: ErasureRequest, kept: RetainedRecord, now: Date): Promise<boolean> {
    if (kept.until > now) return this.#finish(request, kept, now);
    for (const id of kept.documentIds) await this.deps.store.delete(id);
    await this.deps.subjects.deleteRetained(kept.userId);
    return this.#finish(request, null, now);
  }

  #finish(request: ErasureRequest, retained: RetainedRecord | null, now: Date): Promise<boolean> {
    const end = (next: Partial<ErasureRequest>) => this.#journal.end({ ...request, ...next });
    if (retained !== null) return end({ state: 'ON_HOLD', legalBasis: retained.basis, holdUntil: retained.until });
    const everywhere = request.providers.every(({ outcome }) => outcome === 'ERASED');
    return end({ state: everywhere ? 'DONE' : 'PARTIAL', legalBasis: null, holdUntil: null, finishedAt: now });
  }

  /** Counted before anything is removed; an answer that was recorded already stays. */
  async #providersOf(request: ErasureRequest): Promise<readonly ProviderErasure[]> {
    if (request.providers.length > 0) return request.providers;
    const counts = await this.deps.subjects.countProviderRecords(request.userId);
    return counts.map(({ providerId, records }) => ({
      providerId,
      records,
      outcome: 'TO_BE_ASKED' as const,
      answeredAt: null,
    }));
  }

  /** Null when the person was never identified: then no law asks to keep anything. */
  async #toRetain(userId: string, now: Date, identityDocuments: ReadonlySet<string>): Promise<RetainedRecord | null> {
    const { users, verifications, subjects } = this.deps;
    const existing = await subjects.findRetained(userId);
    if (existing !== null) return existing;
    const [[user], [profile]] = await Promise.all([users.findMany([userId]), users.findProfiles([userId])]);
    const checks = await all((page) => verifications.list(userId, page));
    if (user === undefined || checks.every(({ outcome }) => outcome === null)) return null;
    const until = new Date(now);
    until.setUTCFullYear(until.getUTCFullYear() + this.law.years);
    return {
      userId,
      basis: this.law.basis,
      until,
      createdAt: now,
      documentIds: [...identityDocuments],
      content: writeIdentity(user, profile ?? null, checks),
    };
  }
}

function isIdentity({ kind }: { readonly kind: DocumentKind }): boolean {
  return IDENTITY_DOCUMENTS.has(kind);
}

async function all<T extends { readonly id: string }>(
  list: (page: { readonly first: number; readonly after: string | null }) => ReturnType<OwnedRepository<T>['list']>,
): Promise<readonly T[]> {
  const items: T[] = [];
  for (let after: string | null = null; ; ) {
    const page = await list({ first: PAGE, after });
    items.push(...page.items);
    after = page.items.at(-1)?.id ?? null;
    if (!page.hasNextPage || after === null) return items;
  }
}
