import { startTestGateway, type TestGateway } from '../support/test-gateway.js';

const QUERY = `query ($maxAge: Int) {
  me {
    customer(maxAge: $maxAge) { customerStatus source { ...from } }
    applicants(first: 1, maxAge: $maxAge) { nodes { decision extracted { dateOfBirth } decidedAt source { ...from } } }
    runners(first: 1, maxAge: $maxAge) { nodes { status currentNode { name } source { ...from } } }
    verifications(first: 1, maxAge: $maxAge) { nodes { outcome source { ...from } } }
  }
}
fragment from on Source { state fetchedAt error { code } }`;

describe('the last known answers', () => {
  let gateway: TestGateway;
  let token: string;

  beforeAll(async () => {
    gateway = await startTestGateway({ PROVIDER_TIMEOUT_MS: '1000' });
    token = await gateway.login('asha@example.com');
  });

  afterAll(async () => {
    await gateway.stop();
  });

  function breakAll(broken: boolean): void {
    for (const simulator of gateway.simulators.values()) {
      simulator.setFaults(broken ? [{ pathContains: '', status: 500, body: {} }] : []);
    }
  }

  async function look(maxAge: number | null = null) {
    const { data, errors = [] } = await gateway.send(QUERY, { maxAge }, token);
    const { customer, applicants, runners, verifications } = data.me;
    const parts = [customer, applicants.nodes[0], runners.nodes[0], verifications.nodes[0]];
    return {
      parts: parts.map(({ source: _, ...rest }) => rest),
      states: parts.map(({ source }) => source.state),
      times: parts.map(({ source }) => source.fetchedAt),
      errors,
    };
  }

  test('stand in for every provider that fails: LIVE, STALE with the time of the answer, LIVE again', async () => {
    const live = await look();
    expect(live.states).toEqual(['LIVE', 'LIVE', 'LIVE', 'LIVE']);
    breakAll(true);
    const stale = await look();
    expect(stale.states).toEqual(['STALE', 'STALE', 'STALE', 'STALE']);
    expect(stale.parts).toEqual(live.parts);
    expect(stale.times).toEqual(live.times);
    expect(stale.errors.map(({ extensions }) => extensions.providerId).sort()).toEqual([
      'cashfree',
      'cdp',
      'crego',
      'personr',
    ]);
    breakAll(false);
    expect((await look()).states).toEqual(['LIVE', 'LIVE', 'LIVE', 'LIVE']);
  });

  test('are good enough within maxAge: no provider is asked', async () => {
    const live = await look();
    for (const simulator of gateway.simulators.values()) simulator.clearRequests();
    const cached = await look(60);
    expect(cached.states).toEqual(['CACHED', 'CACHED', 'CACHED', 'CACHED']);
    expect(cached.times).toEqual(live.times);
    expect([...gateway.simulators.values()].flatMap(({ requests }) => requests)).toEqual([]);
  });

  test('an age that cannot be is refused', async () => {
    const { errors } = await gateway.send(QUERY, { maxAge: -1 }, token);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'maxAge' });
  });

  test('a command puts them out of date', async () => {
    const id = (await gateway.send('{ me { runners(first: 1) { nodes { id } } } }', {}, token)).data.me.runners.nodes[0]
      .id;
    const navigate = `mutation ($input: ExecuteRunnerInput!) {
      executeRunner(input: $input) { __typename ... on Runner { currentNode { name } } ... on Problem { message } }
    }`;
    const input = { runnerId: id, action: 'NAVIGATE', data: { target_node: 'applicant_pan_and_mobile' } };
    const { data } = await gateway.send(navigate, { input }, token);
    expect(data.executeRunner).toEqual({ __typename: 'Runner', currentNode: { name: 'applicant_pan_and_mobile' } });
    const after = await look(60);
    expect(after.parts[2]).toMatchObject({ currentNode: { name: 'applicant_pan_and_mobile' } });
  });
});
