import { type AuditActor, SYSTEM_ACTOR, toAuditActor } from '../audit/audit-entry.js';
import type { AuditEvent, AuditTrail } from '../audit/audit-trail.js';
import type { Actor } from '../kernel/actor.js';
import type { CallContext } from '../kernel/call-context.js';
import type { ErasureRepository, ErasureRequest, ErasureState } from './erasure.js';

/** Who makes an erasure move, and in which request. */
export interface Mover {
  readonly actor: AuditActor;
  readonly requestId: string | null;
}

/** The gateway's own housekeeping. */
export const HOUSEKEEPING: Mover = { actor: SYSTEM_ACTOR, requestId: null };

export function moverOf(actor: Actor, { requestId }: CallContext): Mover {
  return { actor: toAuditActor(actor), requestId: requestId ?? null };
}

export interface ErasureJournalDependencies {
  readonly erasures: Pick<ErasureRepository, 'move'>;
  readonly auditTrail: AuditTrail;
}

/** Moves requests for erasure from state to state, each move in the audit trail. */
export class ErasureJournal {
  constructor(private readonly deps: ErasureJournalDependencies) {}

  /** False when the request is in none of the states `from` any more, or has other answers of providers: then nothing has happened, and nothing is recorded. */
  async move(
    before: ErasureRequest,
    next: ErasureRequest,
    from: readonly ErasureState[],
    mover: Mover,
  ): Promise<boolean> {
    if (!(await this.deps.erasures.move(next, from, before.providers))) return false;
    if (before.state !== next.state || dateOf(before) !== dateOf(next)) await this.#recordMove(next, mover);
    return true;
  }

  /**
   * The end of what only housekeeping does, one process at a time. On record first: after a crash in between the move is
   * made again, and its entry is there twice rather than never.
   */
  async end(next: ErasureRequest): Promise<boolean> {
    await this.#recordMove(next, HOUSEKEEPING);
    return this.deps.erasures.move(next, ['IN_PROGRESS']);
  }

  /** Anything else that happens to a request, or because of one. Details are words and dates, never the legal basis. */
  record(
    { action, subjectUserId, target, details = {} }: Omit<AuditEvent, 'actor' | 'requestId'>,
    { actor, requestId }: Mover,
  ): Promise<void> {
    return this.deps.auditTrail.record({ actor, action, subjectUserId, target, requestId, details });
  }

  #recordMove(request: ErasureRequest, mover: Mover): Promise<void> {
    const details = { state: request.state, until: dateOf(request) };
    return this.record({ action: 'ERASURE_MOVED', ...aboutErasure(request), details }, mover);
  }
}

/** Whose erasure, and which. */
export function aboutErasure({ id, userId }: ErasureRequest): Pick<AuditEvent, 'subjectUserId' | 'target'> {
  return { subjectUserId: userId, target: { type: 'Erasure', id } };
}

/** What the request waits for. */
function dateOf({ holdUntil, scheduledFor }: ErasureRequest): string | null {
  return (holdUntil ?? scheduledFor)?.toISOString() ?? null;
}
