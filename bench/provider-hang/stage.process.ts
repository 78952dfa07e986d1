import { PROVIDERS } from '../../src/providers/registry.js';
import type { RunningSimulator } from '../../src/providers/simulator/simulator-kit.js';
import { type Exchange, FaultServer } from '../../test/support/fault-server.js';
import { serveParent } from '../child.js';
import { MARK } from './commands.js';

export type StageRequest =
  | { readonly type: 'start' }
  /** Takes every request and never answers. */
  | { readonly type: 'hang'; readonly id: string }
  /** Ends what hangs; from now on the simulator answers. */
  | { readonly type: 'heal'; readonly id: string }
  | { readonly type: 'marks' };

export interface StageReply {
  /** What the gateway needs to find the fault servers. */
  readonly env: Readonly<Record<string, string>>;
  /** How often each mark of a command came in over the wire. */
  readonly marks: ReadonlyMap<string, number>;
}

const fronts = new Map<string, { readonly server: FaultServer; readonly simulator: RunningSimulator }>();
const env: Record<string, string> = {};
const marks = new Map<string, number>();
const hanging = new Set<string>();

serveParent<StageRequest, StageReply>(async (request) => {
  if (request.type === 'start') await start();
  if (request.type === 'hang') hanging.add(request.id);
  if (request.type === 'heal') {
    hanging.delete(request.id);
    // Setting the rule anew ends the connections that hang.
    rule(request.id);
  }
  return { env, marks };
}, stop);

/** The real simulators, each behind a server that can hang. */
async function start(): Promise<void> {
  for (const { id, simulatorSettings, startSimulator } of PROVIDERS) {
    const simulator = await startSimulator({ port: 0 });
    fronts.set(id, { simulator, server: await FaultServer.start({ target: simulator.url }) });
    rule(id);
    env[`${id.toUpperCase()}_BASE_URL`] = fronts.get(id)?.server.url ?? '';
    for (const [name, value] of Object.entries(simulatorSettings)) env[name] = String(value);
  }
}

function rule(id: string): void {
  fronts.get(id)?.server.misbehave(async (exchange) => {
    const sent = await exchange.body();
    for (const [mark] of sent.toString('latin1').matchAll(MARK)) marks.set(mark, (marks.get(mark) ?? 0) + 1);
    if (!hanging.has(id)) await pass(exchange);
  });
}

async function pass({ response, forward }: Exchange): Promise<void> {
  const { status, contentType, body } = await forward();
  response.writeHead(status, { 'content-type': contentType, 'content-length': body.length }).end(body);
}

async function stop(): Promise<void> {
  for (const { server, simulator } of fronts.values()) {
    await server.close();
    await simulator.close();
  }
}
