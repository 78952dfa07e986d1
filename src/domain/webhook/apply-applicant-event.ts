import type { Applicant } from '../applicant/applicant.js';
import type { ApplicantRepository } from '../applicant/applicant-repository.js';
import { SCREENING_DISCLOSURE } from '../consent/disclosure.js';
import type { Clock } from '../kernel/clock.js';
import { type Decision, mayMove } from '../kernel/lifecycle.js';
import type { ProviderDirectory } from '../provider/provider-directory.js';
import type { ProviderReads } from '../provider/provider-reads.js';
import type { ScreeningState } from '../provider/screening-port.js';
import type { ProviderEvent } from '../provider/webhook-port.js';
import { type Applied, CONFIRM_MS, MAX_TRIES, NOT_SETTLED } from './applied.js';
import { isLate } from './late-event.js';
import type { WebhookRepository } from './webhook-repository.js';

export interface ApplicantEventDependencies {
  readonly events: WebhookRepository;
  readonly applicants: ApplicantRepository;
  readonly providers: ProviderDirectory;
  readonly reads: ProviderReads;
  readonly newId: () => string;
  readonly clock: Clock;
}

type ApplicantEvent = ProviderEvent & { readonly subject: 'APPLICANT' };

/**
 * Brings our applicants up to date after an event. Events may come late, twice, at once or in any order, often without a
 * time, so what the provider says when it is asked counts. With `ownWord` what the event told stands in while it cannot
 * be asked, for what takes away from the decision and never for an approval.
 */
export async function applyApplicantEvent(
  deps: ApplicantEventDependencies,
  providerId: string,
  event: ApplicantEvent,
  ownWord: boolean,
): Promise<Applied> {
  const { recordKey, state: hinted } = event;
  const signal = AbortSignal.timeout(CONFIRM_MS);
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const ours = await deps.applicants.findByProviderRecord(providerId, recordKey);
    const [first] = ours;
    if (first === undefined) return NOT_SETTLED;
    const answer = await ask(deps, first, recordKey, signal);
    const told = ownWord && !(await isLate(deps.events, providerId, event)) ? hinted : null;
    const steps = ours.map((seen) => {
      return { seen, state: answer ?? (told !== null && isNoBetter(seen, told) ? told : null) };
    });
    const saved = await Promise.all(
      steps.map(({ seen, state }) => state === null || deps.applicants.recordState(seen, state, deps.clock())),
    );
    if (saved.every((done) => done))
      return {
        touched: steps.flatMap(({ seen, state }) => (state === null ? [] : [touch(seen, state)])),
        // An answer that lags behind the event is asked for again later.
        settled: answer !== null && (hinted?.status !== 'COMPLETED' || answer.status === 'COMPLETED'),
      };
  }
  return NOT_SETTLED;
}

/** From the worst; without a decision it may still become any. */
const GOODNESS: Readonly<Record<Decision, number>> = { DECLINED: 0, RESUBMIT: 1, APPROVED: 3 };
const UNDECIDED = 2;

/** Whether `told` only takes away from what stands. */
function isNoBetter(standing: Applicant, told: ScreeningState): boolean {
  const goodness = (decision: Decision | null) => (decision === null ? UNDECIDED : GOODNESS[decision]);
  return (
    told.decision !== 'APPROVED' &&
    goodness(told.decision) <= goodness(standing.decision) &&
    mayMove(standing.status, told.status, standing.decision === 'RESUBMIT')
  );
}

function touch({ userId, status, decision }: Applicant, state: ScreeningState) {
  return { userId, changed: status !== state.status || decision !== state.decision };
}

/** A principal of its own for each question: a call that was in flight before the event would answer too old. */
async function ask(
  { providers, reads, newId }: ApplicantEventDependencies,
  { providerId, userId }: Applicant,
  recordKey: string,
  signal: AbortSignal,
): Promise<ScreeningState | null> {
  const context = { principal: `event ${newId()}`, signal };
  const subject = { userId, purpose: SCREENING_DISCLOSURE.purpose };
  const asked = await reads.read({ providerId, kind: 'applicant', recordKey }, subject, null, async () =>
    providers.portOf(providerId, 'SCREENING').getApplicantState(recordKey, context),
  );
  return asked.source.state === 'LIVE' ? asked.value : null;
}
