import { serverAudits } from 'graphql-http';
import { startTestGateway, type TestGateway } from '../support/test-gateway.js';

describe('GraphQL over HTTP', () => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startTestGateway();
  });

  afterAll(async () => {
    await gateway.stop();
  });

  const audits = serverAudits({ url: () => `${gateway.url}/graphql`, fetchFn: fetch });

  test('has 61 audits', () => {
    expect(audits).toHaveLength(61);
  });

  test.each(audits.map((audit) => ({ audit, name: audit.name })))('$name', async ({ audit }) => {
    const result = await audit.fn();
    // "notice" and "warn" are deviations from what the specification recommends, "error" from what it demands.
    expect(result.status === 'error' ? result.reason : null).toBeNull();
  });
});
