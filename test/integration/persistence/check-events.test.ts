import { v7 as newId } from 'uuid';
import type { CheckEngine } from '../../../src/domain/check/check-engine.js';
import type { CheckOutcome } from '../../../src/domain/kernel/lifecycle.js';
import type { CheckResult } from '../../../src/domain/provider/check-port.js';
import type { KycProvider } from '../../../src/domain/provider/kyc-provider.js';
import { ProviderDirectory } from '../../../src/domain/provider/provider-directory.js';
import { ProviderReads } from '../../../src/domain/provider/provider-reads.js';
import type { ProviderEvent } from '../../../src/domain/provider/webhook-port.js';
import { WebhookService } from '../../../src/domain/webhook/webhook-service.js';
import { ApplicantTable } from '../../../src/persistence/repositories/applicant-table.js';
import { VerificationTable } from '../../../src/persistence/repositories/verification-table.js';
import { WebhookEventTable } from '../../../src/persistence/repositories/webhook-event-table.js';
import { ASK_ANYTHING } from '../../support/consents.js';
import { judgedOf } from '../../support/fakes/judged-check.js';
import { MemoryAuditTrail } from '../../support/fakes/memory-audit-trail.js';
import { MemorySnapshotRepository } from '../../support/fakes/memory-snapshot-repository.js';
import { newVerification } from '../../support/fakes/record-samples.js';
import { openTestTables, type TestTables, testVault } from './test-tables.js';

const ROUNDS = 25;
const RAW = { providerStatus: null, providerCode: null, providerLabel: null };

let tables: TestTables;
let verifications: VerificationTable;
let events: WebhookEventTable;
let told: readonly ProviderEvent[];
/** What the provider says when it is asked about a check, by its reference; nothing: it is out of reach. */
const says = new Map<string, CheckOutcome>();
let service: WebhookService;

beforeAll(async () => {
  tables = await openTestTables();
  verifications = new VerificationTable(tables.dataSource, testVault);
  events = new WebhookEventTable(tables.dataSource, testVault.sealer);
  const provider: KycProvider = {
    id: 'cashfree',
    displayName: 'Cashfree',
    simulated: true,
    ports: {},
    webhook: { read: () => ({ accepted: true, events: told }) },
    state: () => ({ health: 'UP', circuit: 'CLOSED', lastSuccessAt: null, lastFailureAt: null, rateLimit: null }),
    close: async () => undefined,
  };
  const clock = () => new Date();
  service = new WebhookService({
    events,
    verifications,
    checkEngine: { readLive },
    applicants: new ApplicantTable(tables.dataSource, testVault),
    providers: new ProviderDirectory([provider]),
    reads: new ProviderReads({ snapshots: new MemorySnapshotRepository(), consentGate: ASK_ANYTHING, clock }),
    links: { findByCustomer: async () => null },
    auditTrail: new MemoryAuditTrail(),
    newId,
    clock,
  });
});

afterAll(() => tables.close());

/** Reads what it is to tell before it first waits, so calls may overlap. */
function tell(...next: readonly ProviderEvent[]): Promise<unknown> {
  told = next;
  return service.receive('cashfree', { rawBody: Buffer.alloc(0), headers: {}, receivedAt: new Date() });
}

function resultOf(referenceId: string, outcome: CheckOutcome): CheckResult {
  const empty = { decision: null, score: null, reasons: [], facts: [], retryable: false } as const;
  return { ...empty, referenceId, status: 'COMPLETED', outcome, raw: { ...RAW, providerStatus: outcome } };
}

const readLive: CheckEngine['readLive'] = async ({ providerId, referenceId }) => {
  const outcome = says.get(referenceId ?? '');
  const fetchedAt = new Date();
  if (referenceId === null || outcome === undefined)
    return {
      value: null,
      source: {
        providerId,
        state: 'UNAVAILABLE',
        fetchedAt: null,
        error: { code: 'PROVIDER_TIMEOUT', retryable: true },
      },
    };
  return {
    value: judgedOf(resultOf(referenceId, outcome)),
    source: { providerId, state: 'LIVE', fetchedAt, error: null },
  };
};

function eventOf(recordKey: string, outcome: CheckOutcome, second: number): ProviderEvent {
  const result = resultOf(recordKey, outcome);
  const occurredAt = new Date(Date.UTC(2026, 0, 1, 0, 0, second));
  return { dedupeKey: `${recordKey} ${second}`, eventType: 'T', recordKey, occurredAt, subject: 'CHECK', result };
}

async function addCheck(): Promise<{ readonly key: string; readonly id: string }> {
  const { id: userId } = await tables.addUser();
  const [id, key] = [newId(), `r-${newId()}`];
  const sample = newVerification(id, userId);
  await verifications.insert({ ...sample, referenceId: key, status: 'PROCESSING', outcome: null, timeline: [] });
  return { key, id };
}

async function outcomesOf(id: string): Promise<unknown[]> {
  const [found] = await verifications.findMany([id]);
  return [found?.outcome, ...(found?.timeline ?? []).map(({ outcome }) => outcome)];
}

const isOpen = async (key: string) => (await events.listOpen('cashfree', key)).length > 0;

test('of two events at once about one check the provider has the last word, in any order', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const { key, id } = await addCheck();
    says.set(key, 'FAIL');
    await Promise.all([tell(eventOf(key, 'PASS', 1)), tell(eventOf(key, 'FAIL', 2)), tell(eventOf(key, 'CAUTION', 3))]);
    // Nothing is told twice.
    expect(await outcomesOf(id)).toEqual(['FAIL', 'FAIL']);
    expect(await isOpen(key)).toBe(false);
  }
});

