import type { Clock } from '../clock.js';
import type { CheckResult } from '../provider/check-ports.js';
import { ProviderError } from '../provider/provider-error.js';
import type { ProviderEvent } from '../provider/webhook-port.js';
import type { NamePolicy } from '../verification/comparison.js';
import { type Verification, withResult } from '../verification/verification.js';
import type { VerificationRepository } from '../verification/verification-repository.js';
import type { Touched } from './apply-applicant-event.js';
import type { WebhookRepository } from './webhook-repository.js';

export interface CheckEventDependencies {
  readonly events: WebhookRepository;
  readonly verifications: VerificationRepository;
  readonly names?: NamePolicy;
  readonly clock: Clock;
}

type CheckEvent = ProviderEvent & { readonly subject: 'CHECK' };

/** How often another event about the same check may come in between. */
const MAX_TRIES = 5;

/**
 * Brings our checks up to date with what an event told of one. Two events at once, in any order, end in what the later
 * one told: the check is read before it is asked whether a later event is stored, and replaced only if nothing has
 * changed it since. So either this one sees the later event, or the later one overwrites this. Resolves to the checks
 * that it is about.
 */
export async function applyCheckEvent(
  deps: CheckEventDependencies,
  providerId: string,
  event: CheckEvent,
): Promise<readonly Touched[]> {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const ours = await deps.verifications.findByProviderRecord(providerId, event.recordKey);
    if (await isLate(deps.events, providerId, event)) return [];
    const saved = await Promise.all(ours.map((seen) => apply(deps, event, seen)));
    if (saved.every((done) => done))
      return ours.map((seen) => ({ userId: seen.userId, changed: wouldChange(event, seen) }));
  }
  return [];
}

/** Whether something that happened after this event is known already. */
export async function isLate(events: WebhookRepository, providerId: string, event: ProviderEvent): Promise<boolean> {
  if (event.occurredAt === null) return false;
  const newest = await events.newestOccurred(providerId, event.recordKey);
  return newest !== null && event.occurredAt < newest;
}

async function apply(
  { verifications, names, clock }: CheckEventDependencies,
  event: CheckEvent,
  seen: Verification,
): Promise<boolean> {
  if (event.result === null || !wouldChange(event, seen)) return true;
  const next = judged(seen, event.result, laterThan(seen.updatedAt, clock()), names);
  return next === null || verifications.replace(seen, next);
}

/** Null when what the event tells is about something else than this check. */
function judged(seen: Verification, told: CheckResult, at: Date, names?: NamePolicy): Verification | null {
  try {
    return withResult(seen, told, at, { names });
  } catch (error) {
    if (error instanceof ProviderError) return null;
    throw error;
  }
}

function wouldChange({ result, capabilities }: CheckEvent, seen: Verification): boolean {
  return result !== null && capabilities?.includes(seen.capability) !== false && !shows(seen, result);
}

/** The second of two deliveries at once has nothing to add to the history. */
function shows(verification: Verification, result: CheckResult): boolean {
  return wordsOf(verification) === wordsOf(result);
}

function wordsOf({ status, outcome, decision, score, raw }: Verification | CheckResult): string {
  const { providerStatus, providerCode, providerLabel } = raw;
  return JSON.stringify([status, outcome, decision, score, providerStatus, providerCode, providerLabel]);
}

/** Never the same instant twice, since it tells whether a record has changed. */
function laterThan(before: Date, now: Date): Date {
  return new Date(Math.max(now.getTime(), before.getTime() + 1));
}
