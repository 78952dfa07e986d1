import { toAuditActor } from '../audit/audit-entry.js';
import type { AuditTrail } from '../audit/audit-trail.js';
import type { Actor } from '../kernel/actor.js';
import type { CallContext } from '../kernel/call-context.js';
import type { Clock } from '../kernel/clock.js';
import type { ConsentPurpose, DataItem } from '../kernel/consent-purpose.js';
import { invalid } from '../kernel/problem.js';
import type { Consent, ConsentChannel, ConsentLanguage } from './consent.js';
import type { ConsentRepository } from './consent-ports.js';
import { currentNotice } from './notices.js';

export interface NewConsent {
  readonly purpose: ConsentPurpose;
  readonly noticeVersion: number;
  readonly language: ConsentLanguage;
  /** Absent: everything that the notice lists. */
  readonly items: readonly DataItem[] | null;
  readonly channel: ConsentChannel;
}

export interface ConsentDependencies {
  readonly consents: ConsentRepository;
  readonly auditTrail: AuditTrail;
  readonly newId: () => string;
  readonly clock: Clock;
}

/** People give and withdraw their own consents; nobody else does it for them. */
export class ConsentService {
  constructor(private readonly deps: ConsentDependencies) {}

  async give(actor: Actor, input: NewConsent, context: CallContext): Promise<Consent> {
    const notice = currentNotice(input.purpose, input.language);
    const items = input.items ?? notice.items;
    const faults = [];
    if (input.noticeVersion !== notice.version)
      faults.push({ field: 'noticeVersion', message: `must be that of the current notice, ${notice.version}` });
    if (items.length === 0 || items.some((item) => !notice.items.includes(item)))
      faults.push({ field: 'items', message: 'must be some of those that the notice lists' });
    if (faults.length > 0) throw invalid(faults);
    const { purpose, noticeVersion, language, channel } = input;
    return this.#add(actor, context, {
      purpose,
      action: 'GIVEN',
      noticeVersion,
      language,
      items: [...new Set(items)],
      channel,
    });
  }

  /** Takes effect at once. Withdrawing again changes nothing; withdrawing what was never given is kept as a refusal. */
  async withdraw(actor: Actor, purpose: ConsentPurpose, context: CallContext): Promise<Consent> {
    const standing = (await this.deps.consents.findStanding(actor.userId)).get(purpose);
    if (standing?.action === 'WITHDRAWN') return standing;
    return this.#add(actor, context, {
      purpose,
      action: 'WITHDRAWN',
      noticeVersion: null,
      language: null,
      items: [],
      channel: null,
    });
  }

  async #add(
    actor: Actor,
    context: CallContext,
    step: Omit<Consent, 'id' | 'userId' | 'requestId' | 'createdAt'>,
  ): Promise<Consent> {
    const { consents, auditTrail, newId, clock } = this.deps;
    const requestId = context.requestId ?? null;
    const consent: Consent = { ...step, id: newId(), userId: actor.userId, requestId, createdAt: clock() };
    await consents.insert(consent);
    await auditTrail.record({
      actor: toAuditActor(actor),
      action: step.action === 'GIVEN' ? 'CONSENT_GIVEN' : 'CONSENT_WITHDRAWN',
      subjectUserId: actor.userId,
      target: { type: 'Consent', id: consent.id },
      purpose: step.purpose,
      requestId,
      details: { noticeVersion: step.noticeVersion, items: step.items.join(' ') },
    });
    return consent;
  }
}
