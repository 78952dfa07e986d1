import type { Applicant } from '../../../src/domain/applicant/applicant.js';
import type { ApplicantRepository } from '../../../src/domain/applicant/applicant-repository.js';
import type { KycProvider } from '../../../src/domain/provider/kyc-provider.js';
import { ProviderDirectory } from '../../../src/domain/provider/provider-directory.js';
import { ProviderError } from '../../../src/domain/provider/provider-error.js';
import { ProviderReads } from '../../../src/domain/provider/provider-reads.js';
import type { ScreeningPort, ScreeningState } from '../../../src/domain/provider/screening-port.js';
import { applyApplicantEvent } from '../../../src/domain/webhook/apply-applicant-event.js';
import type { WebhookRepository } from '../../../src/domain/webhook/webhook-repository.js';
import { ASK_ANYTHING } from '../../support/consents.js';

const NOW = new Date('2026-02-01T00:00:00.000Z');
const APPLICANT = { id: 'a-1', providerId: 'personr', providerApplicantId: '1x1', updatedAt: NOW } as Applicant;

function stateOf(decision: ScreeningState['decision']): ScreeningState {
  const raw = { providerStatus: null, providerCode: null, providerLabel: null };
  const empty = { decisionFinal: true, decidedAt: null, reasons: [], extracted: null, raw };
  return { providerApplicantId: '1x1', status: 'COMPLETED', decision, ...empty };
}

interface Options {
  readonly known?: boolean;
  readonly conflicts?: number;
  readonly standing?: ScreeningState['decision'];
  readonly newest?: Date | null;
}

/** `answers`: what the provider says, one after the other. `conflicts`: how often another event comes in between. */
function world(
  answers: (ScreeningState | null)[],
  { known = true, conflicts = 0, standing = null, newest = null }: Options = {},
) {
  const saved: unknown[] = [];
  const principals: string[] = [];
  let left = conflicts;
  const applicant = {
    ...APPLICANT,
    decision: standing,
    status: standing === null ? 'PROCESSING' : 'COMPLETED',
  } as const;
  const applicants = {
    findByProviderRecord: async () => (known ? [applicant] : []),
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
  const events = {
    newestOccurred: async () => newest,
  } satisfies Partial<WebhookRepository> as Partial<WebhookRepository>;
  const ids = ['id-1', 'id-2', 'id-3', 'id-4', 'id-5', 'id-6'];
  const deps = {
    applicants,
    events: events as WebhookRepository,
    providers: new ProviderDirectory([provider]),
    reads: new ProviderReads({ snapshots, consentGate: ASK_ANYTHING, clock: () => NOW }),
    newId: () => ids.shift() ?? 'id',
    clock: () => NOW,
  };
  const apply = (state: ScreeningState | null, ownWord = true) => {
    const event = { dedupeKey: 'd', eventType: 'Reviewed', recordKey: '1x1', occurredAt: NOW } as const;
    return applyApplicantEvent(deps, 'personr', { ...event, subject: 'APPLICANT', state }, ownWord);
  };
  return { apply, saved, principals };
}

test.each(['APPROVED', 'DECLINED'] as const)(
  'what the provider says counts, whatever the event told: %s',
  async (says) => {
    const { apply, saved } = world([stateOf(says), stateOf(says)]);
    await apply(stateOf('APPROVED'));
    expect(await apply(stateOf('DECLINED'))).toMatchObject({ settled: true });
    expect(saved).toEqual([says, says]);
  },
);

test.each([
  [null, 'APPROVED', []],
  ['DECLINED', 'APPROVED', []],
  ['DECLINED', 'RESUBMIT', []],
  ['DECLINED', null, []],
  ['RESUBMIT', 'APPROVED', []],
  ['APPROVED', 'APPROVED', []],
  [null, 'DECLINED', ['DECLINED']],
  [null, 'RESUBMIT', ['RESUBMIT']],
  ['APPROVED', 'DECLINED', ['DECLINED']],
] as const)(
  'from %s an event that tells %s leads to %j while the provider is out of reach',
  async (standing, told, to) => {
    const { apply, saved } = world([null], { standing });
    expect(await apply(stateOf(told))).toMatchObject({ settled: false });
    expect(saved).toEqual(to);
  },
);

test('a repeated event, or one that came late, changes nothing while the provider cannot be asked', async () => {
  const { apply, saved } = world([null, null]);
  await apply(stateOf('DECLINED'), false);
  const late = world([null], { newest: new Date(NOW.getTime() + 1) });
  await late.apply(stateOf('DECLINED'));
  expect([saved, late.saved]).toEqual([[], []]);
});

test('an answer that lags behind the event is asked for again', async () => {
  const { apply } = world([{ ...stateOf(null), status: 'PROCESSING' }]);
  expect(await apply(stateOf('APPROVED'))).toMatchObject({ settled: false });
});

test('an event that another one overtook asks again, and never shares an older answer', async () => {
  const { apply, saved, principals } = world([stateOf('APPROVED'), stateOf('DECLINED')], { conflicts: 1 });
  await apply(stateOf('APPROVED'));
  expect(saved).toEqual(['DECLINED']);
  expect(new Set(principals).size).toBe(2);
});

test('it stays open when others never cease to come in between', async () => {
  const { apply, saved, principals } = world([], { conflicts: 1_000 });
  expect(await apply(stateOf('DECLINED'))).toEqual({ touched: [], settled: false });
  expect([saved, principals.length]).toEqual([[], 5]);
});

test('nobody is asked about an applicant who is not ours, and the event stays open', async () => {
  const { apply, saved, principals } = world([stateOf('APPROVED')], { known: false });
  expect(await apply(stateOf('APPROVED'))).toEqual({ touched: [], settled: false });
  expect([saved, principals]).toEqual([[], []]);
});
