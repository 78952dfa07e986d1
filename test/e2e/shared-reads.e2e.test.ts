import { setTimeout as delay } from 'node:timers/promises';
import { PROVIDERS } from '../../src/providers/registry.js';
import type { RunningSimulator } from '../../src/providers/simulator/simulator-kit.js';
import { FaultServer } from '../support/fault-server.js';
import { readFigures, sumOf } from '../support/metric-text.js';
import { type Data, startTestGateway, type TestGateway } from '../support/test-gateway.js';

const MANY = 100;
const MINE = '{ me { runners(first: 1) { nodes { id } } } }';
const RUNNER = 'query ($id: ID!) { runner(id: $id) { status currentNode { name } source { state } } }';

let gateway: TestGateway;
let simulator: RunningSimulator;
let front: FaultServer;
let asha: string;
let ravi: string;
let id: string;
/** Calls that wait at the provider's door. */
let waiting: (() => void)[];

beforeAll(async () => {
  const crego = PROVIDERS.find((definition) => definition.id === 'crego');
  if (crego === undefined) throw new Error('There is no crego.');
  simulator = await crego.startSimulator({ port: 0 });
  front = await FaultServer.start({ target: simulator.url });
  const settings = Object.entries(crego.simulatorSettings).map(([name, value]) => [name, String(value)]);
  gateway = await startTestGateway({ CREGO_BASE_URL: front.url, ...Object.fromEntries(settings) });
  asha = await gateway.login('asha@example.com');
  ravi = await gateway.login('ravi@example.com');
  id = (await gateway.send(MINE, {}, asha)).data.me.runners.nodes[0].id;
});

beforeEach(() => {
  waiting = [];
  simulator.clearRequests();
  front.misbehave(async ({ response, forward }) => {
    await new Promise<void>((resolve) => waiting.push(resolve));
    const { status, contentType, body } = await forward();
    response.writeHead(status, { 'content-type': contentType }).end(body);
  });
});

afterAll(async () => {
  await gateway.stop();
  await front.close();
  await simulator.close();
});

async function joined(): Promise<number> {
  return sumOf(await readFigures(gateway.url), 'kyc_provider_shared_reads_total', { provider: 'crego' });
}

async function until(question: () => Promise<boolean> | boolean): Promise<void> {
  for (const deadline = Date.now() + 10_000; Date.now() < deadline; await delay(10)) if (await question()) return;
  throw new Error('It never came to that.');
}

function read(token: string): Promise<{ data: Data }> {
  return gateway.send(RUNNER, { id }, token);
}

function release(): void {
  for (const go of waiting.splice(0)) go();
}

test('a hundred identical reads of one person at once are one call', async () => {
  const before = await joined();
  const answers = Promise.all(Array.from({ length: MANY }, () => read(asha)));
  await until(async () => (await joined()) - before === MANY - 1);
  expect(waiting).toHaveLength(1);
  release();

  for (const { data } of await answers) {
    expect(data).toEqual((await answers)[0]?.data);
    expect(data.runner.source.state).toBe('LIVE');
  }
  expect(simulator.requests).toHaveLength(1);
});

test('two people who read the same record never share a call', async () => {
  const before = await joined();
  const answers = Promise.all([read(asha), read(ravi), read(asha), read(ravi)]);
  await until(async () => waiting.length === 2 && (await joined()) - before === 2);
  release();

  expect((await answers).map(({ data }) => data.runner.source.state)).toEqual(Array(4).fill('LIVE'));
  expect(simulator.requests).toHaveLength(2);
});
