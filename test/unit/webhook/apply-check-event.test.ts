import type { CheckEngine } from '../../../src/domain/check/check-engine.js';
import { type Verification, withJudged } from '../../../src/domain/check/verification.js';
import type { VerificationRepository } from '../../../src/domain/check/verification-repository.js';
import type { CheckResult } from '../../../src/domain/provider/check-port.js';
import type { ProviderEvent } from '../../../src/domain/provider/webhook-port.js';
import { applyCheckEvent } from '../../../src/domain/webhook/apply-check-event.js';
import type { WebhookRepository } from '../../../src/domain/webhook/webhook-repository.js';
import { judgedOf } from '../../support/fakes/judged-check.js';
import { newVerification } from '../../support/fakes/record-samples.js';

const NOW = new Date('2026-02-01T00:00:00.000Z');
const LATER = new Date('2026-02-01T00:00:01.000Z');
const ID = '01900000-0000-7000-8000-000000000001';
const CHECK: Verification = {
  ...newVerification(ID, 'u-1'),
  checkId: `kyc-${ID}`,
  referenceId: '1001',
  status: 'PROCESSING',
  outcome: null,
  updatedAt: NOW,
};

function resultOf(outcome: CheckResult['outcome'], status: CheckResult['status'] = 'COMPLETED'): CheckResult {
  const raw = { providerStatus: outcome, providerCode: null, providerLabel: null };
  const empty = { decision: null, score: null, reasons: [], facts: [], retryable: false, raw };
  return { referenceId: '1001', status, outcome, ...empty };
}

interface World {
  readonly check?: Verification | null;
  /** What the provider says when it is asked; AWAY: it cannot be asked now; NEVER: not at all. */
  readonly says?: CheckResult | 'AWAY' | 'NEVER';
  /** How often something else changes the check between our look at it and our writing. */
  readonly overtaken?: number;
  readonly newest?: Date | null;
}

function world({ check = CHECK, says = 'AWAY', overtaken = 0, newest = null }: World = {}) {
  const saved: Verification[] = [];
  const steps: string[] = [];
  let left = overtaken;
  const verifications = {
    findByProviderRecord: async (_providerId: string, key: string) => {
      steps.push('read');
      return check !== null && check.referenceId === key ? [check] : [];
    },
    findMany: async (ids: readonly string[]) => (check !== null && ids.includes(check.id) ? [check] : []),
    replace: async (_seen: Verification, next: Verification) => {
      steps.push('replace');
      left -= 1;
      if (left < 0) saved.push(next);
      return left < 0;
    },
  } satisfies Partial<VerificationRepository> as Partial<VerificationRepository> as VerificationRepository;
  const events = {
    newestOccurred: async () => newest,
  } satisfies Partial<WebhookRepository> as Partial<WebhookRepository>;
  const readLive: CheckEngine['readLive'] = (seen) => {
    steps.push(`ask ${seen.referenceId}`);
    if (says === 'NEVER') return null;
    const source = { providerId: 'cashfree', fetchedAt: NOW } as const;
    return Promise.resolve(
      says === 'AWAY'
        ? {
            value: null,
            source: { ...source, state: 'UNAVAILABLE', error: { code: 'PROVIDER_TIMEOUT', retryable: true } },
          }
        : { value: judgedOf(says), source: { ...source, state: 'LIVE', error: null } },
    );
  };
  const deps = {
    verifications,
    events: events as WebhookRepository,
    checkEngine: { readLive },
    newId: () => 'id',
    clock: () => NOW,
  };
  const apply = (changes: Partial<ProviderEvent> | object = {}, ownWord = true) =>
    applyCheckEvent(
      deps,
      'cashfree',
      {
        dedupeKey: 'd',
        eventType: 'T',
        recordKey: '1001',
        occurredAt: NOW,
        subject: 'CHECK',
        result: resultOf('FAIL'),
        ...changes,
      } as ProviderEvent & { subject: 'CHECK' },
      ownWord,
    );
  return { apply, saved, steps };
}

const standing = (outcome: CheckResult['outcome'], status: CheckResult['status'] = 'COMPLETED') =>
  withJudged(CHECK, judgedOf(resultOf(outcome, status)), NOW);

