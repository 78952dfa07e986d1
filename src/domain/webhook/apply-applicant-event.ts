import type { ApplicantRepository } from '../applicant/applicant-repository.js';
import type { Clock } from '../clock.js';
import type { ProviderDirectory } from '../provider/provider-directory.js';
import type { ProviderReads } from '../provider/provider-reads.js';
import type { ScreeningState } from '../provider/screening-port.js';

export interface ApplicantEventDependencies {
  readonly applicants: ApplicantRepository;
  readonly providers: ProviderDirectory;
  readonly reads: ProviderReads;
  readonly clock: Clock;
}

/** The provider waits for its answer meanwhile, and wants it within a second. */
const CONFIRM_MS = 800;

/**
 * Brings our applicants up to date after an event about `recordKey`. Events may come late, twice or in any order, often
 * without a time, so what the provider says when it is asked counts; `told`, the event's own word, stands in while it
 * cannot be asked. With `told` null nothing changes then.
 */
export async function applyApplicantEvent(
  { applicants, providers, reads, clock }: ApplicantEventDependencies,
  providerId: string,
  recordKey: string,
  told: ScreeningState | null,
): Promise<void> {
  const ours = await applicants.findByProviderRecord(providerId, recordKey);
  if (ours.length === 0) return;
  const context = { principal: 'service', signal: AbortSignal.timeout(CONFIRM_MS) };
  const asked = await reads.read({ providerId, kind: 'applicant', recordKey }, null, async () =>
    providers.portOf(providerId, 'SCREENING').getApplicantState(recordKey, context),
  );
  const state = asked.source.state === 'LIVE' ? asked.value : told;
  if (state === null) return;
  for (const { id } of ours) await applicants.recordState(id, state, clock());
}
