import { ProblemError } from '../problem.js';
import type { Capability, CapabilityPorts } from './capability.js';
import type { KycProvider } from './kyc-provider.js';
import { ProviderError } from './provider-error.js';

export interface ChosenPort<C extends Capability> {
  readonly providerId: string;
  readonly port: CapabilityPorts[C];
}

/** The configured providers, and the choice among them by capability. */
export class ProviderDirectory {
  constructor(private readonly providers: readonly KycProvider[]) {}

  list(): readonly KycProvider[] {
    return this.providers;
  }

  find(id: string): KycProvider | null {
    return this.providers.find((provider) => provider.id === id) ?? null;
  }

  /** The first configured provider that offers the capability. Throws `Blocked` when there is none. */
  choose<C extends Capability>(capability: C): ChosenPort<C> {
    for (const provider of this.providers) {
      const port = provider.ports[capability];
      if (port !== undefined) return { providerId: provider.id, port };
    }
    throw new ProblemError({ kind: 'Blocked', message: `No provider for ${capability} is configured.` });
  }

  /** The port of the provider that an existing record belongs to. Throws `ProviderError` when it is no longer configured. */
  portOf<C extends Capability>(providerId: string, capability: C): CapabilityPorts[C] {
    const port = this.find(providerId)?.ports[capability];
    if (port === undefined) throw new ProviderError({ providerId, code: 'PROVIDER_UNAVAILABLE', retryable: false });
    return port;
  }
}
