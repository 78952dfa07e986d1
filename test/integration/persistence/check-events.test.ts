import { v7 as newId } from 'uuid';
import type { CheckResult } from '../../../src/domain/provider/check-ports.js';
import type { KycProvider } from '../../../src/domain/provider/kyc-provider.js';
import type { CheckOutcome } from '../../../src/domain/provider/lifecycle.js';
import { ProviderDirectory } from '../../../src/domain/provider/provider-directory.js';
import { ProviderReads } from '../../../src/domain/provider/provider-reads.js';
import type { ProviderEvent } from '../../../src/domain/provider/webhook-port.js';
import { WebhookService } from '../../../src/domain/webhook/webhook-service.js';
import { ApplicantTable } from '../../../src/persistence/repositories/applicant-table.js';
import { VerificationTable } from '../../../src/persistence/repositories/verification-table.js';
import { WebhookEventTable } from '../../../src/persistence/repositories/webhook-event-table.js';
import { ASK_ANYTHING } from '../../support/consents.js';
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

function eventOf(recordKey: string, outcome: CheckOutcome, second: number): ProviderEvent {
  const result: CheckResult = {
    referenceId: recordKey,
    status: 'COMPLETED',
    outcome,
    decision: null,
    score: null,
    reasons: [],
    facts: [],
    retryable: false,
    raw: { ...RAW, providerStatus: outcome },
  };
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

test('of two events at once about one check the later one has the last word, in any order', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const { key, id } = await addCheck();
    const pair = [tell(eventOf(key, 'PASS', 1)), tell(eventOf(key, 'FAIL', 2))];
    const mirrored = await addCheck();
    pair.push(tell(eventOf(mirrored.key, 'FAIL', 2)), tell(eventOf(mirrored.key, 'PASS', 1)));
    await Promise.all(pair);
    for (const one of [id, mirrored.id]) {
      const [outcome, ...history] = await outcomesOf(one);
      expect(outcome).toBe('FAIL');
      // The earlier one may have come first or not at all, and nothing is told twice.
      expect([['FAIL'], ['PASS', 'FAIL']]).toContainEqual(history);
    }
  }
});

test('many different checks of one moment are all kept', async () => {
  const { key, id } = await addCheck();
  const outcomes: readonly CheckOutcome[] = ['PASS', 'CAUTION', 'NOT_FOUND', 'FAIL'];
  await Promise.all(outcomes.map((outcome, second) => tell(eventOf(key, outcome, second))));
  expect((await outcomesOf(id))[0]).toBe('FAIL');
});

test('a late older event changes nothing', async () => {
  const { key, id } = await addCheck();
  await tell(eventOf(key, 'FAIL', 2));
  const before = await verifications.findMany([id]);
  await tell(eventOf(key, 'PASS', 1));
  expect(await verifications.findMany([id])).toEqual(before);
});

test('two deliveries of one event at once leave one entry in the history', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const { key, id } = await addCheck();
    const event = eventOf(key, 'PASS', 1);
    await Promise.all([tell(event), tell(event), tell(event)]);
    expect(await outcomesOf(id)).toEqual(['PASS', 'PASS']);
  }
});

test('an event whose first delivery was cut short is applied by the second', async () => {
  const { key, id } = await addCheck();
  const event = eventOf(key, 'PASS', 1);
  await events.insert({ id: newId(), providerId: 'cashfree', event, receivedAt: new Date() });
  await tell(event);
  expect(await outcomesOf(id)).toEqual(['PASS', 'PASS']);
});
