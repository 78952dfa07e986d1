import { setTimeout as delay } from 'node:timers/promises';
import { Pool } from 'undici';
import { serveParent } from '../child.js';

export interface LoadRequest {
  readonly url: string;
  readonly query: string;
  /** One for each client. */
  readonly tokens: readonly string[];
  /** Between two requests of one client. */
  readonly everyMs: number;
  readonly forMs: number;
  /** Whether a client whose request took long leaves out the requests it has missed. Otherwise their wait counts. */
  readonly skipsMissed: boolean;
  /** Ends earlier, once this word has been seen as a state. */
  readonly untilState?: string;
}

export interface Sample {
  /** Epoch in milliseconds, when the answer was there. */
  readonly at: number;
  readonly ms: number;
  /** Every `source.state` of the answer, in order; `failed` when it was no answer. */
  readonly states: string;
}

export type LoadReply = readonly Sample[];

serveParent<LoadRequest, LoadReply>(load, async () => undefined);

/** A fixed number of requests a second, so that a fast phase is not a busier one. */
async function load(request: LoadRequest): Promise<LoadReply> {
  const pool = new Pool(request.url, { connections: request.tokens.length, pipelining: 1 });
  const samples: Sample[] = [];
  const startedAt = performance.now();
  const isOver = () =>
    performance.now() - startedAt >= request.forMs ||
    (request.untilState !== undefined && samples.some(({ states }) => states.includes(request.untilState ?? '')));
  await Promise.all(
    request.tokens.map(async (token, index) => {
      let due = startedAt + (index * request.everyMs) / request.tokens.length;
      while (!isOver()) {
        await delay(Math.max(0, due - performance.now()));
        const states = await ask(pool, token, request.query);
        samples.push({ at: Date.now(), ms: performance.now() - due, states });
        due += request.everyMs;
        // In step with itself, lest all clients that waited for the same thing ask at the same moment from then on.
        while (request.skipsMissed && due < performance.now()) due += request.everyMs;
      }
    }),
  );
  await pool.close();
  return samples;
}

async function ask(pool: Pool, token: string, query: string): Promise<string> {
  try {
    const { statusCode, body } = await pool.request({
      method: 'POST',
      path: '/graphql',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query }),
    });
    const text = await body.text();
    if (statusCode !== 200) return 'failed';
    return Array.from(text.matchAll(/"state":"([A-Z]+)"/g), ([, state]) => state).join(' ');
  } catch {
    return 'failed';
  }
}
