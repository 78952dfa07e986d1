import type { CallContext } from '../kernel/call-context.js';
import type { Clock } from '../kernel/clock.js';
import type { ConsentPurpose, DataItem } from '../kernel/consent-purpose.js';
import { ProblemError } from '../kernel/problem.js';
import type { Consent, ConsentState } from './consent.js';
import type { ConsentRepository, DisclosureRepository } from './consent-ports.js';
import type { DisclosureKind, DisclosurePurpose } from './disclosure.js';
import { currentVersion } from './notices.js';

export interface ConsentGateDependencies {
  readonly consents: ConsentRepository;
  readonly disclosures: DisclosureRepository;
  readonly newId: () => string;
  readonly clock: Clock;
}

/** The one way by which data of a person may reach a provider: with a consent, and on record before it does. */
export class ConsentGate {
  constructor(private readonly deps: ConsentGateDependencies) {}

  /** The live consent of the person. Throws `ConsentRequired` when there is none, or it does not cover all the items. */
  async require(userId: string, { purpose, items }: DisclosureKind): Promise<Consent> {
    const consent = (await this.deps.consents.findStanding(userId)).get(purpose);
    if (consent !== undefined && stateOf(consent) === 'LIVE' && items.every((item) => consent.items.includes(item)))
      return consent;
    throw consentRequired(purpose, items);
  }

  /** To be called right before the provider is. Throws `ConsentRequired`. */
  async disclose(userId: string, providerId: string, kind: DisclosureKind, context: CallContext): Promise<void> {
    const { id } = await this.require(userId, kind);
    await this.#record(userId, providerId, { ...kind, consentId: id }, context);
  }

  /** A code to an address of the account itself, for which the person asks. */
  async discloseContact(userId: string, providerId: string, context: CallContext): Promise<void> {
    const kind = { purpose: 'CONTACT_VERIFICATION', items: ['CONTACT'], consentId: null } as const;
    await this.#record(userId, providerId, kind, context);
  }

  /**
   * Whether a provider may be asked again about what it was given earlier: until the person withdraws. A notice that was
   * renewed since does not matter, since nothing new is given away.
   */
  async mayAsk(userId: string, purpose: ConsentPurpose): Promise<boolean> {
    return (await this.deps.consents.findStanding(userId)).get(purpose)?.action !== 'WITHDRAWN';
  }

  async #record(
    userId: string,
    providerId: string,
    kind: { purpose: DisclosurePurpose; items: readonly DataItem[]; consentId: string | null },
    context: CallContext,
  ): Promise<void> {
    const { disclosures, newId, clock } = this.deps;
    await disclosures.insert({
      ...kind,
      id: newId(),
      userId,
      actorId: context.principal,
      providerId,
      requestId: context.requestId ?? null,
      createdAt: clock(),
    });
    context.onCommand?.();
  }
}

export function stateOf(consent: Consent | undefined): ConsentState {
  if (consent === undefined) return 'NONE';
  if (consent.action === 'WITHDRAWN') return 'WITHDRAWN';
  return consent.noticeVersion === currentVersion(consent.purpose) ? 'LIVE' : 'OUTDATED';
}

function consentRequired(purpose: ConsentPurpose, items: readonly DataItem[]): ProblemError {
  const message = 'This needs the consent of the person: show `consentNotice` and send the answer with `giveConsent`.';
  return new ProblemError({ kind: 'ConsentRequired', message, purpose, noticeVersion: currentVersion(purpose), items });
}
