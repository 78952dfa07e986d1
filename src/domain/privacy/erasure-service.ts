import type { AuditTrail } from '../audit/audit-trail.js';
import { maskAadhaarNumbers } from '../identifier/aadhaar.js';
import type { Actor } from '../kernel/actor.js';
import type { CallContext } from '../kernel/call-context.js';
import type { Clock } from '../kernel/clock.js';
import type { LinkSecrets } from '../kernel/link-secrets.js';
import type { Page, PageRequest } from '../kernel/paging.js';
import { conflict, notFound } from '../kernel/problem.js';
import type { ErasureRepository, ErasureRequest, ErasureState, LegalHold, ProviderErasureOutcome } from './erasure.js';
import { aboutErasure, ErasureJournal, type Mover, moverOf } from './erasure-journal.js';
import type { ErasureRun } from './erasure-run.js';

export interface ErasureDependencies {
  readonly erasures: ErasureRepository;
  readonly run: Pick<ErasureRun, 'hasErased'>;
  readonly auditTrail: AuditTrail;
  readonly secrets: LinkSecrets;
  readonly newId: () => string;
  readonly clock: Clock;
}

/** The request, and its receipt, which is shown once. */
export interface RequestedErasure {
  readonly request: ErasureRequest;
  readonly receipt: string | null;
}

export interface ProviderAnswer {
  readonly providerId: string;
  readonly outcome: Exclude<ProviderErasureOutcome, 'TO_BE_ASKED'>;
}

/** The right to be forgotten: asking, changing one's mind, holds, and the providers' answers. */
export class ErasureService {
  readonly #journal: ErasureJournal;

  constructor(
    private readonly deps: ErasureDependencies,
    private readonly delayMs: number,
  ) {
    this.#journal = new ErasureJournal(deps);
  }

  /** Asking twice gives the open request again, without its receipt. */
  async request(actor: Actor, context: CallContext): Promise<RequestedErasure> {
    const { erasures, secrets, newId, clock } = this.deps;
    const now = clock();
    const mover = moverOf(actor, context);
    const { token, hash } = secrets.create();
    const asked: ErasureRequest = {
      id: newId(),
      userId: actor.userId,
      state: 'REQUESTED',
      legalBasis: null,
      holdUntil: null,
      scheduledFor: null,
      requestedAt: now,
      finishedAt: null,
      providers: [],
      receiptHash: hash,
    };
    if (!(await erasures.claim(asked))) {
      const open = await erasures.findOpen(actor.userId);
      if (open === null) throw conflict(null, 'Another request about the same account has just ended. Ask again.');
      // Cut off between the two steps below.
      const request = open.state === 'REQUESTED' ? await this.#schedule(open, now, mover) : open;
      return { request, receipt: null };
    }
    await this.#journal.record({ action: 'ERASURE_REQUESTED', ...aboutErasure(asked) }, mover);
    const request = await this.#schedule(asked, now, mover);
    return { request, receipt: token };
  }

