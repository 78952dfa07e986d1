import type { Applicant } from '../../../src/domain/applicant/applicant.js';
import type { ApplicantRepository } from '../../../src/domain/applicant/applicant-repository.js';
import type { KycProvider } from '../../../src/domain/provider/kyc-provider.js';
import { ProviderDirectory } from '../../../src/domain/provider/provider-directory.js';
import { ProviderError } from '../../../src/domain/provider/provider-error.js';
import { ProviderReads } from '../../../src/domain/provider/provider-reads.js';
import type { ScreeningPort, ScreeningState } from '../../../src/domain/provider/screening-port.js';
import { applyApplicantEvent } from '../../../src/domain/webhook/apply-applicant-event.js';
import { ASK_ANYTHING } from '../../support/consents.js';

const NOW = new Date('2026-02-01T00:00:00.000Z');
const APPLICANT = { id: 'a-1', providerId: 'personr', providerApplicantId: '1x1', updatedAt: NOW } as Applicant;

function stateOf(decision: ScreeningState['decision']): ScreeningState {
  const raw = { providerStatus: null, providerCode: null, providerLabel: null };
  const empty = { decisionFinal: true, decidedAt: null, reasons: [], extracted: null, raw };
  return { providerApplicantId: '1x1', status: 'COMPLETED', decision, ...empty };
}

/** `answers`: what the provider says, one after the other. `conflicts`: how often another event comes in between. */
function world(answers: (ScreeningState | null)[], { known = true, conflicts = 0 } = {}) {
  const saved: unknown[] = [];
  const principals: string[] = [];
  let left = conflicts;
  const applicants = {
    findByProviderRecord: async () => (known ? [APPLICANT] : []),
    recordState: async (_seen: Applicant, { decision }: Pick<ScreeningState, 'decision'>) => {
      left -= 1;
      if (left >= 0) return false;
      saved.push(decision);
      return true;
    },
  } satisfies Partial<ApplicantRepository> as Partial<ApplicantRepository> as ApplicantRepository;
  const screening = {
    getApplicantState: async (_id: string, context: { principal: string }) => {
      principals.push(context.principal);
      const answer = answers.shift() ?? null;
      if (answer !== null) return answer;
      throw new ProviderError({ providerId: 'personr', code: 'PROVIDER_UNREACHABLE', retryable: true });
    },
  } satisfies Partial<ScreeningPort> as Partial<ScreeningPort> as ScreeningPort;
  const provider = { id: 'personr', ports: { SCREENING: screening } } as Partial<KycProvider> as KycProvider;
  const snapshots = { find: async () => null, keep: () => {}, markOutdated: async () => {} };
  const ids = ['id-1', 'id-2', 'id-3', 'id-4', 'id-5', 'id-6'];
  const deps = {
    applicants,
    providers: new ProviderDirectory([provider]),
    reads: new ProviderReads({ snapshots, consentGate: ASK_ANYTHING, clock: () => NOW }),
    newId: () => ids.shift() ?? 'id',
    clock: () => NOW,
  };
  const apply = (told: ScreeningState | null) => applyApplicantEvent(deps, 'personr', '1x1', told);
  return { apply, saved, principals };
}

test('what the provider says counts more than what the event told', async () => {
  const { apply, saved } = world([stateOf('DECLINED')]);
  await apply(stateOf('APPROVED'));
  expect(saved).toEqual(['DECLINED']);
});

test('the event counts while the provider cannot be asked', async () => {
  const { apply, saved } = world([null]);
  await apply(stateOf('APPROVED'));
  expect(saved).toEqual(['APPROVED']);
});

test('a repeated event changes nothing while the provider cannot be asked', async () => {
  const { apply, saved } = world([null]);
  await apply(null);
  expect(saved).toEqual([]);
});

test('an event that another one overtook asks again, and never shares an older answer', async () => {
  const { apply, saved, principals } = world([stateOf('APPROVED'), stateOf('DECLINED')], { conflicts: 1 });
  await apply(stateOf('APPROVED'));
  expect(saved).toEqual(['DECLINED']);
  expect(new Set(principals).size).toBe(2);
});

test('it gives up when others never cease to come in between', async () => {
  const { apply, saved, principals } = world([], { conflicts: 1_000 });
  await apply(stateOf('APPROVED'));
  expect([saved, principals.length]).toEqual([[], 5]);
});

test('nobody is asked about an applicant who is not ours', async () => {
  const { apply, saved, principals } = world([stateOf('APPROVED')], { known: false });
  await apply(stateOf('APPROVED'));
  expect([saved, principals]).toEqual([[], []]);
});
