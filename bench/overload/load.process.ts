import { setTimeout as delay } from 'node:timers/promises';
import { Pool } from 'undici';
import { serveParent } from '../child.js';

export interface LoadRequest {
  readonly url: string;
  readonly query: string;
  readonly tokens: readonly string[];
  readonly forMs: number;
  readonly connections: number;
  /** Requests a second, sent whether or not those before are answered; absent: each connection sends when it is answered. */
  readonly rate?: number;
}

export interface Answers {
  /** Milliseconds from the sending of each request to the end of its answer. */
  readonly served: readonly number[];
  readonly refused: readonly number[];
  /** Refusals that say no time to come back, or have another code. */
  readonly misshapen: number;
  /** Neither served nor refused, by what came instead. */
  readonly failed: Readonly<Record<string, number>>;
  /** How much later than planned a request was sent, at worst: a sender that is late measures itself. */
  readonly latestMs: number;
  readonly seconds: number;
}

const EVERY_MS = 5;

serveParent<LoadRequest, Answers>(load, async () => undefined);

async function load({ url, query, tokens, forMs, connections, rate }: LoadRequest): Promise<Answers> {
  const pool = new Pool(url, { connections, pipelining: 1 });
  const tally = { served: [] as number[], refused: [] as number[], misshapen: 0, failed: {} as Record<string, number> };
  const body = JSON.stringify({ query });
  let sent = 0;
  const ask = async () => {
    const token = tokens[sent % tokens.length];
    sent += 1;
    const sentAt = performance.now();
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    try {
      const answer = await pool.request({ method: 'POST', path: '/graphql', headers, body });
      const text = await answer.body.text();
      const ms = performance.now() - sentAt;
      if (answer.statusCode === 200 && !text.includes('"errors"')) tally.served.push(ms);
      else if (answer.statusCode === 503) {
        tally.refused.push(ms);
        if (answer.headers['retry-after'] === undefined || !text.includes('"OVERLOADED"')) tally.misshapen += 1;
      } else fail(`status ${answer.statusCode}`);
    } catch (error) {
      fail(error instanceof Error && 'code' in error ? String(error.code) : 'unknown');
    }
  };
  const fail = (what: string) => {
    tally.failed[what] = (tally.failed[what] ?? 0) + 1;
  };
  // As a load balancer holds them open: Node.js accepts one new connection in each turn of its event loop, so those that
  // begin in the overload would wait for that before the gateway sees a request to refuse.
  if (rate !== undefined) await Promise.all(Array.from({ length: connections }, () => touch(pool)));
  const startedAt = performance.now();
  const elapsed = () => performance.now() - startedAt;
  let latestMs = 0;
  if (rate === undefined) {
    const client = async () => {
      while (elapsed() < forMs) await ask();
    };
    await Promise.all(Array.from({ length: connections }, client));
  } else {
    const asked: Promise<void>[] = [];
    while (elapsed() < forMs) {
      const due = Math.floor((elapsed() * rate) / 1_000);
      latestMs = Math.max(latestMs, elapsed() - ((asked.length + 1) * 1_000) / rate);
      while (asked.length < due) asked.push(ask());
      await delay(EVERY_MS);
    }
    await Promise.all(asked);
  }
  const seconds = elapsed() / 1_000;
  await pool.destroy();
  return { ...tally, latestMs, seconds };
}

async function touch(pool: Pool): Promise<void> {
  const answer = await pool.request({ method: 'GET', path: '/health/live' });
  await answer.body.dump();
}