  /** Possible until anything has been erased. */
  async withdraw(actor: Actor, context: CallContext): Promise<ErasureRequest> {
    const { erasures, clock } = this.deps;
    const open = await erasures.findOpen(actor.userId);
    if (open === null) throw notFound('erasure');
    const withdrawn: ErasureRequest = { ...open, state: 'WITHDRAWN', scheduledFor: null, finishedAt: clock() };
    if (!(await this.#journal.move(open, withdrawn, ['SCHEDULED', 'ON_HOLD'], moverOf(actor, context))))
      throw conflict(null, 'The erasure has begun and cannot be withdrawn any more.');
    return withdrawn;
  }

  findOpen(userId: string): Promise<ErasureRequest | null> {
    return this.deps.erasures.findOpen(userId);
  }

  list(state: ErasureState | null, page: PageRequest): Promise<Page<ErasureRequest>> {
    return this.deps.erasures.list(state, page);
  }

  findByReceipt(receipt: string): Promise<ErasureRequest | null> {
    return this.deps.erasures.findByReceipt(this.deps.secrets.hashOf(receipt));
  }

  /** Keeps everything of a person until a date, whatever they ask. */
  async placeHold(
    actor: Actor,
    input: Pick<LegalHold, 'userId' | 'basis' | 'until'>,
    context: CallContext,
  ): Promise<LegalHold> {
    const { erasures, newId, clock } = this.deps;
    const basis = maskAadhaarNumbers(input.basis);
    const hold = { ...input, basis, id: newId(), placedBy: actor.userId, placedAt: clock(), releasedAt: null };
    await erasures.placeHold(hold);
    const mover = moverOf(actor, context);
    const target = { type: 'LegalHold', id: hold.id };
    const details = { until: hold.until.toISOString() };
    await this.#journal.record({ action: 'LEGAL_HOLD_PLACED', subjectUserId: hold.userId, target, details }, mover);
    const open = await erasures.findOpen(input.userId);
    if (open !== null) await this.#journal.move(open, onHold(open, hold), ['REQUESTED', 'SCHEDULED'], mover);
    return hold;
  }

  /** A request that was waiting for the hold is scheduled again. */
  async releaseHolds(actor: Actor, userId: string, context: CallContext): Promise<number> {
    const { erasures, clock } = this.deps;
    const released = await erasures.releaseHolds(userId, clock());
    if (released === 0) throw notFound('userId');
    const mover = moverOf(actor, context);
    const target = { type: 'User', id: userId };
    await this.#journal.record(
      { action: 'LEGAL_HOLDS_RELEASED', subjectUserId: userId, target, details: { released } },
      mover,
    );
    const open = await erasures.findOpen(userId);
    if (open?.state === 'ON_HOLD' && open.finishedAt === null && !(await this.deps.run.hasErased(userId)))
      await this.#schedule(open, clock(), mover);
    return released;
  }

  /** What a provider answered when a person asked it to erase. The last missing answer ends a PARTIAL request. */
  async recordProviderAnswer(
    actor: Actor,
    requestId: string,
    { providerId, outcome }: ProviderAnswer,
    context: CallContext,
  ): Promise<ErasureRequest> {
    const { erasures, clock } = this.deps;
    const request = await erasures.find(requestId);
    if (request === null) throw notFound('requestId');
    if (!request.providers.some((provider) => provider.providerId === providerId)) throw notFound('providerId');
    const providers = request.providers.map((provider) =>
      provider.providerId === providerId ? { ...provider, outcome, answeredAt: clock() } : provider,
    );
    const done = request.state === 'PARTIAL' && providers.every((provider) => provider.outcome === 'ERASED');
    const answered: ErasureRequest = { ...request, providers, state: done ? 'DONE' : request.state };
    const mover = moverOf(actor, context);
    if (!(await this.#journal.move(request, answered, [request.state], mover)))
      throw conflict(null, 'The request has changed meanwhile. Look at it again.');
    const details = { providerId, outcome };
    await this.#journal.record({ action: 'PROVIDER_ERASURE_RECORDED', ...aboutErasure(request), details }, mover);
    return answered;
  }

  async #schedule(request: ErasureRequest, now: Date, mover: Mover): Promise<ErasureRequest> {
    const { erasures } = this.deps;
    const hold = await erasures.findHold(request.userId, now);
    const next: ErasureRequest =
      hold === null
        ? {
            ...request,
            state: 'SCHEDULED',
            legalBasis: null,
            holdUntil: null,
            scheduledFor: new Date(now.getTime() + this.delayMs),
          }
        : onHold(request, hold);
    await this.#journal.move(request, next, ['REQUESTED', 'ON_HOLD'], mover);
    return next;
  }
}

function onHold(request: ErasureRequest, { basis, until }: LegalHold): ErasureRequest {
  return { ...request, state: 'ON_HOLD', legalBasis: basis, holdUntil: until, scheduledFor: null };
}
