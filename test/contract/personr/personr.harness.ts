import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { loadConfig } from '../../../src/config/load-config.js';
import type { KycProvider } from '../../../src/domain/provider/kyc-provider.js';
import type { ProviderError } from '../../../src/domain/provider/provider-error.js';
import type {
  ScreeningApplicantInput,
  ScreeningDocument,
  ScreeningPort,
} from '../../../src/domain/provider/screening-port.js';
import { personrProvider } from '../../../src/providers/personr/personr.provider.js';

export const context = { principal: 'service' };
export const APPLICANT_ID = '1700000000000x100000000000000000';

export interface OpenedPersonr {
  readonly provider: KycProvider;
  readonly screening: ScreeningPort;
}

/** The provider as the gateway makes it: its settings through the configuration, its calls through the transport. */
export function openPersonr(baseUrl: string, env: Record<string, string>, operationTimeoutMs = 5_000): OpenedPersonr {
  const settings = loadConfig(personrProvider.settings, env);
  const provider = personrProvider.create(settings, { baseUrl, simulated: true, operationTimeoutMs });
  const screening = provider.ports.SCREENING;
  if (screening === undefined) throw new Error('no screening port');
  return { provider, screening };
}

export function applicant(over: Partial<ScreeningApplicantInput> = {}): ScreeningApplicantInput {
  return {
    email: 'asha@example.com',
    phone: '+61 491 570 006',
    firstName: 'Asha',
    lastName: 'Rao',
    sourceKey: null,
    externalUserIds: [],
    ...over,
  };
}

export function document(over: Partial<ScreeningDocument> = {}): ScreeningDocument {
  return {
    kind: 'PASSPORT',
    side: 'FRONT',
    countryIso3: 'IND',
    filename: 'passport.jpg',
    contentType: 'image/jpeg',
    bytes: Buffer.from('not really a picture'),
    ...over,
  };
}

export function fixture(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url), 'utf8'));
}

/** The details of the `ProviderError` that a call ends with; fails when it ends otherwise. */
export async function failureOf(call: Promise<unknown>): Promise<Partial<ProviderError>> {
  const error = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Error) || error.name !== 'ProviderError') throw new Error('expected a ProviderError');
  return error as ProviderError;
}

interface SeenRequest {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly contentType: string;
  readonly body: string;
}

export interface Replay {
  readonly url: string;
  readonly seen: SeenRequest[];
  /** Given to every request from now on; an array: one after the other, the last for ever. */
  answer(...answers: readonly { status: number; body: unknown }[]): void;
  close(): Promise<void>;
}

/** A loopback server that answers what it is told to. */
export async function startReplay(): Promise<Replay> {
  const seen: SeenRequest[] = [];
  let answers: { status: number; body: unknown }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      seen.push({
        path: request.url ?? '',
        authorization: request.headers.authorization,
        contentType: request.headers['content-type'] ?? '',
        body: Buffer.concat(chunks).toString('latin1'),
      });
      const answer = (answers.length > 1 ? answers.shift() : answers[0]) ?? { status: 500, body: {} };
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    answer: (...next) => {
      answers = [...next];
      seen.splice(0);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Name and value of every field of a multipart body, in order. */
export function formOf(body = ''): [string, string][] {
  return [...body.matchAll(/name="(\w+)"\r\n\r\n([^\r]*)\r\n/g)].map(([, name = '', value = '']) => [name, value]);
}
