import type { CapabilityPorts } from '../../../src/domain/provider/capability.js';
import type { KycProvider, ProviderState } from '../../../src/domain/provider/kyc-provider.js';

export class FakeProvider implements KycProvider {
  readonly displayName: string;
  readonly simulated = true;
  current: ProviderState = {
    health: 'UNKNOWN',
    circuit: 'CLOSED',
    lastSuccessAt: null,
    lastFailureAt: null,
    rateLimit: null,
  };

  constructor(
    readonly id: string,
    readonly ports: Partial<CapabilityPorts>,
  ) {
    this.displayName = `The ${id} fake`;
  }

  state(): ProviderState {
    return this.current;
  }

  async close(): Promise<void> {}
}
