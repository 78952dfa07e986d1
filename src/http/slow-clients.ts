import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { sendProblem } from './http-errors.js';

export interface SlowClientOptions {
  /** On average since the headers; 0 switches it off. */
  readonly minBytesPerSecond: number;
  readonly graceMs: number;
  /** 0: any number. */
  readonly maxConnectionsPerAddress: number;
}

interface Arriving {
  readonly reply: FastifyReply;
  readonly since: number;
  /** What the connection had read when the body began. */
  readonly from: number;
}

const MIN_SWEEP_MS = 50;
const SWEEPS_PER_GRACE = 4;

/**
 * Answers 408 to requests whose body trickles in, so that holding one open costs the other side something, and cuts off
 * connections beyond what one address may hold. Node's own timeouts allow a byte every few minutes for as long as a whole
 * upload may take.
 */
export class SlowClients {
  readonly #arriving = new Map<IncomingMessage, Arriving>();
  readonly #connections = new Map<string, number>();
  readonly #timer: NodeJS.Timeout | undefined;

  constructor(
    app: FastifyInstance,
    private readonly options: SlowClientOptions,
  ) {
    if (options.maxConnectionsPerAddress > 0) app.server.on('connection', (socket: Socket) => this.#admit(socket));
    if (options.minBytesPerSecond === 0) return;
    app.addHook('onRequest', async (request, reply) => this.#watch(request.raw, reply));
    const everyMs = Math.max(MIN_SWEEP_MS, options.graceMs / SWEEPS_PER_GRACE);
    this.#timer = setInterval(() => this.#sweep(), everyMs).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #admit(socket: Socket): void {
    const address = socket.remoteAddress ?? '';
    const held = (this.#connections.get(address) ?? 0) + 1;
    this.#connections.set(address, held);
    socket.once('close', () => {
      const left = (this.#connections.get(address) ?? 1) - 1;
      if (left > 0) this.#connections.set(address, left);
      else this.#connections.delete(address);
    });
    if (held > this.options.maxConnectionsPerAddress) socket.destroy();
  }

  #watch(request: IncomingMessage, reply: FastifyReply): void {
    const { 'content-length': length, 'transfer-encoding': chunked } = request.headers;
    if (chunked === undefined && (length === undefined || length === '0')) return;
    this.#arriving.set(request, { reply, since: performance.now(), from: request.socket.bytesRead });
    const forget = () => this.#arriving.delete(request);
    request.once('end', forget).once('close', forget);
  }

  #sweep(): void {
    const now = performance.now();
    for (const [request, { reply, since, from }] of this.#arriving) {
      const elapsedMs = now - since;
      // While nobody reads (a paused upload), the other side cannot send faster.
      if (elapsedMs <= this.options.graceMs || request.complete || request.isPaused()) continue;
      const bytes = request.socket.bytesRead - from;
      if ((bytes * 1_000) / elapsedMs >= this.options.minBytesPerSecond) continue;
      this.#arriving.delete(request);
      if (reply.raw.headersSent) request.socket.destroy();
      else sendProblem(reply.header('connection', 'close'), 408);
    }
  }
}
