import { setTimeout as delay } from 'node:timers/promises';
import { Pool } from 'undici';

export interface Watched {
  /** Milliseconds of each answer of an address that is always served. */
  readonly probes: Readonly<Record<string, readonly number[]>>;
  /** Answers of them with another status than they should have. */
  readonly wrong: readonly string[];
  /** The largest resident memory seen. */
  readonly residentMiB: number;
  /** The smallest limit seen. */
  readonly limit: number;
}

const EVERY_MS = 50;

/** Each with the status that it has when all is well: the webhook is not signed. */
const PROBES = [
  { method: 'GET', path: '/health/live', status: 200 },
  { method: 'GET', path: '/health/ready', status: 200 },
  { method: 'POST', path: '/webhooks/personr', status: 401 },
] as const;

/** Asks, beside the load, for what must be answered first, and for the figures of the process. */
export function watch(url: string): { stop(): Promise<Watched> } {
  const stopping = new AbortController();
  const done = Promise.all([probe(url, stopping.signal), readFigures(url, stopping.signal)]);
  return {
    async stop() {
      stopping.abort();
      const [probed, figures] = await done;
      return { ...probed, ...figures };
    },
  };
}

async function probe(url: string, signal: AbortSignal): Promise<Pick<Watched, 'probes' | 'wrong'>> {
  const probes: Record<string, number[]> = Object.fromEntries(PROBES.map(({ path }) => [path, []]));
  const wrong: string[] = [];
  const pool = new Pool(url, { connections: PROBES.length });
  await Promise.all(
    PROBES.map(async ({ method, path, status }) => {
      while (!signal.aborted) {
        const startedAt = performance.now();
        const { statusCode, body } = await pool.request({ method, path });
        await body.dump();
        probes[path]?.push(performance.now() - startedAt);
        if (statusCode !== status) wrong.push(`${path} ${statusCode}`);
        await delay(EVERY_MS);
      }
    }),
  );
  await pool.close();
  return { probes, wrong };
}

async function readFigures(url: string, signal: AbortSignal): Promise<Pick<Watched, 'residentMiB' | 'limit'>> {
  let residentMiB = 0;
  let limit = Number.POSITIVE_INFINITY;
  for (; !signal.aborted; await delay(10 * EVERY_MS)) {
    const text = await (await fetch(`${url}/metrics`)).text();
    residentMiB = Math.max(residentMiB, readFigure(text, 'process_resident_memory_bytes') / 2 ** 20);
    limit = Math.min(limit, readFigure(text, 'kyc_load_limit'));
  }
  return { residentMiB, limit };
}

function readFigure(text: string, name: string): number {
  return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1] ?? Number.NaN);
}
