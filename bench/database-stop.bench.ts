import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { endGatewayProcesses, startGatewayProcess } from '../test/support/gateway-process.js';
import { clientOf } from '../test/support/test-gateway.js';
import { load, type Sample, type Way, waysOf } from './database-stop/load.js';
import { OwnPostgres } from './database-stop/own-postgres.js';

const MAX_ANSWER_MS = 3_000;
const MAX_NOT_READY_MS = 2_000;
const MAX_RECOVERY_MS = 5_000;
const READINESS_EVERY_MS = 50;

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '5' },
    clients: { type: 'string', default: '40' },
    every: { type: 'string', default: '200' },
  },
});
const [seconds, clients, everyMs] = [values.seconds, values.clients, values.every].map(Number) as [
  number,
  number,
  number,
];
const folder = await mkdtemp(join(tmpdir(), 'kyc-bench-'));
const postgres = await OwnPostgres.create(folder);
try {
  const { url, ways } = await start();
  const faults = [
    ...(await scenario(
      'it is stopped',
      url,
      ways,
      () => postgres.stop(),
      () => postgres.comeBack(),
    )),
    ...(await scenario(
      'it says nothing any more',
      url,
      ways,
      () => postgres.silence(),
      () => postgres.wake(),
    )),
  ];
  process.stdout.write(faults.length === 0 ? 'Every bound holds.\n' : `BROKEN: ${faults.join('; ')}\n`);
  process.exitCode = faults.length === 0 ? 0 : 1;
} finally {
  await endGatewayProcesses();
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}

/** With the limits that a gateway has when nothing is set. */
async function start(): Promise<{ url: string; ways: readonly Way[] }> {
  const limits = { DATABASE_CONNECT_TIMEOUT_MS: '', DATABASE_STATEMENT_TIMEOUT_MS: '', DATABASE_LOCK_TIMEOUT_MS: '' };
  const KYC_DATA_DIR = join(folder, 'gateway');
  const { url } = await startGatewayProcess({ ...limits, DATABASE_URL: postgres.url, KYC_DATA_DIR, DEMO: 'on' });
  const { login, send } = clientOf(url);
  const token = await login('asha@example.com');
  const { data } = await send('{ documents(first: 1) { nodes { downloadPath } } }', {}, token);
  return { url, ways: waysOf(token, data.documents.nodes[0].downloadPath, clients) };
}

interface Times {
  readonly outAt: number;
  readonly backAt: number;
  /** After `backAt`; infinite when it never was. */
  readonly readyAt: number;
}

async function scenario(
  name: string,
  url: string,
  ways: readonly Way[],
  takeAway: () => Promise<void>,
  giveBack: () => Promise<void>,
): Promise<string[]> {
  let over = false;
  const loading = load(url, ways, everyMs, () => over);
  await delay(seconds * 1_000);
  const outAt = Date.now();
  const watch = watchReadiness(url);
  await takeAway();
  await delay(Math.max(0, outAt + seconds * 1_000 - Date.now()));
  await giveBack();
  const backAt = Date.now();
  const readyAt = await watch.firstReadyAfter(backAt);
  await delay(seconds * 1_000);
  over = true;
  const samples = await loading;
  return report(name, samples, { outAt, backAt, readyAt }, await watch.stop());
}

interface Readiness {
  readonly notReadyAt: number;
  readonly slowestMs: number;
}

function watchReadiness(url: string) {
  const seen: { readonly sentAt: number; readonly answeredAt: number; readonly status: number }[] = [];
  let watching = true;
  const done = (async () => {
    for (; watching; await delay(READINESS_EVERY_MS)) {
      const sentAt = Date.now();
      const status = await fetch(`${url}/health/ready`).then(
        (response) => response.status,
        () => 0,
      );
      seen.push({ sentAt, answeredAt: Date.now(), status });
    }
  })();
  return {
    async firstReadyAfter(at: number): Promise<number> {
      const deadline = at + 4 * MAX_RECOVERY_MS;
      const find = () => seen.find(({ sentAt, status }) => sentAt >= at && status === 200)?.answeredAt;
      while (find() === undefined && Date.now() < deadline) await delay(READINESS_EVERY_MS);
      return find() ?? Number.POSITIVE_INFINITY;
    },
    async stop(): Promise<Readiness> {
      watching = false;
      await done;
      return {
        notReadyAt: seen.find(({ status }) => status === 503)?.answeredAt ?? Number.POSITIVE_INFINITY,
        slowestMs: Math.max(...seen.map(({ sentAt, answeredAt }) => answeredAt - sentAt)),
      };
    },
  };
}

function report(name: string, samples: readonly Sample[], times: Times, readiness: Readiness): string[] {
  const { outAt, backAt, readyAt } = times;
  const phases = {
    before: samples.filter(({ sentAt, ms }) => sentAt + ms < outAt),
    away: samples.filter(({ sentAt, ms }) => sentAt + ms >= outAt && sentAt < readyAt),
    after: samples.filter(({ sentAt }) => sentAt >= readyAt),
  };
  const notReadyMs = readiness.notReadyAt - outAt;
  const recoveryMs = readyAt - backAt;
  process.stdout.write(`\nThe database is away for ${((backAt - outAt) / 1_000).toFixed(1)} s: ${name}\n`);
  console.table(Object.fromEntries(Object.entries(phases).map(([phase, some]) => [phase, summarise(some)])));
  process.stdout.write(
    `readiness: 503 after ${notReadyMs} ms (at most ${MAX_NOT_READY_MS}), slowest answer ${readiness.slowestMs} ms; ` +
      `200 again ${recoveryMs} ms after the database (at most ${MAX_RECOVERY_MS})\n`,
  );
  const worst = Math.max(...samples.map(({ ms }) => ms));
  const wrong = (some: readonly Sample[], allowed: readonly string[]) =>
    some.filter(({ outcome }) => !allowed.includes(outcome)).length;
  const strange = wrong(phases.away, ['ok', 'SERVICE_UNAVAILABLE']);
  const failed = wrong([...phases.before, ...phases.after], ['ok']);
  return [
    ...(worst <= MAX_ANSWER_MS ? [] : [`${name}: an answer took ${Math.round(worst)} ms`]),
    ...(notReadyMs <= MAX_NOT_READY_MS ? [] : [`${name}: ready for ${notReadyMs} ms`]),
    ...(readiness.slowestMs <= MAX_NOT_READY_MS ? [] : [`${name}: readiness took ${readiness.slowestMs} ms`]),
    ...(recoveryMs <= MAX_RECOVERY_MS ? [] : [`${name}: not ready for ${recoveryMs} ms after it`]),
    ...(strange === 0 ? [] : [`${name}: ${strange} answers say something else`]),
    ...(failed === 0 ? [] : [`${name}: ${failed} requests failed while the database was there`]),
    ...(phases.away.length > 0 ? [] : [`${name}: nothing was asked`]),
  ];
}

function summarise(samples: readonly Sample[]): Record<string, number | string> {
  const counts = new Map<string, number>();
  for (const { outcome } of samples) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  const times = samples.map(({ ms }) => ms).sort((one, other) => one - other);
  const quantile = (share: number) => Math.round(times[Math.ceil(share * times.length) - 1] ?? Number.NaN);
  const outcomes = [...counts].map(([outcome, count]) => `${count} × ${outcome}`).join(', ');
  return { requests: samples.length, p50Ms: quantile(0.5), p99Ms: quantile(0.99), worstMs: quantile(1), outcomes };
}
