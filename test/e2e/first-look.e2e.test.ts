import { type Data, startTestGateway, type TestGateway } from '../support/test-gateway.js';
import { readOperationFile } from './operation-files.js';

const FIRST_LOOK = readOperationFile('first-look').text;

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.stop());

describe('the first query of the README', () => {
  test('merges PostgreSQL with all four providers, live', async () => {
    const startedAt = Date.now();
    const { data, errors } = await gateway.send(FIRST_LOOK, {}, await gateway.login('asha@example.com'));

    expect(errors).toBeUndefined();
    expect(data.me).toMatchObject({
      name: 'Asha Rao',
      profile: { pan: { number: 'AAXXXXXX4C' } },
      customer: { customerNumber: '8800000001', customerStatus: 'ACTIVE' },
      applicants: { nodes: [{ status: 'COMPLETED', decision: 'APPROVED' }] },
      runners: {
        nodes: [{ refId: 'RUNNER-DEMO-01', status: 'AWAITING_INPUT', currentNode: { name: 'applicant_extra_info' } }],
      },
      verifications: { nodes: [{ capability: 'PAN', subject: 'AAXXXXXX4C', outcome: 'PASS' }] },
    });
    const sources = sourcesOf(data);
    expect(sources.map(({ providerId, state }) => `${providerId} ${state}`)).toEqual([
      'cdp LIVE',
      'personr LIVE',
      'crego LIVE',
      'cashfree LIVE',
    ]);
    for (const { fetchedAt } of sources) {
      expect(new Date(fetchedAt).toISOString()).toBe(fetchedAt);
      expect(Date.parse(fetchedAt)).toBeGreaterThanOrEqual(startedAt);
    }
  });

  test('asks each provider once', async () => {
    const token = await gateway.login('asha@example.com');
    await gateway.send(FIRST_LOOK, {}, token);
    for (const simulator of gateway.simulators.values()) simulator.clearRequests();

    await gateway.send(FIRST_LOOK, {}, token);

    const asked = [...gateway.simulators].filter(([, { requests }]) => requests.length > 0);
    const calls = asked.map(([id, { requests }]) => `${id} ${requests.length}`);
    expect(calls.sort()).toEqual(['cashfree 1', 'cdp 1', 'crego 1', 'personr 1']);
  });

  test('shows nobody without a login', async () => {
    const { data, errors } = await gateway.send(FIRST_LOOK);

    expect(data).toEqual({ me: null });
    expect(errors ?? []).toHaveLength(0);
  });
});

function sourcesOf({ me }: Data): readonly { providerId: string; state: string; fetchedAt: string }[] {
  return [
    me.customer.source,
    me.applicants.nodes[0].source,
    me.runners.nodes[0].source,
    me.verifications.nodes[0].source,
  ];
}
