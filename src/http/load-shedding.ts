import { monitorEventLoopDelay } from 'node:perf_hooks';
import { getHeapStatistics } from 'node:v8';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Logger } from 'pino';
import type { LoadView } from '../telemetry/gateway-metrics.js';
import { sendProblem } from './http-errors.js';
import { LoadLimit, type LoadLimitOptions, type LoadSample } from './load-limit.js';
import { ROUTE_RULES } from './route-rules.js';

export interface LoadSheddingOptions extends LoadLimitOptions {
  /** Statements that wait for a connection to the database, by connection; absent: none. */
  readonly waitingPerConnection?: () => number;
}

const SAMPLE_MS = 100;
const RESOLUTION_MS = 10;
const REPORT_EVERY_MS = 10_000;

/** Spread, so that those who were refused together do not come back together. */
const RETRY_AFTER_S = [1, 2, 3] as const;

/**
 * Refuses what is too much (503 OVERLOADED, Retry-After) before its body is read and before anybody is asked who it is.
 * Routes that are marked so in `ROUTE_RULES`, and addresses that do not exist, are never refused.
 */
export class LoadShedding implements LoadView {
  readonly #limit: LoadLimit;
  readonly #delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  readonly #timer: NodeJS.Timeout;
  #refused = 0;
  #sampledAt = performance.now();
  #reported = 0;
  #reportedAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly options: LoadSheddingOptions,
    private readonly log: Logger,
  ) {
    this.#limit = new LoadLimit(options);
    this.#delay.enable();
    this.#timer = setInterval(() => this.#sample(), SAMPLE_MS).unref();
  }

  get limit(): number {
    return this.#limit.limit;
  }

  get inFlight(): number {
    return this.#limit.inFlight;
  }

  get refused(): number {
    return this.#refused;
  }

  register(app: FastifyInstance): void {
    app.addHook('onRequest', async (request, reply) => {
      if (request.is404 || ROUTE_RULES[request.routeOptions.url ?? '']?.alwaysServed === true) return undefined;
      const leave = this.#limit.admit();
      if (leave === null) return this.#refuse(reply);
      reply.raw.once('close', leave);
      return undefined;
    });
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#delay.disable();
  }

  #refuse(reply: FastifyReply): FastifyReply {
    const retryAfter = RETRY_AFTER_S[this.#refused % RETRY_AFTER_S.length] ?? 1;
    this.#refused += 1;
    reply.header('retry-after', String(retryAfter));
    return sendProblem(reply, 503, `There is too much to do at the moment: try again in ${retryAfter} s.`, {
      code: 'OVERLOADED',
      retryable: true,
      retryAfter,
    });
  }

  #sample(): void {
    const sample: LoadSample = {
      delayMs: this.#measureDelay(),
      waitingPerConnection: this.options.waitingPerConnection?.() ?? 0,
      heapShare: heapShare(),
    };
    this.#limit.observe(sample);
    this.#report();
  }

  /** The histogram is empty when the loop did not get round in all that time; then our own delay says how late it is. */
  #measureDelay(): number {
    const now = performance.now();
    const ownMs = now - this.#sampledAt - SAMPLE_MS;
    const meanMs = this.#delay.mean / 1e6 - RESOLUTION_MS;
    this.#sampledAt = now;
    this.#delay.reset();
    return Number.isNaN(meanMs) ? Math.max(ownMs, 0) : Math.max(meanMs, 0);
  }

  /** One line in ten seconds, however many requests were refused. */
  #report(): void {
    const { limit, inFlight } = this;
    const now = performance.now();
    const refused = this.#refused - this.#reported;
    if (refused === 0 || now - this.#reportedAt < REPORT_EVERY_MS) return;
    this.log.warn({ limit, inFlight, refused }, 'overloaded: requests were refused');
    this.#reported = this.#refused;
    this.#reportedAt = now;
  }
}

function heapShare(): number {
  const { used_heap_size: used, heap_size_limit: max } = getHeapStatistics();
  return used / max;
}
