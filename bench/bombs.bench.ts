import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { endGatewayProcesses, startGatewayProcess } from '../test/support/gateway-process.js';

/** From sending a bomb to its refusal, and for any honest request in the meantime. */
const MAX_MS = 300;
const PROBE_EVERY_MS = 10;
const ROUNDS = 5;
const WARM_UP_REQUESTS = 200;

interface Bomb {
  readonly name: string;
  readonly body: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Record<string, string>;
}

const operation = (query: string, variables?: unknown) => JSON.stringify({ query, variables });
const list = (count: number, item: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => item(i)).join(' ');

const BOMBS: readonly Bomb[] = [
  { name: '5,000 levels', body: operation(`${'{ me '.repeat(5_000)}{ id }${'}'.repeat(5_000)}`) },
  { name: '8,000 tokens', body: operation(`{ me { ${'id '.repeat(8_000)} } }`) },
  { name: '3,900 times one field', body: operation(`{ me { ${'id '.repeat(3_900)} } }`) },
  {
    name: 'fragments that double, 200 times',
    body: operation(
      `{ me { ...F0 } } ${list(200, (i) => `fragment F${i} on User { ...F${i + 1} ... { ...F${i + 1} } }`)} fragment F200 on User { id }`,
    ),
  },
  { name: '800 aliases', body: operation(`{ ${list(800, (i) => `a${i}: __typename`)} }`) },
  { name: '800 logins', body: operation(`mutation { ${list(800, (i) => `a${i}: logout { loggedOut }`)} }`) },
  { name: 'a string of 100,000 characters', body: operation('{ me { id } }', { a: 'a'.repeat(100_000) }) },
  { name: 'a literal of 100,000 characters', body: operation(`{ node(id: "${'a'.repeat(100_000)}") { id } }`) },
  {
    name: '100,000 lists inside each other',
    body: `{"query":"{me{id}}","variables":{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}}`,
  },
  {
    name: 'pages of pages of pages',
    body: operation(
      '{ users(first: 100) { nodes { runners(first: 100) { nodes { user { applicants(first: 100) { nodes { status } } } } } } } }',
    ),
  },
  {
    name: 'circular introspection',
    body: operation(`{ __schema { types { ${'fields { type { '.repeat(18)} name ${'} }'.repeat(18)} } } }`),
  },
  {
    name: '200 MB as gzip',
    body: new Uint8Array(gzipSync(Buffer.alloc(200 * 1024 * 1024, 0x20))),
    headers: { 'content-encoding': 'gzip' },
  },
  { name: 'two megabytes', body: operation('{ me { id } }', { a: 'a'.repeat(2_000_000) }) },
];

const dataDir = await mkdtemp(join(tmpdir(), 'kyc-bench-'));
try {
  const { url } = await startGatewayProcess({ KYC_DATA_DIR: dataDir, DEMO: 'on', LOG_LEVEL: 'silent' });
  for (let i = 0; i < WARM_UP_REQUESTS; i += 1) await timeOf(() => post(url, operation('{ __typename }')));
  const faults: string[] = [];
  for (const bomb of BOMBS) faults.push(...(await explode(url, bomb)));
  process.stdout.write(faults.length === 0 ? 'Every bound holds.\n' : `BROKEN: ${faults.join('; ')}\n`);
  process.exitCode = faults.length === 0 ? 0 : 1;
} finally {
  await endGatewayProcesses();
  await rm(dataDir, { recursive: true, force: true });
}

/** Sends the bomb a few times while honest requests go on; the worst of each is what counts. */
async function explode(url: string, { name, body, headers }: Bomb): Promise<string[]> {
  const stop = new AbortController();
  const probing = probe(url, stop.signal);
  let slowest = 0;
  let passed = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const { ms, status } = await timeOf(() => post(url, body, headers));
    slowest = Math.max(slowest, ms);
    if (status < 400 || status >= 500) passed += 1;
    await delay(PROBE_EVERY_MS);
  }
  stop.abort();
  const slowestProbe = await probing;
  process.stdout.write(`${name.padEnd(36)} refused in ${show(slowest)}, others answered in ${show(slowestProbe)}\n`);
  return [
    ...(passed > 0 ? [`${name} is not refused`] : []),
    ...(slowest > MAX_MS ? [`${name} takes ${show(slowest)}`] : []),
    ...(slowestProbe > MAX_MS ? [`others wait ${show(slowestProbe)} during ${name}`] : []),
  ];
}

async function probe(url: string, signal: AbortSignal): Promise<number> {
  let slowest = 0;
  while (!signal.aborted) {
    const { ms, status } = await timeOf(() => post(url, operation('{ providers { id } }')));
    if (status !== 200) return Number.POSITIVE_INFINITY;
    slowest = Math.max(slowest, ms);
    await delay(PROBE_EVERY_MS);
  }
  return slowest;
}

async function post(url: string, body: Bomb['body'], headers: Record<string, string> = {}): Promise<number> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  await response.arrayBuffer();
  return response.status;
}

async function timeOf(send: () => Promise<number>): Promise<{ readonly ms: number; readonly status: number }> {
  const startedAt = performance.now();
  const status = await send();
  return { ms: performance.now() - startedAt, status };
}

function show(ms: number): string {
  return `${ms.toFixed(0).padStart(4)} ms`;
}
