import type { Applicant } from '../applicant/applicant.js';
import type { ApplicantRepository } from '../applicant/applicant-repository.js';
import type { Clock } from '../clock.js';
import { SCREENING_DISCLOSURE } from '../consent/disclosure.js';
import type { ProviderDirectory } from '../provider/provider-directory.js';
import type { ProviderReads } from '../provider/provider-reads.js';
import type { ScreeningState } from '../provider/screening-port.js';

export interface ApplicantEventDependencies {
  readonly applicants: ApplicantRepository;
  readonly providers: ProviderDirectory;
  readonly reads: ProviderReads;
  readonly newId: () => string;
  readonly clock: Clock;
}

/** One of our records that an event is about. */
export interface Touched {
  readonly userId: string;
  /** Whether it is another state than before. */
  readonly changed: boolean;
}

/** The provider waits for its answer meanwhile, and wants it within a second. */
const CONFIRM_MS = 800;
/** How often another event about the same applicant may come in between. */
const MAX_TRIES = 5;

/**
 * Brings our applicants up to date after an event about `recordKey`. Events may come late, twice, at once or in any order,
 * often without a time, so what the provider says when it is asked counts; `told`, the event's own word, stands in while
 * it cannot be asked. With `told` null nothing changes then. Resolves to the records that were brought up to date.
 */
export async function applyApplicantEvent(
  deps: ApplicantEventDependencies,
  providerId: string,
  recordKey: string,
  told: ScreeningState | null,
): Promise<readonly Touched[]> {
  const signal = AbortSignal.timeout(CONFIRM_MS);
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const ours = await deps.applicants.findByProviderRecord(providerId, recordKey);
    const [first] = ours;
    if (first === undefined) return [];
    const state = (await ask(deps, first, recordKey, signal)) ?? told;
    if (state === null) return [];
    const saved = await Promise.all(ours.map((seen) => deps.applicants.recordState(seen, state, deps.clock())));
    if (saved.every((done) => done))
      return ours.map(({ userId, status, decision }) => {
        return { userId, changed: status !== state.status || decision !== state.decision };
      });
  }
  return [];
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