test('while the provider is out of reach the worst of many events of one moment stands, and all stay open', async () => {
  const { key, id } = await addCheck();
  const outcomes: readonly CheckOutcome[] = ['PASS', 'CAUTION', 'NOT_FOUND', 'PASS'];
  await Promise.all(outcomes.map((outcome, second) => tell(eventOf(key, outcome, second))));
  expect((await outcomesOf(id))[0]).not.toBe('PASS');
  expect(await events.listOpen('cashfree', key)).toHaveLength(4);
});

test('a late older event changes nothing while the provider is out of reach', async () => {
  const { key, id } = await addCheck();
  await tell(eventOf(key, 'NOT_FOUND', 2));
  const before = await verifications.findMany([id]);
  await tell(eventOf(key, 'FAIL', 1));
  expect(await verifications.findMany([id])).toEqual(before);
});

test('an event that says it happened in 2099 does not make a real one late', async () => {
  const { key, id } = await addCheck();
  const occurredAt = new Date('2099-01-01T00:00:00Z');
  const forged = { ...eventOf(key, 'NOT_FOUND', 1), occurredAt };
  // As older versions stored it.
  await events.insert({ id: newId(), providerId: 'cashfree', event: forged, receivedAt: new Date('2026-01-01') });
  await tell(eventOf(key, 'FAIL', 2));
  expect(await outcomesOf(id)).toEqual(['FAIL', 'FAIL']);
});

test('two deliveries of one event at once leave one entry in the history', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const { key, id } = await addCheck();
    says.set(key, 'PASS');
    const event = eventOf(key, 'PASS', 1);
    await Promise.all([tell(event), tell(event), tell(event)]);
    expect(await outcomesOf(id)).toEqual(['PASS', 'PASS']);
  }
});

test('an event whose first delivery was cut short is applied by the second', async () => {
  const { key, id } = await addCheck();
  says.set(key, 'PASS');
  const event = eventOf(key, 'PASS', 1);
  await events.insert({ id: newId(), providerId: 'cashfree', event, receivedAt: new Date() });
  await tell(event);
  expect(await outcomesOf(id)).toEqual(['PASS', 'PASS']);
});

describe('an event that is faster than the record it is about', () => {
  /** A check whose call has not come back yet, so that the provider's reference is not known. */
  async function pending() {
    const { id: userId } = await tables.addUser();
    const [id, key] = [newId(), `r-${newId()}`];
    const check = {
      ...newVerification(id, userId),
      checkId: `kyc-${id}`,
      status: 'PROCESSING',
      outcome: null,
    } as const;
    await verifications.insert({ ...check, referenceId: null, timeline: [] });
    return { id, key };
  }

  test('is applied once the reference is known', async () => {
    const { id, key } = await pending();
    says.set(key, 'FAIL');
    await tell(eventOf(key, 'FAIL', 1));
    expect(await isOpen(key)).toBe(true);
    const [seen] = await verifications.findMany([id]);
    const known = { ...seen!, referenceId: key, updatedAt: new Date() };
    expect(await verifications.replace(seen!, known)).toBe(true);
    await service.recordAppeared('cashfree', key);
    expect(await outcomesOf(id)).toEqual(['FAIL', 'FAIL']);
    expect(await isOpen(key)).toBe(false);
  });

  test('is applied at once where it says the id that we gave the check', async () => {
    const { id, key } = await pending();
    says.set(key, 'PASS');
    await tell({ ...eventOf(key, 'PASS', 1), subject: 'CHECK', result: null, checkId: `kyc-${id}` });
    expect(await verifications.findMany([id])).toMatchObject([{ referenceId: key, outcome: 'PASS' }]);
  });

  test('is tried again when its turn comes, each time later, by one process only, and no more after three days', async () => {
    const { key } = await pending();
    const receivedAt = new Date('2026-01-01T00:00:00Z');
    const id = newId();
    await events.insert({ id, providerId: 'cashfree', event: eventOf(key, 'FAIL', 1), receivedAt });
    const dueAfter = async (ms: number) => {
      const now = new Date(receivedAt.getTime() + ms);
      const claims = await Promise.all([events.claimDue(now, 1_000), events.claimDue(now, 1_000)]);
      return claims.flat().filter((claimed) => claimed.id === id).length;
    };
    const MINUTE_MS = 60_000;
    expect(await dueAfter(29_000)).toBe(0);
    expect(await dueAfter(30_000)).toBe(1);
    expect(await dueAfter(59_000)).toBe(0);
    expect(await dueAfter(10 * MINUTE_MS)).toBe(1);
    expect(await dueAfter(19 * MINUTE_MS)).toBe(0);
    expect(await dueAfter(20 * MINUTE_MS)).toBe(1);
    expect(await dueAfter(73 * 60 * MINUTE_MS)).toBe(1);
    expect(await dueAfter(1_000 * 60 * MINUTE_MS)).toBe(0);
  });

  test('that the provider confirms only later is confirmed by a later try', async () => {
    const { key, id } = await addCheck();
    const event = { ...eventOf(key, 'PASS', 1) };
    await events.insert({ id: newId(), providerId: 'cashfree', event, receivedAt: new Date(Date.now() - 60_000) });
    await service.retryDue();
    expect((await outcomesOf(id))[0]).toBeNull();
    says.set(key, 'PASS');
    await tell(event);
    expect((await outcomesOf(id))[0]).toBe('PASS');
  });
});
