import type { CheckEngine } from '../check/check-engine.js';
import type { NamePolicy } from '../check/comparison.js';
import { type JudgedCheck, judge } from '../check/evidence-rule.js';
import { hasEnded, isNoBetter } from '../check/standing.js';
import { idOfCheck, type Verification, withJudged } from '../check/verification.js';
import type { VerificationRepository } from '../check/verification-repository.js';
import { laterThan } from '../kernel/change-record.js';
import type { Clock } from '../kernel/clock.js';
import { mayMove } from '../kernel/lifecycle.js';
import type { CheckResult } from '../provider/check-port.js';
import { ProviderError } from '../provider/provider-error.js';
import type { ProviderEvent } from '../provider/webhook-port.js';
import { type Applied, CONFIRM_MS, MAX_TRIES, NOT_SETTLED } from './applied.js';
import { isLate } from './late-event.js';
import type { WebhookRepository } from './webhook-repository.js';

export interface CheckEventDependencies {
  readonly events: WebhookRepository;
  readonly verifications: VerificationRepository;
  readonly checkEngine: Pick<CheckEngine, 'readLive'>;
  /** When two names are the same; absent: the defaults. */
  readonly names?: NamePolicy;
  readonly newId: () => string;
  readonly clock: Clock;
}

type CheckEvent = ProviderEvent & { readonly subject: 'CHECK' };

/** What is to be written of one check, and whether the event has nothing more to give. */
interface Step {
  readonly result: JudgedCheck | null;
  readonly settled: boolean;
}

/**
 * Brings our checks up to date after an event about one. The provider is asked, and what it answers counts; what the
 * event told stands in only while it cannot be asked, and only where that takes away from the result (`ownWord`). So no
 * event, whoever made it, is a pass. A check is read before the provider is asked and replaced only if nothing has
 * changed it since, so of two events at once the one that asked last has the last word.
 */
export async function applyCheckEvent(
  deps: CheckEventDependencies,
  providerId: string,
  event: CheckEvent,
  ownWord: boolean,
): Promise<Applied> {
  const signal = AbortSignal.timeout(CONFIRM_MS);
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const ours = await findOurs(deps.verifications, providerId, event);
    if (ours.length === 0) return NOT_SETTLED;
    const told = ownWord && !(await isLate(deps.events, providerId, event)) ? event.result : null;
    const done = await Promise.all(
      ours.map(async (seen) => {
        const step = await decide(deps, { ...seen, referenceId: event.recordKey }, told, event.result, signal);
        return { seen, step, saved: await write(deps, event.recordKey, seen, step.result) };
      }),
    );
    if (done.every(({ saved }) => saved))
      return {
        touched: done
          .filter(({ step }) => step.settled || step.result !== null)
          .map(({ seen, step }) => ({
            userId: seen.userId,
            changed: step.result !== null && !shows(seen, step.result),
          })),
        settled: done.every(({ step }) => step.settled),
      };
  }
  return NOT_SETTLED;
}

/**
 * By the provider's reference, or by our own id while the reference is not ours yet: an event may be faster than the
 * answer to our call. A check that has another reference is not the one.
 */
async function findOurs(
  verifications: VerificationRepository,
  providerId: string,
  { recordKey, checkId, capabilities }: CheckEvent,
): Promise<readonly Verification[]> {
  const isMeant = ({ capability }: Verification) => capabilities?.includes(capability) !== false;
  const known = (await verifications.findByProviderRecord(providerId, recordKey)).filter(isMeant);
  const id = idOfCheck(checkId ?? '');
  if (known.length > 0 || id === null) return known;
  const named = await verifications.findMany([id]);
  return named.filter((one) => isMeant(one) && one.providerId === providerId && one.referenceId === null);
}

/** `told`: what may count without an answer; `hinted`: what the event says, believed or not. */
async function decide(
  { checkEngine, newId, clock, names }: CheckEventDependencies,
  seen: Verification,
  told: CheckResult | null,
  hinted: CheckResult | null,
  signal: AbortSignal,
): Promise<Step> {
  // A principal of its own for each question: a call that was in flight before the event would answer too old.
  const asked = checkEngine.readLive(seen, null, { principal: `event ${newId()}`, signal });
  const read = await asked;
  if (read?.source.state === 'LIVE' && read.value !== null) return confirmed(seen, read.value, hinted);
  const word = told === null ? null : judged(seen, told, clock(), names);
  const believed =
    word !== null && isNoBetter(seen, word) && mayMove(seen.status, word.status, seen.decision === 'RESUBMIT');
  return { result: believed ? word : null, settled: asked === null };
}

/** Null when what the event tells is about something else than this check. */
function judged(seen: Verification, told: CheckResult, at: Date, names?: NamePolicy): JudgedCheck | null {
  try {
    return judge(seen, told, at, { names });
  } catch (error) {
    if (error instanceof ProviderError) return null;
    throw error;
  }
}

/** A final answer may always follow; one that lags behind the event is asked for again later. */
function confirmed(seen: Verification, answer: JudgedCheck, hinted: CheckResult | null): Step {
  const lags = hinted !== null && hasEnded(hinted) && !hasEnded(answer);
  const follows = answer.status === 'COMPLETED' || mayMove(seen.status, answer.status, seen.decision === 'RESUBMIT');
  return { result: follows ? answer : null, settled: follows && !lags };
}

/** True when there was nothing to write. The reference is written too: from then on the check is known by it. */
async function write(
  { verifications, clock }: CheckEventDependencies,
  recordKey: string,
  seen: Verification,
  result: JudgedCheck | null,
): Promise<boolean> {
  if (result === null || (shows(seen, result) && seen.referenceId === recordKey)) return true;
  const found = { ...result, referenceId: recordKey };
  return verifications.replace(seen, withJudged(seen, found, laterThan(seen.updatedAt, clock())));
}

/** The second of two deliveries at once has nothing to add to the history. */
function shows(verification: Verification, result: JudgedCheck): boolean {
  return wordsOf(verification) === wordsOf(result);
}

function wordsOf({ status, outcome, decision, score, raw }: Verification | JudgedCheck): string {
  const { providerStatus, providerCode, providerLabel } = raw;
  return JSON.stringify([status, outcome, decision, score, providerStatus, providerCode, providerLabel]);
}
