import { CHECK_CAPABILITIES } from '../../src/domain/check/kinds/check-kinds.js';
import { createWorld } from '../support/schema-harness.js';

const PROVIDERS = `{ providers { id displayName capabilities simulated health circuit lastSuccessAt lastFailureAt
  rateLimit { limit remaining resetAt } } }`;

let world: Awaited<ReturnType<typeof createWorld>>;

beforeEach(async () => {
  world = await createWorld();
});

describe('providers', () => {
  test('are listed for everybody, with what each can do, and none is asked', async () => {
    const { data, errors } = await world.as(null)(PROVIDERS);
    expect(errors).toEqual([]);
    expect(
      data.providers.map(({ id, capabilities }: { id: string; capabilities: string[] }) => [id, capabilities]),
    ).toEqual([
      ['cashfree', CHECK_CAPABILITIES],
      ['cdp', ['CUSTOMER']],
      ['crego', ['OTP', 'CUSTOMER_AUTH', 'WORKFLOW', 'RUNNER_TOOLS', 'WORKFLOW_DESIGN', 'WORKFLOW_DOCUMENTS']],
      ['personr', ['AML', 'SCREENING', 'VERIFICATION_LINK']],
    ]);
    expect(data.providers[0]).toMatchObject({
      displayName: 'The cashfree fake',
      simulated: true,
      health: 'UNKNOWN',
      circuit: 'CLOSED',
      lastSuccessAt: null,
      lastFailureAt: null,
      rateLimit: null,
    });
    expect(Object.values(world.gateway.ports).flatMap(({ calls }) => calls)).toEqual([]);
  });

  test('tell how each of them is', async () => {
    const [cashfree] = world.gateway.providers;
    cashfree!.current = {
      health: 'DOWN',
      circuit: 'OPEN',
      lastSuccessAt: new Date('2026-01-31T10:00:00Z'),
      lastFailureAt: new Date('2026-01-31T11:00:00Z'),
      rateLimit: { limit: 10, remaining: 0, resetAt: new Date('2026-01-31T12:00:00Z') },
    };
    const { data } = await world.as(world.people.asha)(PROVIDERS);
    expect(data.providers[0]).toMatchObject({
      health: 'DOWN',
      circuit: 'OPEN',
      lastSuccessAt: '2026-01-31T10:00:00.000Z',
      lastFailureAt: '2026-01-31T11:00:00.000Z',
      rateLimit: { limit: 10, remaining: 0, resetAt: '2026-01-31T12:00:00.000Z' },
    });
  });

  test('leave out a capability that nobody offers', async () => {
    world = await createWorld({ without: ['OTP'] });
    const { data } = await world.as(null)(PROVIDERS);
    expect(data.providers[2]).toMatchObject({
      id: 'crego',
      capabilities: ['CUSTOMER_AUTH', 'WORKFLOW', 'RUNNER_TOOLS', 'WORKFLOW_DESIGN', 'WORKFLOW_DOCUMENTS'],
    });
  });
});
