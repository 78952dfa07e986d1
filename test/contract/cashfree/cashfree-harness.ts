import { readFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CallContext } from '../../../src/domain/kernel/call-context.js';
import type { KycProvider } from '../../../src/domain/provider/kyc-provider.js';
import { ProviderError } from '../../../src/domain/provider/provider-error.js';
import { cashfreeProvider } from '../../../src/providers/cashfree/cashfree.provider.js';

export const CONTEXT: CallContext = { principal: 'service' };
const JPEG = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16]);

type Ports = Required<Pick<KycProvider['ports'], 'PAN' | 'BANK_ACCOUNT' | 'GSTIN' | 'NAME_MATCH' | 'LIVENESS'>>;
export type Cashfree = Omit<KycProvider, 'ports'> & { readonly ports: Ports };

/** The provider with every setting at its default, the simulator's credentials and `overrides` (as text). */
export function createCashfree(
  baseUrl: string,
  overrides: Record<string, string> = {},
  operationTimeoutMs = 5000,
): Cashfree {
  const { settings, simulatorSettings } = cashfreeProvider;
  const values = Object.fromEntries(
    Object.entries(settings).map(([name, setting]) => {
      const text = overrides[name];
      return [name, text === undefined ? (simulatorSettings[name] ?? setting.fallback) : setting.parse(text)];
    }),
  );
  const provider = cashfreeProvider.create(values, { baseUrl, simulated: true, operationTimeoutMs });
  const { PAN, BANK_ACCOUNT, GSTIN, NAME_MATCH, LIVENESS } = provider.ports;
  if (!PAN || !BANK_ACCOUNT || !GSTIN || !NAME_MATCH || !LIVENESS) throw new Error('a port is missing');
  return { ...provider, ports: { PAN, BANK_ACCOUNT, GSTIN, NAME_MATCH, LIVENESS } };
}

interface ReceivedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface ReplayServer {
  readonly url: string;
  readonly received: ReceivedRequest[];
  /** Every request gets this fixture, `<name>.<status>`, from now on. */
  play(fixture: string): void;
  /** Every request gets this text, with status 200 unless another is named, from now on. */
  playText(text: string, status?: number): void;
  close(): Promise<void>;
}

/** A loopback server that answers everything with one recorded message. */
export async function startReplay(): Promise<ReplayServer> {
  let status = 200;
  let text = '{}';
  const received: ReceivedRequest[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const body = Buffer.concat(chunks).toString('latin1');
    received.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body });
    if (request.url?.endsWith('.png')) {
      response.writeHead(200, { 'content-type': 'image/png' }).end(Buffer.from('png'));
      return;
    }
    response.writeHead(status, { 'content-type': 'application/json' }).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/verification`,
    received,
    play: (fixture) => {
      status = Number(fixture.slice(-3));
      text = readFileSync(new URL(`./fixtures/${fixture}.json`, import.meta.url), 'utf8');
    },
    playText: (next, nextStatus = 200) => {
      status = nextStatus;
      text = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The `ProviderError` that a call ends with; anything else fails the test. */
export async function errorOf(call: Promise<unknown>): Promise<ProviderError> {
  const error: unknown = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ProviderError)) throw new Error('the call did not end with a ProviderError');
  return error;
}

export function panInput(pan: string, name: string | null = 'Asha Rao', checkId = 'check-1') {
  return { checkId, pan, name };
}

export function bankInput(accountNumber: string, ifsc = 'YESB0000262', name: string | null = null) {
  return { checkId: 'check-1', accountNumber, ifsc, name, phone: '+919000000001' };
}

export function gstinInput(gstin: string, businessName: string | null = null) {
  return { checkId: 'check-1', gstin, businessName };
}

let checks = 0;

export function nameInput(name: string, otherName: string, checkId = `name-${++checks}`) {
  return { checkId, name, otherName };
}

export function imageInput(filename: string, checkId = `image-${++checks}`) {
  return { checkId, file: { filename, contentType: 'image/jpeg', bytes: JPEG } };
}

/** What most tests look at. */
export function verdict(result: { status: string; outcome: string | null; reasons: readonly { code: string }[] }) {
  return [result.status, result.outcome, ...result.reasons.map((reason) => reason.code)];
}
