import type { ApplicantRepository } from '../applicant/applicant-repository.js';
import type { Clock } from '../clock.js';
import type { ProviderDirectory } from '../provider/provider-directory.js';
import type { ProviderReads } from '../provider/provider-reads.js';
import type { ProviderEvent, WebhookRequest } from '../provider/webhook-port.js';
import type { VerificationRepository } from '../verification/verification-repository.js';
import { applyApplicantEvent } from './apply-applicant-event.js';
import { applyCheckEvent, isLate } from './apply-check-event.js';
import type { WebhookRepository } from './webhook-repository.js';

export interface WebhookDependencies {
  readonly events: WebhookRepository;
  readonly applicants: ApplicantRepository;
  readonly verifications: VerificationRepository;
  readonly providers: ProviderDirectory;
  readonly reads: ProviderReads;
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
    if (!(await isLate(events, providerId, event))) await this.#apply(providerId, event);
    await events.markProcessed(received.id, clock());
  }

  /** A second delivery may be a result that has come back, or one whose first delivery was cut short. */
  async #again(providerId: string, event: ProviderEvent): Promise<void> {
    const { events, clock } = this.deps;
    if (event.subject === 'APPLICANT') return applyApplicantEvent(this.deps, providerId, event.recordKey, null);
    const unfinished = await events.findUnprocessed(providerId, event.dedupeKey);
    if (unfinished === null) return;
    await this.#apply(providerId, event);
    await events.markProcessed(unfinished, clock());
  }

  async #apply(providerId: string, event: ProviderEvent): Promise<void> {
    await this.deps.reads.changed(providerId, event.recordKey);
    if (event.subject === 'APPLICANT') await applyApplicantEvent(this.deps, providerId, event.recordKey, event.state);
    else if (event.subject === 'CHECK') await applyCheckEvent(this.deps, providerId, event);
  }
}
