import { CHECK_CAPABILITIES, isReadable } from '../../src/domain/check/kinds/check-kinds.js';
import { checkResult, RAW } from '../support/fakes/provider-samples.js';
import { createWorld, type Run, type World } from '../support/schema-harness.js';
import { providerError } from './provider-errors.js';
import { PAGE, VERIFICATION } from './selections.js';

const READABLE = CHECK_CAPABILITIES.filter(isReadable);
const OTHERS = CHECK_CAPABILITIES.filter((capability) => !isReadable(capability));

const READ = `query ($id: ID!) { verification(id: $id) { ${VERIFICATION} } }`;

let world: World;
let asAsha: Run;

beforeEach(async () => {
  world = await createWorld();
  asAsha = world.as(world.people.asha);
});

describe('verification', () => {
  const KEPT = { status: 'COMPLETED', outcome: 'PASS', score: 0.5, facts: [{ value: 'KEPT NAME' }] };

  test.each(READABLE)('of a %s is read again from the provider, once', async (capability) => {
    const { checks } = world.gateway.ports;
    checks.laterResult = checkResult({ outcome: 'CAUTION', score: 0.1 });
    const { globalId } = await world.addVerification(world.people.asha, { capability });
    const { data, errors } = await asAsha(
      `query ($id: ID!) { verification(id: $id) { ${VERIFICATION} } verifications { nodes { ${VERIFICATION} } } }`,
      { id: globalId },
    );
    expect(errors).toEqual([]);
    expect(data.verification).toMatchObject({ outcome: 'CAUTION', score: 0.1, source: { state: 'LIVE', error: null } });
    expect(data.verifications.nodes).toEqual([data.verification]);
    expect(checks.calls.map(({ method, input }) => [method, input])).toEqual([['readAgain', '1001']]);
  });

  test.each(OTHERS)('of a %s is answered from what was kept', async (capability) => {
    const { globalId } = await world.addVerification(world.people.asha, { capability });
    const { data, errors } = await asAsha(READ, { id: globalId });
    expect(errors).toEqual([]);
    expect(data.verification).toMatchObject({
      ...KEPT,
      source: { providerId: 'cashfree', state: 'CACHED', fetchedAt: '2026-01-12T09:00:00.000Z', error: null },
    });
    expect(world.gateway.ports.checks.calls).toEqual([]);
  });

  test('of a provider that fails is answered from what was kept, marked stale, with one error for the page', async () => {
    world.gateway.ports.checks.fail('readAgain', providerError('cashfree', 'PROVIDER_RATE_LIMITED', true));
    for (let index = 0; index < 3; index += 1) await world.addVerification(world.people.asha);
    const { data, errors } = await asAsha(`{ me { verifications { nodes { ${VERIFICATION} } } } }`);
    expect(errors.map(({ extensions }) => extensions)).toEqual([
      { code: 'PROVIDER_RATE_LIMITED', providerId: 'cashfree', retryable: true },
    ]);
    for (const node of data.me.verifications.nodes) {
      expect(node).toMatchObject({
        ...KEPT,
        source: {
          state: 'STALE',
          fetchedAt: '2026-01-12T09:00:00.000Z',
          error: { code: 'PROVIDER_RATE_LIMITED', retryable: true },
        },
      });
    }
    expect(data.me.verifications.nodes).toHaveLength(3);
  });

  test('without an answer so far is what is known of it', async () => {
    const changes = { referenceId: null, status: 'PROCESSING', outcome: null, completedAt: null } as const;
    const { globalId } = await world.addVerification(world.people.asha, changes);
    const { data } = await asAsha(READ, { id: globalId });
    expect(data.verification).toMatchObject({
      status: 'PROCESSING',
      outcome: 'UNAVAILABLE',
      source: { state: 'CACHED', fetchedAt: null },
      nextAction: { waitingOn: 'PROVIDER' },
    });
  });

  test("hides from the subject the provider's words and what would tip them off", async () => {
    const reasons = [
      { code: 'NAME_MISMATCH', retryable: true, field: 'name', providerCode: 'NAME_LABEL' },
      { code: 'WATCHLIST_HIT', retryable: false, field: null, providerCode: 'WATCH_LABEL' },
    ] as const;
    const { globalId } = await world.addVerification(world.people.asha, { capability: 'GSTIN', reasons });
    const own = await asAsha(READ, { id: globalId });
    expect(own.data.verification).toMatchObject({
      raw: null,
      reasons: [
        {
          code: 'NAME_MISMATCH',
          category: 'DATA_MISMATCH',
          userMessage: 'The name differs from the one on record. Please check how it is spelt.',
          internalMessage: null,
          providerCode: null,
        },
      ],
    });
    expect(JSON.stringify(own)).not.toMatch(/WATCH|LABEL|raw_code/);
    const staff = await world.as(world.people.ravi)(READ, { id: globalId });
    expect(staff.data.verification).toMatchObject({
      raw: RAW,
      reasons: [
        {
          providerCode: 'NAME_LABEL',
          internalMessage: 'The name that was given differs from the one on record.',
        },
        {
          code: 'WATCHLIST_HIT',
          userMessage: null,
          internalMessage: 'A possible match on a watch list or fraud list.',
          providerCode: 'WATCH_LABEL',
        },
      ],
    });
  });

  test('is in a page of its user too', async () => {
    const { globalId } = await world.addVerification(world.people.asha);
    await world.addVerification(world.people.bala);
    const page = `verifications(first: 1) { ${PAGE} }`;
    const { data } = await asAsha(`{ ${page} me { ${page} } }`);
    expect(data.me.verifications).toEqual(data.verifications);
    expect(data.verifications).toMatchObject({ edges: [{ node: { id: globalId } }], pageInfo: { hasNextPage: false } });
  });
});
