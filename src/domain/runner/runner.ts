import type { LifecycleStatus } from '../kernel/lifecycle.js';

/** A workflow instance, as this service keeps it. */
export interface Runner {
  readonly id: string;
  readonly userId: string;
  readonly providerId: string;
  /** Null until the provider has answered, and for ever when it never did. */
  readonly providerRunnerId: string | null;
  readonly flowId: string | null;
  /** The reference people quote, e.g. `RUNNER-251-392`. */
  readonly refId: string | null;
  /** As of the last command; the live status is read from the provider. */
  readonly status: LifecycleStatus;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}
