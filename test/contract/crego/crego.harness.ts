import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { loadConfig } from '../../../src/config/load-config.js';
import type { KycProvider } from '../../../src/domain/provider/kyc-provider.js';
import type { OtpPort } from '../../../src/domain/provider/otp-port.js';
import { ProviderError } from '../../../src/domain/provider/provider-error.js';
import type { WorkflowPort } from '../../../src/domain/provider/workflow-port.js';
import { cregoProvider } from '../../../src/providers/crego/crego.provider.js';

export const context = { principal: 'user-1' };
export const RUNNER_ID = '11111111-1111-4111-8111-111111111111';

export interface OpenedCrego {
  readonly provider: KycProvider;
  readonly otp: OtpPort;
  readonly workflow: WorkflowPort;
}

/** The provider as the gateway builds it, against `baseUrl`. */
export function openCrego(baseUrl: string, env: Record<string, string> = {}, operationTimeoutMs = 5_000): OpenedCrego {
  const values = { ...loadConfig(cregoProvider.settings, env) };
  const provider = cregoProvider.create(values, { baseUrl, simulated: false, operationTimeoutMs });
  const { OTP: otp, WORKFLOW: workflow } = provider.ports;
  if (otp === undefined || workflow === undefined) throw new Error('a port is missing');
  return { provider, otp, workflow };
}

/** The `ProviderError` that a call ends with; fails when it ends otherwise. */
export async function failureOf(call: Promise<unknown>): Promise<ProviderError> {
  const outcome = await call.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(outcome instanceof ProviderError)) throw new Error(`no ProviderError: ${String(outcome)}`);
  return outcome;
}

export function fixture(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url), 'utf8'));
}

export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: unknown;
}

export interface Replay {
  readonly url: string;
  readonly sent: readonly Sent[];
  close(): Promise<void>;
}

/** A loopback server that answers with the given bodies, one after the other, and the last one for ever. */
async function replay(...answers: readonly { status: number; body: unknown }[]): Promise<Replay> {
  const sent: Sent[] = [];
  const server = createServer(async (request, response) => {
    const answer = answers[Math.min(sent.length, answers.length - 1)];
    const { method = '', url = '', headers } = request;
    sent.push({ method, path: url, authorization: headers.authorization, body: await readJson(request) });
    response.writeHead(answer?.status ?? 500, { 'content-type': 'application/json' }).end(JSON.stringify(answer?.body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}`, sent, close };
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('latin1');
  return text.startsWith('{') ? JSON.parse(text) : text;
}

let closers: (() => Promise<void>)[] = [];

/** The provider against a server that replays the answers; both end with `closeAll`. */
export async function against(
  answers: readonly [number, unknown][],
  env: Record<string, string> = {},
): Promise<OpenedCrego & { server: Replay }> {
  const server = await replay(...answers.map(([status, body]) => ({ status, body })));
  const opened = openCrego(server.url, env);
  closers.push(opened.provider.close, server.close);
  return { ...opened, server };
}

export async function closeAll(): Promise<void> {
  const closing = closers.map((close) => close());
  closers = [];
  await Promise.all(closing);
}
