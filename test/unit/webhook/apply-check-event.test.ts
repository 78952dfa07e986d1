import type { ProviderEvent } from '../../../src/domain/provider/webhook-port.js';
import type { Verification } from '../../../src/domain/verification/verification.js';
import type { VerificationRepository } from '../../../src/domain/verification/verification-repository.js';
import { applyCheckEvent } from '../../../src/domain/webhook/apply-check-event.js';
import type { WebhookRepository } from '../../../src/domain/webhook/webhook-repository.js';
import { newVerification } from '../../support/fakes/record-samples.js';

const NOW = new Date('2026-02-01T00:00:00.000Z');
const BEFORE = new Date('2026-01-31T23:59:00.000Z');
const LATER = new Date('2026-02-01T00:00:01.000Z');
const CHECK: Verification = { ...newVerification('v-1', 'u-1'), status: 'PROCESSING', outcome: null, updatedAt: NOW };

const RESULT = {
  referenceId: '1001',
  status: 'COMPLETED',
  outcome: 'FAIL',
  decision: null,
  score: null,
  reasons: [],
  facts: [],
  retryable: false,
  raw: { providerStatus: 'INVALID', providerCode: null, providerLabel: null },
} as const;

/** `overtaken`: how often something else changes the check between our look at it and our writing. */
function world({ overtaken = 0, newest = BEFORE as Date | null } = {}) {
  const saved: Verification[] = [];
  const steps: string[] = [];
  let left = overtaken;
  const verifications = {
    findByProviderRecord: async () => {
      steps.push('read');
      return [CHECK];
    },
    replace: async (_seen: Verification, next: Verification) => {
      steps.push('replace');
      left -= 1;
      if (left < 0) saved.push(next);
      return left < 0;
    },
  } satisfies Partial<VerificationRepository> as Partial<VerificationRepository> as VerificationRepository;
  const events = {
    newestOccurred: async () => {
      steps.push('ask');
      return steps.includes('replace') ? newest : BEFORE;
    },
  } satisfies Partial<WebhookRepository> as Partial<WebhookRepository> as WebhookRepository;
  const apply = (changes: Partial<ProviderEvent> = {}) =>
    applyCheckEvent({ verifications, events, clock: () => NOW }, 'cashfree', {
      dedupeKey: 'd',
      eventType: 'T',
      recordKey: '1001',
      occurredAt: NOW,
      subject: 'CHECK',
      result: RESULT,
      ...changes,
    } as ProviderEvent & { subject: 'CHECK' });
  return { apply, saved, steps };
}

test('a result is written over the check as it was read, at a later instant', async () => {
  const { apply, saved, steps } = world();
  await apply();
  expect(steps).toEqual(['read', 'ask', 'replace']);
  expect(saved).toMatchObject([{ id: 'v-1', outcome: 'FAIL', status: 'COMPLETED' }]);
  expect(saved[0]?.updatedAt.getTime()).toBeGreaterThan(CHECK.updatedAt.getTime());
});

test('an event that was overtaken by a later one changes nothing', async () => {
  const { apply, saved, steps } = world({ overtaken: 1, newest: LATER });
  await apply();
  expect(steps).toEqual(['read', 'ask', 'replace', 'read', 'ask']);
  expect(saved).toEqual([]);
});

test('an event that was overtaken by an earlier one is applied all the same', async () => {
  const { apply, saved } = world({ overtaken: 1 });
  await apply();
  expect(saved).toHaveLength(1);
});

test('it gives up when others never cease to come in between', async () => {
  const { apply, saved, steps } = world({ overtaken: 1_000 });
  await apply();
  expect([saved, steps.filter((step) => step === 'replace')]).toEqual([[], Array(5).fill('replace')]);
});

test('an event about another check with the same reference, or without a result, changes nothing', async () => {
  const { apply, saved } = world();
  await apply({ capabilities: ['GSTIN'] });
  await apply({ result: null });
  expect(saved).toEqual([]);
});
