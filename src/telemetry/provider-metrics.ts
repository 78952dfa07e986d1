import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

type CircuitWord = 'CLOSED' | 'OPEN' | 'HALF_OPEN';

/** What a provider says of itself at the moment. */
export interface ProviderView {
  readonly id: string;
  state(): {
    readonly circuit: CircuitWord;
    readonly rateLimit: { readonly remaining: number | null } | null;
    readonly bulkhead?: { readonly inUse: number; readonly queued: number };
  };
}

/** The part of a transport's events that is counted; `transport` is the provider's id. */
export type CallEvent =
  | {
      readonly type: 'attempt';
      readonly transport: string;
      readonly operation: string;
      readonly durationMs: number;
      readonly status?: number | undefined;
      readonly code?: string | undefined;
    }
  | { readonly type: 'retry'; readonly transport: string; readonly operation: string; readonly code: string }
  | { readonly type: 'refused'; readonly transport: string; readonly operation: string; readonly code: string }
  | { readonly type: 'shared'; readonly transport: string; readonly operation: string }
  | { readonly type: 'circuit'; readonly transport: string; readonly state: CircuitWord };

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const CIRCUIT_WORDS: readonly CircuitWord[] = ['CLOSED', 'OPEN', 'HALF_OPEN'];

export class ProviderMetrics {
  readonly #calls: Counter;
  readonly #durations: Histogram;
  readonly #retries: Counter;
  readonly #shared: Counter;
  readonly #opened: Counter;
  readonly #reads: Counter;
  readonly #unknown: Counter;
  #views: readonly ProviderView[] = [];

  constructor(private readonly registry: Registry) {
    const operation = ['provider', 'operation'];
    this.#calls = this.#counter(
      'kyc_provider_calls_total',
      'Attempts at calls, and calls refused without one. outcome: OK, REFUSED_4XX, or why there was no usable answer.',
      [...operation, 'outcome'],
    );
    this.#durations = new Histogram({
      name: 'kyc_provider_call_duration_seconds',
      help: 'Time that each attempt took.',
      labelNames: operation,
      buckets: SECONDS,
      registers: [registry],
    });
    this.#retries = this.#counter(
      'kyc_provider_retries_total',
      'Further attempts at reads, by what made them needed.',
      [...operation, 'code'],
    );
    this.#shared = this.#counter(
      'kyc_provider_shared_reads_total',
      'Reads that joined one already in flight.',
      operation,
    );
    this.#opened = this.#counter('kyc_provider_circuit_changes_total', 'Changes of the circuit, by its new state.', [
      'provider',
      'state',
    ]);
    this.#reads = this.#counter('kyc_provider_answers_total', 'Provider-backed values, by where they came from.', [
      'provider',
      'state',
    ]);
    this.#unknown = this.#counter(
      'kyc_provider_unknown_values_total',
      'Answers with a word that no mapping lists. Look at the staff-only raw status and extend the mapping.',
      ['provider', 'capability', 'field'],
    );
    this.#gauges();
  }

  watch(views: readonly ProviderView[]): void {
    this.#views = views;
  }

  called(event: CallEvent): void {
    const provider = event.transport;
    if (event.type === 'circuit') {
      this.#opened.inc({ provider, state: event.state });
      return;
    }
    const { operation } = event;
    if (event.type === 'shared') this.#shared.inc({ provider, operation });
    else if (event.type === 'retry') this.#retries.inc({ provider, operation, code: event.code });
    else this.#calls.inc({ provider, operation, outcome: outcomeOf(event) });
    if (event.type === 'attempt') this.#durations.observe({ provider, operation }, event.durationMs / 1000);
  }

  /** `state`: LIVE, CACHED, STALE or UNAVAILABLE. */
  answered(provider: string, state: string): void {
    this.#reads.inc({ provider, state });
  }

  metUnknown(provider: string, capability: string, field: string): void {
    this.#unknown.inc({ provider, capability, field });
  }

  #counter(name: string, help: string, labelNames: string[]): Counter {
    return new Counter({ name, help, labelNames, registers: [this.registry] });
  }

  #gauges(): void {
    this.#gauge('kyc_provider_circuit', '1 for the state that the circuit is in.', ['provider', 'state'], (set) => {
      for (const { id, state } of this.#views) {
        for (const word of CIRCUIT_WORDS) set({ provider: id, state: word }, Number(state().circuit === word));
      }
    });
    this.#gauge('kyc_provider_bulkhead', 'Calls on the wire and calls waiting.', ['provider', 'place'], (set) => {
      for (const { id, state } of this.#views) {
        const { bulkhead } = state();
        if (bulkhead === undefined) continue;
        set({ provider: id, place: 'in_use' }, bulkhead.inUse);
        set({ provider: id, place: 'queued' }, bulkhead.queued);
      }
    });
    this.#gauge('kyc_provider_rate_limit_left', 'Calls left, as the latest answer said.', ['provider'], (set) => {
      for (const { id, state } of this.#views) {
        const left = state().rateLimit?.remaining ?? null;
        if (left !== null) set({ provider: id }, left);
      }
    });
  }

  /** Filled whenever it is asked for. */
  #gauge(
    name: string,
    help: string,
    labelNames: string[],
    fill: (set: (labels: Record<string, string>, value: number) => void) => void,
  ): void {
    new Gauge({
      name,
      help,
      labelNames,
      registers: [this.registry],
      collect() {
        this.reset();
        fill((labels, value) => this.set(labels, value));
      },
    });
  }
}

function outcomeOf({ code, ...event }: Extract<CallEvent, { type: 'attempt' | 'refused' }>): string {
  if (code !== undefined) return code;
  return event.type === 'attempt' && (event.status ?? 0) >= 400 ? 'REFUSED_4XX' : 'OK';
}
