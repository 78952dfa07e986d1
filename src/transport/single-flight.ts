import { hash } from 'node:crypto';
import type { Call } from './call.js';
import type { WireRequest } from './wire-request.js';

/** Differ between calls that are otherwise the same, and do not change the answer. */
const TRACING_HEADERS = new Set([
  'baggage',
  'b3',
  'traceparent',
  'tracestate',
  'x-amzn-trace-id',
  'x-correlation-id',
  'x-request-id',
]);

/** The reads in flight that a later identical one may join. */
export class SingleFlight {
  private readonly calls = new Map<string, Call>();

  find(key: string): Call | undefined {
    const call = this.calls.get(key);
    return call?.isJoinable ? call : undefined;
  }

  start(key: string, call: Call): void {
    this.calls.set(key, call);
  }

  end(key: string, call: Call): void {
    if (this.calls.get(key) === call) this.calls.delete(key);
  }
}

/** Same key, same answer for the same person. A digest: headers and bodies hold what no key should. */
export function flightKey(principal: string, wire: WireRequest): string {
  // The length keeps a principal of the caller's making from running into the next part.
  const parts = [`${principal.length}:${principal}`, wire.method, wire.path, wire.maxResponseBytes];
  for (let i = 0; i < wire.headers.length; i += 2) {
    const name = wire.headers[i];
    if (name !== undefined && !TRACING_HEADERS.has(name)) parts.push(name, wire.headers[i + 1] ?? '');
  }
  // Neither a method nor a path nor a header can hold a line feed, so the parts cannot run into each other.
  const head = `${parts.join('\n')}\n\n`;
  return hash('sha256', wire.body === null ? head : Buffer.concat([Buffer.from(head), wire.body]), 'base64');
}
