import { ProblemError } from '../kernel/problem.js';
import type { Capability, CapabilityPorts } from './capability.js';
import type { KycProvider } from './kyc-provider.js';
import { ProviderError } from './provider-error.js';

export interface ChosenPort<C extends Capability> {
  readonly providerId: string;
  readonly port: CapabilityPorts[C];
}

/** The configured providers, and the choice among them by capability. */
export class ProviderDirectory {
  private readonly providers: readonly KycProvider[];

  /** `order`: provider ids, the preferred first; those not named come after, as they are. */
  constructor(providers: readonly KycProvider[], order: readonly string[] = []) {
    const rank = ({ id }: KycProvider) => (order.includes(id) ? order.indexOf(id) : order.length);
    this.providers = [...providers].sort((one, other) => rank(one) - rank(other));
  }

  list(): readonly KycProvider[] {
    return this.providers;
  }

  find(id: string): KycProvider | null {
    return this.providers.find((provider) => provider.id === id) ?? null;
  }

  /** The first configured provider that offers the capability. Throws `Blocked` when there is none. */
  choose<C extends Capability>(capability: C): ChosenPort<C> {
    const [first] = this.candidates(capability);
    if (first !== undefined) return first;
    throw new ProblemError({ kind: 'Blocked', message: `No provider for ${capability} is configured.` });
  }

  /** Every configured provider that offers the capability, in the configured order: the next stands in for one that fails. */
  candidates<C extends Capability>(capability: C): readonly ChosenPort<C>[] {
    return this.providers.flatMap((provider) => {
      const port = provider.ports[capability];
      return port === undefined ? [] : [{ providerId: provider.id, port }];
    });
  }

  /** The port of the provider that an existing record belongs to. Throws `ProviderError` when it is no longer configured. */
  portOf<C extends Capability>(providerId: string, capability: C): CapabilityPorts[C] {
    const port = this.find(providerId)?.ports[capability];
    if (port === undefined) throw new ProviderError({ providerId, code: 'PROVIDER_UNAVAILABLE', retryable: false });
    return port;
  }
}
