import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DEMO_PEOPLE } from '../src/demo/people.js';
import { endGatewayProcesses, startGatewayProcess } from '../test/support/gateway-process.js';
import { clientOf } from '../test/support/test-gateway.js';
import { startChild } from './child.js';
import type { Answers, LoadRequest } from './overload/load.process.js';
import { type Watched, watch } from './overload/watch.js';

const BOUNDS = { goodput: 0.8, refusalMs: 100, probeMs: 250, memory: 1.5 };

/** Of the capacity before and after. */
const MAX_DRIFT = 1.25;
/** More than are ever waited for: a request that had to wait for a connection of ours would look slow. */
const OPEN_CONNECTIONS = 1_000;
/** Numbers of clients that are tried for the capacity. */
const CLIENTS = [8, 16, 32];
const WARM_UP_S = 5;

const QUERY = `{ me { name email profile { pan { number } } consents { purpose state }
  documents(first: 10) { nodes { id kind } } disclosures(first: 10) { nodes { purpose createdAt } } } }`;

const { values } = parseArgs({
  args: process.argv.slice(2),
  options: { seconds: { type: 'string', default: '20' }, times: { type: 'string', default: '2' } },
});
const seconds = Number(values.seconds);
const times = Number(values.times);
if (!(seconds > 0 && times > 1)) throw new Error('npm run bench -- overload [--seconds 20] [--times 2]');

const dataDir = await mkdtemp(join(tmpdir(), 'kyc-bench-'));
const loader = startChild<LoadRequest, Answers>('./overload/load.process.ts');
try {
  const faults = await run();
  process.stdout.write(faults.length === 0 ? 'Every bound holds.\n' : `BROKEN: ${faults.join('; ')}\n`);
  process.exitCode = faults.length === 0 ? 0 : 1;
} finally {
  await loader.stop();
  await endGatewayProcesses();
  await rm(dataDir, { recursive: true, force: true });
}

async function run(): Promise<string[]> {
  const { url } = await startGatewayProcess({ KYC_DATA_DIR: dataDir, DEMO: 'on', OVERLOAD_LIMIT: 'auto' });
  const customers = DEMO_PEOPLE.filter(({ role }) => role === 'CUSTOMER');
  const tokens: string[] = [];
  for (const { email } of customers) tokens.push(await clientOf(url).login(email));
  const ask = (options: Pick<LoadRequest, 'forMs' | 'connections' | 'rate'>) =>
    loader.ask({ url, query: QUERY, tokens, ...options });
  const warm = await ask({ forMs: WARM_UP_S * 1_000, connections: 16 });
  if (warm.served.length === 0) throw new Error(`The gateway does not answer: ${JSON.stringify(warm.failed)}`);

  const watchedBefore = watch(url);
  const before = await findCapacity(ask);
  const calm = await watchedBefore.stop();
  const watchedDuring = watch(url);
  const rate = before.perSecond * times;
  const answers = await ask({ forMs: seconds * 1_000, connections: OPEN_CONNECTIONS, rate });
  const busy = await watchedDuring.stop();
  const after = await findCapacity(ask);
  const capacity = (before.perSecond + after.perSecond) / 2;
  print({ before, after, rate, answers, calm, busy });
  return faultsOf(answers.served.length / answers.seconds / capacity, answers, calm, busy);
}

interface Capacity {
  readonly perSecond: number;
  readonly clients: number;
  readonly p99Ms: number;
}

/** The most that clients get who send when they are answered, whatever their number. */
async function findCapacity(
  ask: (options: Pick<LoadRequest, 'forMs' | 'connections'>) => Promise<Answers>,
): Promise<Capacity> {
  let best: Capacity = { perSecond: 0, clients: 0, p99Ms: 0 };
  for (const clients of CLIENTS) {
    const { served, seconds: took } = await ask({ forMs: (seconds * 1_000) / 4, connections: clients });
    const perSecond = served.length / took;
    if (perSecond > best.perSecond) best = { perSecond, clients, p99Ms: p99(served) };
  }
  return best;
}

interface Found {
  readonly before: Capacity;
  readonly after: Capacity;
  readonly rate: number;
  readonly answers: Answers;
  readonly calm: Watched;
  readonly busy: Watched;
}

function print({ before, after, rate, answers, calm, busy }: Found): void {
  for (const [when, { perSecond, clients, p99Ms }] of Object.entries({ before, after })) {
    say(`capacity ${when}: ${perSecond.toFixed(0)} a second (${clients} clients, p99 ${p99Ms.toFixed(0)} ms)`);
  }
  const { served, refused, failed, latestMs } = answers;
  say(`sent: ${rate.toFixed(0)} a second on ${OPEN_CONNECTIONS} connections (at most ${latestMs.toFixed(0)} ms late)`);
  say(
    `served: ${(served.length / answers.seconds).toFixed(0)} a second, p50 ${p50(served)} p99 ${p99(served).toFixed(0)} ms`,
  );
  say(
    `refused: ${(refused.length / answers.seconds).toFixed(0)} a second, p50 ${p50(refused)} p99 ${p99(refused).toFixed(0)} ms`,
  );
  if (Object.keys(failed).length > 0) say(`neither: ${JSON.stringify(failed)}`);
  for (const [path, times] of Object.entries(busy.probes)) {
    say(
      `${path}: ${times.length} times, p99 ${p99(times).toFixed(0)} ms (undisturbed ${p99(calm.probes[path] ?? []).toFixed(0)})`,
    );
  }
  say(`resident memory: at most ${busy.residentMiB.toFixed(0)} MiB (at capacity ${calm.residentMiB.toFixed(0)})`);
  say(`smallest limit: ${busy.limit}`);
  const ratio = Math.max(before.perSecond, after.perSecond) / Math.min(before.perSecond, after.perSecond);
  const undisturbed = Math.max(...Object.values(calm.probes).map(p99));
  if (ratio > MAX_DRIFT || undisturbed > BOUNDS.refusalMs)
    say('The machine is busy with something else: this run says little.');
}

function faultsOf(goodput: number, answers: Answers, calm: Watched, busy: Watched): string[] {
  const { served, refused, misshapen, failed } = answers;
  say(`goodput: ${goodput.toFixed(2)} of the capacity (at least ${BOUNDS.goodput})`);
  const late = Object.entries(busy.probes).filter(([, times]) => p99(times) > BOUNDS.probeMs);
  return [
    ...(goodput >= BOUNDS.goodput ? [] : [`goodput is ${goodput.toFixed(2)} of the capacity`]),
    ...(refused.length > 0 ? [] : ['nothing was refused']),
    ...(p99(refused) <= BOUNDS.refusalMs ? [] : [`refusals take ${p99(refused).toFixed(0)} ms`]),
    ...(misshapen === 0 ? [] : [`${misshapen} refusals lack code or time`]),
    ...(Object.keys(failed).length === 0 && served.length > 0 ? [] : ['some requests got neither']),
    ...late.map(([path, times]) => `${path} takes ${p99(times).toFixed(0)} ms`),
    ...(busy.wrong.length === 0 ? [] : [`always served, but: ${[...new Set(busy.wrong)].join(', ')}`]),
    ...(busy.residentMiB <= calm.residentMiB * BOUNDS.memory ? [] : ['memory grew']),
  ];
}

function p50(times: readonly number[]): string {
  return quantile(times, 0.5).toFixed(0);
}

function p99(times: readonly number[]): number {
  return quantile(times, 0.99);
}

/** The smallest value that at least this share of them does not exceed. */
function quantile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
