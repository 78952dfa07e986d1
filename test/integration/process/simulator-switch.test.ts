import { endGatewayProcesses, startGatewayProcess } from '../../support/gateway-process.js';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { clientOf, type Data } from '../../support/test-gateway.js';
import { makeDataDir, removeDataDir } from './process-support.js';

const QUERY = `{ me {
  applicants(first: 1) { nodes { decision source { providerId state fetchedAt } } }
  runners(first: 1) { nodes { status source { providerId state fetchedAt } } }
} }`;

let dataDir: string;
let database: TestDatabase;

beforeEach(async () => {
  dataDir = await makeDataDir();
  database = await createTestDatabase();
});
afterEach(async () => {
  await endGatewayProcesses();
  await database.drop();
  await removeDataDir(dataDir);
});

test('whoever starts the gateway can stop a simulator and start it again: LIVE, STALE, LIVE', async () => {
  const gateway = await startGatewayProcess({ KYC_DATA_DIR: dataDir, DATABASE_URL: database.url });
  const client = clientOf(gateway.url);
  const token = await client.login('asha@example.com');
  const address = printedAddress(gateway.stdout, 'personr');
  const look = async (): Promise<{ applicant: Data; runner: Data }> => {
    const { me } = (await client.send(QUERY, {}, token)).data;
    return { applicant: me.applicants.nodes[0], runner: me.runners.nodes[0] };
  };
  const switchTo = async (action: 'stop' | 'start') => {
    expect((await fetch(`${address}/${action}`, { method: 'POST' })).status).toBe(204);
  };

  const before = await look();
  expect(before.applicant).toMatchObject({ decision: 'APPROVED', source: { providerId: 'personr', state: 'LIVE' } });
  await switchTo('stop');
  const meanwhile = await look();
  expect(meanwhile.applicant).toEqual({
    decision: 'APPROVED',
    source: { ...before.applicant.source, state: 'STALE' },
  });
  expect(meanwhile.runner.source.state).toBe('LIVE');
  expect(await (await fetch(address)).json()).toMatchObject({ simulator: expect.any(String) });
  await switchTo('start');
  const after = await look();
  expect(after.applicant).toMatchObject({ decision: 'APPROVED', source: { state: 'LIVE' } });
  expect(Date.parse(after.applicant.source.fetchedAt)).toBeGreaterThan(Date.parse(before.applicant.source.fetchedAt));
}, 60_000);

function printedAddress(stdout: string, id: string): string {
  const found = new RegExp(`^ +Simulator +${id} +(\\S+/__simulator)$`, 'm').exec(stdout)?.[1];
  if (found === undefined) throw new Error(`The gateway printed no address of ${id}.`);
  return found;
}
