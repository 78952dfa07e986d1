import type { ApplicantRepository } from '../applicant/applicant-repository.js';
import { type AuditTarget, SYSTEM_ACTOR } from '../audit/audit-entry.js';
import type { AuditTrail } from '../audit/audit-trail.js';
import type { Clock } from '../clock.js';
import type { CustomerLinkRepository } from '../customer/customer-link.js';
import type { ProviderDirectory } from '../provider/provider-directory.js';
import type { ProviderReads } from '../provider/provider-reads.js';
import type { ProviderEvent, WebhookRequest } from '../provider/webhook-port.js';
import type { NamePolicy } from '../verification/comparison.js';
import type { VerificationRepository } from '../verification/verification-repository.js';
import { applyApplicantEvent, type Touched } from './apply-applicant-event.js';
import { applyCheckEvent, isLate } from './apply-check-event.js';
import type { WebhookRepository } from './webhook-repository.js';

export interface WebhookDependencies {
  readonly events: WebhookRepository;
  readonly applicants: ApplicantRepository;
  readonly verifications: VerificationRepository;
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

/** Calls from providers: verified, stored once, then applied. A duplicate or a late older event changes nothing. */
export class WebhookService {
  constructor(private readonly deps: WebhookDependencies) {}

  async receive(providerId: string, request: WebhookRequest): Promise<WebhookAnswer> {
    const webhook = this.deps.providers.find(providerId)?.webhook;
    if (webhook === undefined) return 'NO_WEBHOOK';
    const verdict = webhook.read(request);
    if (!verdict.accepted) return verdict.reason;
    for (const event of verdict.events) await this.#take(providerId, event, request.receivedAt);
    return 'ACCEPTED';
  }

  async #take(providerId: string, event: ProviderEvent, receivedAt: Date): Promise<void> {
    const { events, newId, clock } = this.deps;
    const received = { id: newId(), providerId, event, receivedAt };
    if (!(await events.insert(received))) return this.#again(providerId, event);
    if (!(await isLate(events, providerId, event))) await this.#apply(received.id, providerId, event);
    await events.markProcessed(received.id, clock());
  }

  /** A second delivery may be a result that has come back, or one whose first delivery was cut short. */
  async #again(providerId: string, event: ProviderEvent): Promise<void> {
    const { events, clock } = this.deps;
    if (event.subject === 'APPLICANT') {
      const touched = await applyApplicantEvent(this.deps, providerId, event.recordKey, null);
      return this.#record(
        { type: 'Provider', id: providerId },
        providerId,
        touched.filter(({ changed }) => changed),
      );
    }
    const unfinished = await events.findUnprocessed(providerId, event.dedupeKey);
    if (unfinished === null) return;
    await this.#apply(unfinished, providerId, event);
    await events.markProcessed(unfinished, clock());
  }

  /** On record before the event counts as processed: after a crash in between the provider sends it again. */
  async #apply(eventId: string, providerId: string, event: ProviderEvent): Promise<void> {
    await this.deps.reads.changed(providerId, event.recordKey);
    await this.#record({ type: 'WebhookEvent', id: eventId }, providerId, await this.#touch(providerId, event));
  }

  async #touch(providerId: string, event: ProviderEvent): Promise<readonly Touched[]> {
    switch (event.subject) {
      case 'APPLICANT':
        return applyApplicantEvent(this.deps, providerId, event.recordKey, event.state);
      case 'CHECK':
        return applyCheckEvent(this.deps, providerId, event);
      case 'CUSTOMER': {
        // What they say about a customer is not kept here: it is asked for anew.
        const link = await this.deps.links.findByCustomer(providerId, event.recordKey);
        return link === null ? [] : [{ userId: link.userId, changed: true }];
      }
      case 'RUNNER':
        return [];
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
