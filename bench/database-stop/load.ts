import { setTimeout as delay } from 'node:timers/promises';
import { DEMO_PASSWORD } from '../../src/demo/people.js';
import { PERSONR_SIMULATOR_WEBHOOK_TOKEN } from '../../src/providers/personr/simulator/reviews.simulator.js';

export interface Sample {
  /** Epochs in milliseconds. */
  readonly sentAt: number;
  readonly ms: number;
  /** `ok`, an error code, or `no answer`. */
  readonly outcome: string;
}

export interface Way {
  readonly path: string;
  readonly init: RequestInit;
}

function graphql(query: string, variables: object, token?: string): Way {
  const headers = {
    'content-type': 'application/json',
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
  };
  return { path: '/graphql', init: { method: 'POST', headers, body: JSON.stringify({ query, variables }) } };
}

/** The ways into the gateway; mostly queries, since logins take most of a processor. */
export function waysOf(token: string, file: string, clients: number): readonly Way[] {
  const query = graphql('{ me { name profile { pan { number } } runners(first: 5) { nodes { refId } } } }', {}, token);
  const login = graphql('mutation ($input: LoginInput!) { login(input: $input) { __typename } }', {
    input: { email: 'asha@example.com', password: DEMO_PASSWORD },
  });
  const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });
  const body = JSON.stringify({ applicantId: '1700000000000x1', applicantStatus: 'Completed' });
  const headers = { 'content-type': 'application/json', ...bearer(PERSONR_SIMULATOR_WEBHOOK_TOKEN) };
  const webhook = { path: '/webhooks/personr', init: { method: 'POST', headers, body } };
  const others = [login, webhook, { path: file, init: { headers: bearer(token) } }];
  return [...others, ...Array.from({ length: Math.max(clients - others.length, 1) }, () => query)];
}

/** Each way asked by a client of its own, one request after the other and at most one every `everyMs`. */
export async function load(
  url: string,
  ways: readonly Way[],
  everyMs: number,
  isOver: () => boolean,
): Promise<Sample[]> {
  const samples: Sample[] = [];
  await Promise.all(
    ways.map(async (way, index) => {
      await delay((index * everyMs) / ways.length);
      while (!isOver()) {
        const sample = await ask(url, way);
        samples.push(sample);
        await delay(Math.max(0, sample.sentAt + everyMs - Date.now()));
      }
    }),
  );
  return samples;
}

async function ask(url: string, { path, init }: Way): Promise<Sample> {
  const sentAt = Date.now();
  const startedAt = performance.now();
  const outcome = await outcomeOf(url + path, init).catch(() => 'no answer');
  return { sentAt, ms: performance.now() - startedAt, outcome };
}

async function outcomeOf(address: string, init: RequestInit): Promise<string> {
  const response = await fetch(address, init);
  const text = await response.text();
  const code = /"code":"([A-Z_]+)"/.exec(text)?.[1];
  if (code !== undefined) return response.status === 503 && code !== 'SERVICE_UNAVAILABLE' ? `503 ${code}` : code;
  return response.ok ? 'ok' : String(response.status);
}
