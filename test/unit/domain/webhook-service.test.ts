import type { KycProvider } from '../../../src/domain/provider/kyc-provider.js';
import { ProviderDirectory } from '../../../src/domain/provider/provider-directory.js';
import { ProviderError } from '../../../src/domain/provider/provider-error.js';
import { ProviderReads } from '../../../src/domain/provider/provider-reads.js';
import type { ScreeningPort, ScreeningState } from '../../../src/domain/provider/screening-port.js';
import type { ProviderEvent, WebhookVerdict } from '../../../src/domain/provider/webhook-port.js';
import { WebhookService } from '../../../src/domain/webhook/webhook-service.js';
import { ASK_ANYTHING } from '../../support/consents.js';
import { MemoryApplicantRepository } from '../../support/fakes/memory-applicant-repository.js';
import { MemoryAuditTrail } from '../../support/fakes/memory-audit-trail.js';
import { MemorySnapshotRepository } from '../../support/fakes/memory-snapshot-repository.js';
import { MemoryWebhooks } from '../../support/fakes/memory-webhooks.js';

const NOW = new Date('2026-03-01T12:00:00Z');
const NOTHING = { rawBody: Buffer.alloc(0), headers: {}, receivedAt: NOW };
const KEY = { providerId: 'personr', kind: 'applicant', recordKey: '1x1' };

function state(decision: ScreeningState['decision']): ScreeningState {
  return {
    providerApplicantId: '1x1',
    status: 'COMPLETED',
    decision,
    decisionFinal: true,
    decidedAt: null,
    reasons: [],
    extracted: null,
    raw: { providerStatus: null, providerCode: null, providerLabel: null },
  };
}

function event(dedupeKey: string, occurredAt: string, decision: ScreeningState['decision']): ProviderEvent {
  return {
    dedupeKey,
    eventType: 'Reviewed',
    recordKey: '1x1',
    occurredAt: new Date(occurredAt),
    subject: 'APPLICANT',
    state: state(decision),
  };
}

const APPLICANT = {
  id: 'a-1',
  userId: 'u-1',
  providerId: 'personr',
  providerApplicantId: '1x1',
  flowName: null,
  sourceKey: null,
  status: 'PROCESSING',
  decision: null,
  checkRequests: 1,
  createdAt: NOW,
  updatedAt: NOW,
} as const;

async function setUp({ known = true } = {}) {
  const applicants = new MemoryApplicantRepository();
  const saved = applicants.history;
  let verdict: WebhookVerdict = { accepted: true, events: [] };
  /** What the provider says when it is asked; null: it is out of reach. */
  const provided: { decision: ScreeningState['decision'] | 'AWAY' } = { decision: 'AWAY' };
  const screening = {
    getApplicantState: async () => {
      if (provided.decision !== 'AWAY') return state(provided.decision);
      throw new ProviderError({ providerId: 'personr', code: 'PROVIDER_UNREACHABLE', retryable: true });
    },
  } satisfies Partial<ScreeningPort> as Partial<ScreeningPort> as ScreeningPort;
  const provider: KycProvider = {
    id: 'personr',
    displayName: 'Personr',
    simulated: true,
    ports: { SCREENING: screening },
    webhook: { read: () => verdict },
    state: () => ({ health: 'UP', circuit: 'CLOSED', lastSuccessAt: null, lastFailureAt: null, rateLimit: null }),
    close: async () => undefined,
  };
  const events = new MemoryWebhooks();
  const snapshots = new MemorySnapshotRepository();
  snapshots.keep(KEY, 'kept', NOW);
  const records = {
    insert: async () => undefined,
    findMany: async () => [],
    list: async () => ({ items: [], hasNextPage: false }),
    listByUsers: async () => new Map(),
  };
  const auditTrail = new MemoryAuditTrail();
  let ids = 0;
  const service = new WebhookService({
    events,
    applicants,
    verifications: { ...records, replace: async () => true, findByProviderRecord: async () => [] },
    checkEngine: { readLive: () => null },
    providers: new ProviderDirectory([provider]),
    reads: new ProviderReads({ snapshots, consentGate: ASK_ANYTHING, clock: () => NOW }),
    links: { findByCustomer: async () => null },
    auditTrail,
    newId: () => `e-${++ids}`,
    clock: () => NOW,
  });
  const appear = () => applicants.insert({ ...APPLICANT });
  if (known) await appear();
  saved.splice(0);
  const receive = (...told: readonly ProviderEvent[]) => {
    verdict = { accepted: true, events: told };
    return service.receive('personr', NOTHING);
  };
  const refuse = (reason: 'SIGNATURE' | 'TIMESTAMP' | 'MALFORMED') => {
    verdict = { accepted: false, reason };
    return service.receive('personr', NOTHING);
  };
  const open = () => events.rows.filter(({ processed }) => !processed).length;
  return { service, receive, refuse, appear, open, provided, saved, events, snapshots, trail: auditTrail.events };
}

test('an event changes the local record and puts kept answers out of date', async () => {
  const { receive, provided, saved, snapshots } = await setUp();
  snapshots.keep({ ...KEY, kind: 'applicant-details' }, 'kept', NOW);
  provided.decision = 'APPROVED';
  expect(await receive(event('1', '2026-03-01T10:00:00Z', 'APPROVED'))).toBe('ACCEPTED');
  expect(saved).toEqual([
    expect.objectContaining({ id: 'a-1', status: 'COMPLETED', decision: 'APPROVED', updatedAt: NOW }),
  ]);
  expect((await snapshots.find({ ...KEY, kind: 'applicant-details' }))?.outdated).toBe(true);
});

