import type { ApplicantRepository } from '../applicant/applicant-repository.js';
import { type AuditTarget, SYSTEM_ACTOR } from '../audit/audit-entry.js';
import type { AuditTrail } from '../audit/audit-trail.js';
import type { CheckEngine } from '../check/check-engine.js';
import type { NamePolicy } from '../check/comparison.js';
import type { VerificationRepository } from '../check/verification-repository.js';
import type { CustomerLinkRepository } from '../customer/customer-link.js';
import type { Clock } from '../kernel/clock.js';
import type { ProviderDirectory } from '../provider/provider-directory.js';
import type { ProviderReads } from '../provider/provider-reads.js';
import type { ProviderEvent, WebhookRequest } from '../provider/webhook-port.js';
import type { Applied, Touched } from './applied.js';
import { applyApplicantEvent } from './apply-applicant-event.js';
import { applyCheckEvent } from './apply-check-event.js';
import { withoutFuture } from './late-event.js';
import type { WebhookRepository } from './webhook-repository.js';

export interface WebhookDependencies {
  readonly events: WebhookRepository;
  readonly applicants: ApplicantRepository;
  readonly verifications: VerificationRepository;
  readonly checkEngine: Pick<CheckEngine, 'readLive'>;
  readonly links: Pick<CustomerLinkRepository, 'findByCustomer'>;
  readonly providers: ProviderDirectory;
  readonly reads: ProviderReads;
  readonly auditTrail: AuditTrail;
  /** When two names are the same; absent: the defaults. */
  readonly names?: NamePolicy;
  readonly newId: () => string;
  readonly clock: Clock;
}

/** NO_WEBHOOK: there is no such provider, or it has no secret configured. */
export type WebhookAnswer = 'ACCEPTED' | 'NO_WEBHOOK' | 'SIGNATURE' | 'TIMESTAMP' | 'MALFORMED';

/** How many open events are looked at in one go. */
const BATCH = 50;

/**
 * Calls from providers: verified, stored once, then applied. One that is about no record of ours yet, or that must be
 * confirmed by a provider out of reach, stays open until that is possible; see `recordAppeared` and `retryDue`.
 */
export class WebhookService {
  constructor(private readonly deps: WebhookDependencies) {}

  async receive(providerId: string, request: WebhookRequest): Promise<WebhookAnswer> {
    const webhook = this.deps.providers.find(providerId)?.webhook;
    if (webhook === undefined) return 'NO_WEBHOOK';
    const verdict = webhook.read(request);
    if (!verdict.accepted) return verdict.reason;
    for (const event of verdict.events)
      await this.#take(providerId, withoutFuture(event, request.receivedAt), request.receivedAt);
    return 'ACCEPTED';
  }

  /** A record of ours is known by the provider's id from now on: what was told of it before can be applied. */
  async recordAppeared(providerId: string, recordKey: string): Promise<void> {
    for (const { id, event } of await this.deps.events.listOpen(providerId, recordKey))
      await this.#apply(id, providerId, event, true);
  }

  /** Tries open events again whose turn has come. By then their own word is too old to count. */
  async retryDue(): Promise<void> {
    for (const { id, providerId, event } of await this.deps.events.claimDue(this.deps.clock(), BATCH))
      await this.#apply(id, providerId, event, false);
  }

  async #take(providerId: string, event: ProviderEvent, receivedAt: Date): Promise<void> {
    const received = { id: this.deps.newId(), providerId, event, receivedAt };
    if (!(await this.deps.events.insert(received))) return this.#again(providerId, event);
    await this.#apply(received.id, providerId, event, true);
  }

  /** A second delivery may be a result that has come back, or one whose first delivery was cut short. */
  async #again(providerId: string, event: ProviderEvent): Promise<void> {
    const open = await this.deps.events.findOpen(providerId, event.dedupeKey);
    if (open !== null) return this.#apply(open, providerId, event, false);
    if (event.subject !== 'APPLICANT') return;
    const { touched } = await applyApplicantEvent(this.deps, providerId, event, false);
    const changes = touched.filter(({ changed }) => changed);
    return this.#record({ type: 'Provider', id: providerId }, providerId, changes);
  }

  /** On record before the event counts as processed: after a crash in between it is tried again. */
  async #apply(id: string, providerId: string, event: ProviderEvent, ownWord: boolean): Promise<void> {
    await this.deps.reads.changed(providerId, event.recordKey);
    const { touched, settled } = await this.#touch(providerId, event, ownWord);
    await this.#record({ type: 'WebhookEvent', id }, providerId, touched);
    if (settled) await this.deps.events.markProcessed(id, this.deps.clock());
  }

  async #touch(providerId: string, event: ProviderEvent, ownWord: boolean): Promise<Applied> {
    switch (event.subject) {
      case 'APPLICANT':
        return applyApplicantEvent(this.deps, providerId, event, ownWord);
      case 'CHECK':
        return applyCheckEvent(this.deps, providerId, event, ownWord);
      case 'CUSTOMER': {
        // What they say about a customer is not kept here: it is asked for anew.
        const link = await this.deps.links.findByCustomer(providerId, event.recordKey);
        return { touched: link === null ? [] : [{ userId: link.userId, changed: true }], settled: true };
      }
      case 'RUNNER':
        return { touched: [], settled: true };
    }
  }

  /** One entry for each person; an event about nobody here has changed nothing. */
  async #record(target: AuditTarget, providerId: string, touched: readonly Touched[]): Promise<void> {
    for (const subjectUserId of new Set(touched.map(({ userId }) => userId))) {
      const changed = touched.some((one) => one.userId === subjectUserId && one.changed);
      const event = { actor: SYSTEM_ACTOR, action: 'WEBHOOK_APPLIED', subjectUserId, target } as const;
      await this.deps.auditTrail.record({ ...event, details: { providerId, changed } });
    }
  }
}
