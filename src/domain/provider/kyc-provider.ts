import type { CapabilityPorts } from './capability.js';
import type { WebhookPort } from './webhook-port.js';

export const CIRCUIT_STATES = ['CLOSED', 'OPEN', 'HALF_OPEN'] as const;
export type CircuitState = (typeof CIRCUIT_STATES)[number];

export const HEALTH_STATES = ['UP', 'DEGRADED', 'DOWN', 'UNKNOWN'] as const;
/** UNKNOWN until the first call. */
export type HealthState = (typeof HEALTH_STATES)[number];

export interface ProviderState {
  readonly health: HealthState;
  readonly circuit: CircuitState;
  readonly lastSuccessAt: Date | null;
  readonly lastFailureAt: Date | null;
  readonly rateLimit: {
    readonly limit: number | null;
    readonly remaining: number | null;
    readonly resetAt: Date | null;
  } | null;
  /** Calls on the wire, and calls waiting for a place. */
  readonly bulkhead?: { readonly inUse: number; readonly queued: number };
}

/** One KYC provider: an id, and a port for each thing it can do. */
export interface KycProvider {
  /** Stable, lower case, e.g. `crego`. Part of the public API. */
  readonly id: string;
  readonly displayName: string;
  /** True when a local simulator answers in the provider's place. */
  readonly simulated: boolean;
  readonly ports: Partial<CapabilityPorts>;
  /** Present where the provider calls us and its secret is configured. */
  readonly webhook?: WebhookPort;
  state(): ProviderState;
  close(): Promise<void>;
}