test('an event that was applied is in the audit trail, once, as the work of the gateway', async () => {
  const { receive, trail } = await setUp();
  const once = event('1', '2026-03-01T10:00:00Z', 'DECLINED');
  await receive(once);
  await receive(once, { ...once, dedupeKey: '2', recordKey: 'of nobody' });
  await receive(event('3', '2026-03-01T09:00:00Z', 'DECLINED'));
  expect(trail).toEqual([
    {
      actor: { id: null, role: 'SYSTEM' },
      action: 'WEBHOOK_APPLIED',
      subjectUserId: 'u-1',
      target: { type: 'WebhookEvent', id: 'e-1' },
      details: { providerId: 'personr', changed: true },
    },
  ]);
});

test('an approval that the provider does not confirm approves nobody, and stays open until it does', async () => {
  const { service, receive, provided, saved, open } = await setUp();
  await receive(event('1', '2026-03-01T10:00:00Z', 'APPROVED'));
  await service.retryDue();
  expect([saved, open()]).toEqual([[], 1]);
  provided.decision = 'APPROVED';
  await service.retryDue();
  expect(saved.map(({ decision }) => decision)).toEqual(['APPROVED']);
  expect(open()).toBe(0);
});

test('a duplicate changes nothing', async () => {
  const { receive, provided, saved, events } = await setUp();
  provided.decision = 'APPROVED';
  const once = event('1', '2026-03-01T10:00:00Z', 'APPROVED');
  await receive(once);
  expect(await receive(once, once)).toBe('ACCEPTED');
  expect(new Set(saved.map(({ decision }) => decision))).toEqual(new Set(['APPROVED']));
  expect(events.rows).toHaveLength(1);
});

test('an event about nobody yet is kept open, and applied when the record appears', async () => {
  const { service, receive, appear, open, provided, saved } = await setUp({ known: false });
  provided.decision = 'APPROVED';
  await receive(event('1', '2026-03-01T10:00:00Z', 'APPROVED'));
  expect(open()).toBe(1);
  await appear();
  saved.splice(0);
  await service.recordAppeared('personr', '1x1');
  expect(saved.map(({ decision }) => decision)).toEqual(['APPROVED']);
  expect(open()).toBe(0);
});

test('of an event that came before the record a second delivery is as good', async () => {
  const { receive, appear, provided, saved } = await setUp({ known: false });
  provided.decision = 'DECLINED';
  await receive(event('1', '2026-03-01T10:00:00Z', 'DECLINED'));
  await appear();
  saved.splice(0);
  await receive(event('1', '2026-03-01T10:00:00Z', 'DECLINED'));
  expect(saved.map(({ decision }) => decision)).toEqual(['DECLINED']);
});

test('a late older event is kept in the history but does not overwrite a newer state', async () => {
  const { receive, saved, events } = await setUp();
  await receive(event('2', '2026-03-01T11:00:00Z', 'DECLINED'));
  await receive(event('1', '2026-03-01T10:00:00Z', 'RESUBMIT'));
  expect(saved.map(({ decision }) => decision)).toEqual(['DECLINED']);
  expect(events.rows).toHaveLength(2);
});

test('an event of 2099 is one of now: it does not keep later ones from counting', async () => {
  const { receive, provided, saved, events } = await setUp();
  await receive(event('1', '2099-01-01T00:00:00Z', 'RESUBMIT'));
  expect(events.rows.map(({ event: { occurredAt } }) => occurredAt)).toEqual([NOW]);
  await receive(event('2', '2026-03-01T12:00:01Z', 'DECLINED'));
  expect(saved.map(({ decision }) => decision)).toEqual(['RESUBMIT', 'DECLINED']);
  // Even one that happened before it came is a reason to ask.
  provided.decision = 'APPROVED';
  await receive(event('3', '2026-03-01T11:59:00Z', 'APPROVED'));
  expect(saved.at(-1)).toMatchObject({ decision: 'APPROVED' });
});

test('a second final result replaces the first, and the history keeps both', async () => {
  const { receive, provided, saved, events } = await setUp();
  provided.decision = 'APPROVED';
  await receive(event('1', '2026-03-01T10:00:00Z', 'APPROVED'));
  provided.decision = 'DECLINED';
  await receive(event('2', '2026-03-01T11:00:00Z', 'DECLINED'));
  expect(saved.map(({ decision }) => decision)).toEqual(['APPROVED', 'DECLINED']);
  expect(events.rows).toHaveLength(2);
});

test.each(['SIGNATURE', 'TIMESTAMP', 'MALFORMED'] as const)(
  'what is refused for its %s is not stored',
  async (reason) => {
    const { refuse, events } = await setUp();
    expect(await refuse(reason)).toBe(reason);
    expect(events.rows).toEqual([]);
  },
);

test('a provider that does not exist or has no secret has no webhook', async () => {
  const { service } = await setUp();
  expect(await service.receive('nobody', NOTHING)).toBe('NO_WEBHOOK');
});
