import type { KycProvider } from '../../../src/domain/provider/kyc-provider.js';
import { ProviderDirectory } from '../../../src/domain/provider/provider-directory.js';
import { ProviderReads } from '../../../src/domain/provider/provider-reads.js';
import type { ScreeningState } from '../../../src/domain/provider/screening-port.js';
import type { ProviderEvent, WebhookVerdict } from '../../../src/domain/provider/webhook-port.js';
import type { ReceivedEvent, WebhookRepository } from '../../../src/domain/webhook/webhook-repository.js';
import { WebhookService } from '../../../src/domain/webhook/webhook-service.js';
import { ASK_ANYTHING } from '../../support/consents.js';
import { MemoryApplicantRepository } from '../../support/fakes/memory-applicant-repository.js';
import { MemoryAuditTrail } from '../../support/fakes/memory-audit-trail.js';
import { MemorySnapshotRepository } from '../../support/fakes/memory-snapshot-repository.js';

const NOW = new Date('2026-03-01T12:00:00Z');
const NOTHING = { rawBody: Buffer.alloc(0), headers: {}, receivedAt: NOW };
const KEY = { providerId: 'personr', kind: 'applicant', recordKey: '1x1' };

class MemoryWebhooks implements WebhookRepository {
  readonly rows: (ReceivedEvent & { processed: boolean })[] = [];

  async insert(received: ReceivedEvent): Promise<boolean> {
    if (this.rows.some((row) => row.event.dedupeKey === received.event.dedupeKey)) return false;
    this.rows.push({ ...received, processed: false });
    return true;
  }

  async findUnprocessed(_providerId: string, dedupeKey: string): Promise<string | null> {
    return this.rows.find((row) => !row.processed && row.event.dedupeKey === dedupeKey)?.id ?? null;
  }

  async newestOccurred(providerId: string, recordKey: string): Promise<Date | null> {
    const times = this.rows
      .filter((row) => row.providerId === providerId && row.event.recordKey === recordKey)
      .flatMap((row) => (row.event.occurredAt === null ? [] : [row.event.occurredAt.getTime()]));
    return times.length === 0 ? null : new Date(Math.max(...times));
  }

  async markProcessed(id: string): Promise<void> {
    for (const row of this.rows) if (row.id === id) row.processed = true;
  }
}

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

async function setUp() {
  const applicants = new MemoryApplicantRepository();
  const saved = applicants.history;
  let verdict: WebhookVerdict = { accepted: true, events: [] };
  const provider: KycProvider = {
    id: 'personr',
    displayName: 'Personr',
    simulated: true,
    ports: {},
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
    verifications: {
      ...records,
      save: async () => undefined,
      replace: async () => true,
      findByProviderRecord: async () => [],
    },
    providers: new ProviderDirectory([provider]),
    reads: new ProviderReads({ snapshots, consentGate: ASK_ANYTHING, clock: () => NOW }),
    links: { findByCustomer: async () => null },
    auditTrail,
    newId: () => `e-${++ids}`,
    clock: () => NOW,
  });
  await applicants.insert({ ...APPLICANT });
  saved.splice(0);
  const receive = (next: WebhookVerdict) => {
    verdict = next;
    return service.receive('personr', NOTHING);
  };
  return { service, receive, saved, events, snapshots, trail: auditTrail.events };
}

test('an event changes the local record and puts kept answers out of date', async () => {
  const { receive, saved, snapshots } = await setUp();
  expect(await receive({ accepted: true, events: [event('1', '2026-03-01T10:00:00Z', 'APPROVED')] })).toBe('ACCEPTED');
  expect(saved).toEqual([
    expect.objectContaining({ id: 'a-1', status: 'COMPLETED', decision: 'APPROVED', updatedAt: NOW }),
  ]);
  expect((await snapshots.find(KEY))?.outdated).toBe(true);
});

test('an event that was applied is in the audit trail, once, as the work of the gateway', async () => {
  const { receive, trail } = await setUp();
  const once = event('1', '2026-03-01T10:00:00Z', 'APPROVED');
  await receive({ accepted: true, events: [once] });
  await receive({ accepted: true, events: [once, { ...once, dedupeKey: '2', recordKey: 'of nobody' }] });
  await receive({ accepted: true, events: [event('3', '2026-03-01T09:00:00Z', 'DECLINED')] });
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

test('a duplicate changes nothing', async () => {
  const { receive, saved, events } = await setUp();
  const once = event('1', '2026-03-01T10:00:00Z', 'APPROVED');
  await receive({ accepted: true, events: [once] });
  expect(await receive({ accepted: true, events: [once, once] })).toBe('ACCEPTED');
  expect(saved).toHaveLength(1);
  expect(events.rows).toHaveLength(1);
});

test('a late older event is kept in the history but does not overwrite a newer state', async () => {
  const { receive, saved, events } = await setUp();
  await receive({ accepted: true, events: [event('2', '2026-03-01T11:00:00Z', 'DECLINED')] });
  await receive({ accepted: true, events: [event('1', '2026-03-01T10:00:00Z', 'APPROVED')] });
  expect(saved.map(({ decision }) => decision)).toEqual(['DECLINED']);
  expect(events.rows.map(({ processed }) => processed)).toEqual([true, true]);
});

test('a second final result replaces the first, and the history keeps both', async () => {
  const { receive, saved, events } = await setUp();
  await receive({ accepted: true, events: [event('1', '2026-03-01T10:00:00Z', 'APPROVED')] });
  await receive({ accepted: true, events: [event('2', '2026-03-01T11:00:00Z', 'DECLINED')] });
  expect(saved.map(({ decision }) => decision)).toEqual(['APPROVED', 'DECLINED']);
  expect(events.rows).toHaveLength(2);
});

test.each(['SIGNATURE', 'TIMESTAMP', 'MALFORMED'] as const)(
  'what is refused for its %s is not stored',
  async (reason) => {
    const { receive, events } = await setUp();
    expect(await receive({ accepted: false, reason })).toBe(reason);
    expect(events.rows).toEqual([]);
  },
);

test('a provider that does not exist or has no secret has no webhook', async () => {
  const { service } = await setUp();
  expect(await service.receive('nobody', NOTHING)).toBe('NO_WEBHOOK');
});
