import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { ProviderMetrics, type ProviderView } from './provider-metrics.js';

/** One answered HTTP request. */
export interface AnsweredRequest {
  readonly method: string;
  /** The route's pattern, never the path that was asked for. */
  readonly route: string;
  readonly status: number;
  readonly durationMs: number;
}

/** How much there is to do. */
export interface LoadView {
  /** Requests that may be worked on at once. */
  readonly limit: number;
  readonly inFlight: number;
  /** Requests refused since the start. */
  readonly refused: number;
}

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15];

/**
 * What is counted, in a registry of its own. Labels are words of ours (provider, operation, code, route pattern): never
 * an id, never a person's value, so their number is bounded.
 */
export class GatewayMetrics {
  readonly contentType = Registry.PROMETHEUS_CONTENT_TYPE;
  readonly providers: ProviderMetrics;
  readonly #registry = new Registry();
  readonly #requests: Counter;
  readonly #durations: Histogram;

  constructor() {
    const registers = [this.#registry];
    collectDefaultMetrics({ register: this.#registry });
    this.providers = new ProviderMetrics(this.#registry);
    this.#requests = new Counter({
      name: 'kyc_http_requests_total',
      help: 'HTTP requests answered.',
      labelNames: ['method', 'route', 'status'],
      registers,
    });
    this.#durations = new Histogram({
      name: 'kyc_http_request_duration_seconds',
      help: 'Time from the arrival of a request to the end of its answer.',
      labelNames: ['route'],
      buckets: SECONDS,
      registers,
    });
  }

  requestAnswered({ method, route, status, durationMs }: AnsweredRequest): void {
    this.#requests.inc({ method, route, status });
    this.#durations.observe({ route }, durationMs / 1000);
  }

  /** Reads the figures of the moment from `providers` whenever the metrics are asked for. */
  watch(providers: readonly ProviderView[]): void {
    this.providers.watch(providers);
  }

  /** Reads the figures of the moment from `load` whenever the metrics are asked for. */
  watchLoad(load: LoadView): void {
    const registers = [this.#registry];
    new Gauge({
      name: 'kyc_load_limit',
      help: 'Requests that may be worked on at once.',
      registers,
      collect() {
        this.set(load.limit);
      },
    });
    new Gauge({
      name: 'kyc_load_in_flight',
      help: 'Requests that are not answered yet, those included that wait for a provider.',
      registers,
      collect() {
        this.set(load.inFlight);
      },
    });
    new Counter({
      name: 'kyc_load_refused_total',
      help: 'Requests refused because there was too much to do.',
      registers,
      collect() {
        this.reset();
        this.inc(load.refused);
      },
    });
  }

  /** In Prometheus' text format. */
  render(): Promise<string> {
    return this.#registry.metrics();
  }
}
