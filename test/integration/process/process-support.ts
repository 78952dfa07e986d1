import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { clientOf, type Data } from '../../support/test-gateway.js';

export const PASSWORD = 'a password of the tests';

export function makeDataDir(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'kyc-process-'));
}

export function removeDataDir(dataDir: string): Promise<void> {
  return rm(dataDir, { recursive: true, force: true });
}

/** Status and body of `/health/ready`; null when nobody listens. */
export async function readiness(url: string): Promise<{ status: number; body: Data } | null> {
  try {
    const response = await fetch(`${url}/health/ready`);
    return { status: response.status, body: await response.json() };
  } catch {
    return null;
  }
}

/** Asks again and again until the answer is true; false after ten seconds. */
export async function eventually(question: () => Promise<boolean> | boolean): Promise<boolean> {
  for (const deadline = Date.now() + 10_000; Date.now() < deadline; await delay(20)) if (await question()) return true;
  return false;
}

/** Registers a person; resolves to their email address. */
export async function register(url: string, email: string): Promise<Data> {
  const { data } = await clientOf(url).send(
    'mutation ($input: RegisterInput!) { register(input: $input) { __typename ... on User { id } } }',
    { input: { name: 'Zoya Khan', email, mobile: '9000000077', password: PASSWORD, passwordConfirmation: PASSWORD } },
  );
  return data.register;
}

/** Logs in; `{ __typename, accessToken }`. */
export async function login(url: string, email: string, password = PASSWORD): Promise<Data> {
  const { data } = await clientOf(url).send(
    'mutation ($input: LoginInput!) { login(input: $input) { __typename ... on Session { accessToken } } }',
    { input: { email, password } },
  );
  return data.login;
}

/** Process id and port of the PostgreSQL that runs in a data folder; null when none does. */
export async function embeddedServer(dataDir: string): Promise<{ pid: number; port: number } | null> {
  const file = join(dataDir, 'postgres', 'cluster', 'postmaster.pid');
  const lines = await readFile(file, 'utf8').catch(() => null);
  if (lines === null) return null;
  const [pid, , , port] = lines.split('\n');
  return { pid: Number(pid), port: Number(port) };
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

export interface HeldServer {
  readonly url: string;
  readonly port: number;
  /** Resolves when a first request is there. */
  readonly asked: Promise<void>;
  /** Answers everything that waits, and whatever comes. */
  release(): void;
  close(): Promise<void>;
}

/** A server on loopback that keeps its callers waiting until it is told to answer. */
export async function startHeldServer(): Promise<HeldServer> {
  const waiting: ServerResponse[] = [];
  let released = false;
  let onAsked = () => {};
  const asked = new Promise<void>((done) => {
    onAsked = done;
  });
  const answer = (response: ServerResponse) =>
    response.writeHead(503, { 'content-type': 'application/json' }).end('{}');
  const server = createServer((request, response) => {
    request.resume();
    if (released) answer(response);
    else waiting.push(response);
    onAsked();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    asked,
    release() {
      released = true;
      waiting.splice(0).forEach(answer);
    },
    close() {
      server.closeAllConnections();
      return new Promise((done) => server.close(() => done()));
    },
  };
}