describe('while the provider answers', () => {
  test.each([
    ['PASS', 'FAIL'],
    ['FAIL', 'PASS'],
    ['CAUTION', 'PASS'],
  ] as const)('an event that tells %s is what the provider says: %s', async (told, says) => {
    const { apply, saved, steps } = world({ says: resultOf(says) });
    const applied = await apply({ result: resultOf(told) });
    expect(steps).toEqual(['read', 'ask 1001', 'replace']);
    expect(saved).toMatchObject([{ id: ID, status: 'COMPLETED', outcome: says }]);
    expect(saved[0]?.updatedAt.getTime()).toBeGreaterThan(CHECK.updatedAt.getTime());
    expect(applied).toEqual({ touched: [{ userId: 'u-1', changed: true }], settled: true });
  });

  test('an event that tells nothing, or came late, is a reason to ask all the same', async () => {
    const { apply, saved } = world({ says: resultOf('PASS'), newest: LATER });
    await apply({ result: null }, false);
    await apply();
    expect(saved.map(({ outcome }) => outcome)).toEqual(['PASS', 'PASS']);
  });

  test('an answer that lags behind the event is asked for again, and a result does not go back for it', async () => {
    const { apply, saved } = world({ check: standing('FAIL'), says: resultOf('UNAVAILABLE', 'PROCESSING') });
    expect(await apply({ result: resultOf('PASS') })).toMatchObject({ settled: false });
    expect(saved).toEqual([]);
  });

  test('an expired check that the provider completed all the same is completed', async () => {
    const { apply, saved } = world({ check: standing('UNAVAILABLE', 'EXPIRED'), says: resultOf('PASS') });
    await apply({ result: resultOf('PASS') });
    expect(saved).toMatchObject([{ status: 'COMPLETED', outcome: 'PASS' }]);
  });
});

describe('while the provider is out of reach', () => {
  test.each([
    [null, 'PASS', []],
    [null, 'CAUTION', []],
    ['FAIL', 'PASS', []],
    ['FAIL', 'CAUTION', []],
    ['FAIL', 'UNAVAILABLE', []],
    ['CAUTION', 'PASS', []],
    ['PASS', 'PASS', []],
    [null, 'FAIL', ['FAIL']],
    ['PASS', 'FAIL', ['FAIL']],
    ['CAUTION', 'NOT_FOUND', ['NOT_FOUND']],
  ] as const)('from %s an event that tells %s leads to %j and stays open', async (before, told, written) => {
    const { apply, saved } = world({ check: before === null ? CHECK : standing(before) });
    expect(await apply({ result: { ...resultOf(told), score: 1 } })).toMatchObject({ settled: false });
    expect(saved.map(({ outcome }) => outcome)).toEqual(written);
  });

  test('a late event, or one that is tried again, has no word of its own', async () => {
    const { apply, saved } = world({ newest: LATER });
    await apply();
    await world().apply({}, false);
    expect(saved).toEqual([]);
  });
});

test('a check that nobody can read again is never raised, and there is nothing more to wait for', async () => {
  const { apply, saved } = world({ says: 'NEVER' });
  expect(await apply({ result: resultOf('PASS') })).toEqual({
    touched: [{ userId: 'u-1', changed: false }],
    settled: true,
  });
  expect(saved).toEqual([]);
});

describe('an event about a check', () => {
  test('that somebody else changed meanwhile asks again', async () => {
    const { apply, saved, steps } = world({ says: resultOf('PASS'), overtaken: 1 });
    await apply();
    expect(steps).toEqual(['read', 'ask 1001', 'replace', 'read', 'ask 1001', 'replace']);
    expect(saved).toHaveLength(1);
  });

  test('that others never cease to change stays open', async () => {
    const { apply, saved, steps } = world({ says: resultOf('PASS'), overtaken: 1_000 });
    expect(await apply()).toEqual({ touched: [], settled: false });
    expect([saved, steps.filter((step) => step === 'replace')]).toEqual([[], Array(5).fill('replace')]);
  });

  test('whose reference we do not have yet finds it by our own id, and leaves the reference', async () => {
    const { apply, saved } = world({ check: { ...CHECK, referenceId: null }, says: resultOf('PASS') });
    await apply({ checkId: `kyc-${ID}` });
    expect(saved).toMatchObject([{ id: ID, referenceId: '1001', outcome: 'PASS' }]);
  });

  test.each([
    ['nobody', {}, null],
    ['one with another reference', { checkId: `kyc-${ID}` }, { ...CHECK, referenceId: '7' }],
    ['one of another provider', { checkId: `kyc-${ID}` }, { ...CHECK, referenceId: null, providerId: 'other' }],
    ['one of another kind', { checkId: `kyc-${ID}`, capabilities: ['GSTIN'] }, { ...CHECK, referenceId: null }],
    ['a foreign id', { checkId: "kyc-' OR 1" }, { ...CHECK, referenceId: null }],
    ['another kind with the same reference', { capabilities: ['GSTIN'] }, CHECK],
  ])('of %s stays open and changes nothing', async (_whose, changes, check) => {
    const { apply, saved } = world({ check, says: resultOf('PASS') });
    expect(await apply(changes)).toEqual({ touched: [], settled: false });
    expect(saved).toEqual([]);
  });
});
