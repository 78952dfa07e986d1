import { toAuditActor } from '../audit/audit-entry.js';
import type { AuditAction, AuditTrail } from '../audit/audit-trail.js';
import { type Actor, knownRoles, type Role } from '../kernel/actor.js';
import type { Client } from '../kernel/client.js';
import type { Clock } from '../kernel/clock.js';
import type { Page, PageRequest } from '../kernel/paging.js';
import { conflict, notFound, ProblemError } from '../kernel/problem.js';
import type { DeviceTokens, TokenIssuer } from './ports.js';
import type { Session, SessionRecord, SessionRepository } from './session.js';

const ACCESS_TOKEN_MS = 15 * 60_000;
const SESSION_MS = 30 * 24 * 3_600_000;
/** How long an answer can be under way before the gateway that was about to give it is taken for broken down. */
const ANSWER_MS = 10_000;

export interface SessionDependencies {
  readonly sessions: SessionRepository;
  readonly tokens: TokenIssuer;
  readonly deviceTokens: DeviceTokens;
  readonly auditTrail: AuditTrail;
  readonly newId: () => string;
  readonly clock: Clock;
}

/** Opens sessions, renews their tokens and ends them. */
export class SessionService {
  constructor(private readonly deps: SessionDependencies) {}

  async open(user: { readonly id: string; readonly roles: readonly Role[] }, client: Client): Promise<Session> {
    const { sessions, tokens, newId, clock } = this.deps;
    const now = clock();
    const actor = { userId: user.id, sessionId: newId(), roles: user.roles };
    const refresh = tokens.createRefreshToken();
    const expiresAt = new Date(now.getTime() + SESSION_MS);
    await sessions.insert(
      {
        id: actor.sessionId,
        userId: user.id,
        device: client.device,
        createdAt: now,
        lastUsedAt: now,
        expiresAt,
        revokedAt: null,
      },
      refresh.hash,
    );
    return { userId: user.id, refreshToken: refresh.token, ...(await this.#issueAccess(actor)) };
  }

  /**
   * A new pair for a refresh token that was not used yet. Of several requests that are under way with one token, one gets
   * the pair and the others a `Conflict`; a used token that comes after its pair went out was copied by somebody, so the
   * session ends.
   */
  async refresh(token: string, client: Client): Promise<Session> {
    const { sessions, tokens, clock } = this.deps;
    const hash = tokens.hashOf(token);
    const found = await sessions.findRefresh(hash, clock());
    if (!found?.alive) throw sessionEnded();
    const next = tokens.createRefreshToken();
    const actor = { userId: found.userId, sessionId: found.sessionId, roles: knownRoles(found.roles) };
    const access = await this.#issueAccess(actor);
    if (await sessions.rotate(hash, next.hash, clock())) {
      await sessions.markAnswered(hash, clock());
      return { userId: found.userId, refreshToken: next.token, ...access };
    }
    throw await this.#refuse(hash, client);
  }

  list(actor: Actor, page: PageRequest): Promise<Page<SessionRecord>> {
    return this.deps.sessions.listActive(actor.userId, this.deps.clock(), page);
  }

  /** Ends one session of the actor. */
  async revoke(actor: Actor, sessionId: string, client: Client): Promise<void> {
    const ended = await this.deps.sessions.revokeOf(actor.userId, { id: sessionId }, this.deps.clock());
    if (ended === 0) throw notFound('id');
    await this.#record(actor, 'SESSIONS_ENDED', client, { sessions: ended });
  }

  /** Ends all sessions of the actor but this one; returns how many. */
  async revokeOthers(actor: Actor, client: Client): Promise<number> {
    const ended = await this.endAll(actor.userId, actor.sessionId);
    await this.#record(actor, 'SESSIONS_ENDED', client, { sessions: ended });
    return ended;
  }

  /** Ends every session of a user but the one to keep; returns how many. */
  endAll(userId: string, keep: string | null = null): Promise<number> {
    return this.deps.sessions.revokeOf(userId, { except: keep }, this.deps.clock());
  }

  async logout(actor: Actor, client: Client): Promise<void> {
    if (actor.sessionId === null) return;
    await this.deps.sessions.revoke(actor.sessionId, this.deps.clock());
    await this.#record(actor, 'LOGGED_OUT', client);
  }

  async #refuse(hash: string, client: Client): Promise<ProblemError> {
    const state = await this.deps.sessions.findRefresh(hash, this.deps.clock());
    if (state === null || state.usedAt === null || !state.alive) return sessionEnded();
    const answeredAt = state.answeredAt ?? new Date(state.usedAt.getTime() + ANSWER_MS);
    if (client.arrivedAt < answeredAt) {
      // The race lasts until the last request that overlaps it has been answered.
      await this.deps.sessions.markAnswered(hash, this.deps.clock());
      return conflict('refreshToken', 'Another request is using this refresh token: take the pair that it gets.');
    }
    await this.deps.sessions.revoke(state.sessionId, this.deps.clock());
    await this.deps.auditTrail.record({
      actor: toAuditActor(null),
      action: 'REFRESH_REPLAYED',
      subjectUserId: state.userId,
      target: { type: 'Session', id: state.sessionId },
      requestId: client.requestId,
    });
    return sessionEnded();
  }

  async #issueAccess(actor: {
    readonly userId: string;
    readonly sessionId: string;
  }): Promise<Pick<Session, 'accessToken' | 'deviceToken' | 'expiresAt'>> {
    const { tokens, deviceTokens, clock } = this.deps;
    const now = clock();
    const expiresAt = new Date(now.getTime() + ACCESS_TOKEN_MS);
    const deviceToken = deviceTokens.issue(actor.userId, actor.sessionId, now);
    return { accessToken: await tokens.issueAccessToken(actor, expiresAt), deviceToken, expiresAt };
  }

  #record(
    actor: Actor,
    action: AuditAction,
    { requestId }: Client,
    details: Readonly<Record<string, number>> = {},
  ): Promise<void> {
    const target = { type: 'User', id: actor.userId };
    const who = { actor: toAuditActor(actor), subjectUserId: actor.userId, target, requestId };
    return this.deps.auditTrail.record({ ...who, action, details });
  }
}

/** The same for every token that is no good, so that nobody learns which it was. */
function sessionEnded(): ProblemError {
  return new ProblemError({ kind: 'SessionEnded', message: 'The session has ended. Log in again.' });
}
