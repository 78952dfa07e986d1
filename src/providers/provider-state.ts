import type { HealthState, ProviderState } from '../domain/provider/kyc-provider.js';
import type { Transport } from '../transport/transport.js';

/** What `providers { health circuit rateLimit }` shows, read off a provider's transport. */
export function providerState(transport: Transport): ProviderState {
  const { circuit, lastSuccessAt, lastFailureAt, rateLimit, inFlight, queued } = transport.state();
  return {
    health: health(circuit, lastSuccessAt, lastFailureAt),
    circuit,
    lastSuccessAt,
    lastFailureAt,
    rateLimit,
    bulkhead: { inUse: inFlight, queued },
  };
}

function health(circuit: ProviderState['circuit'], success: Date | null, failure: Date | null): HealthState {
  if (circuit === 'OPEN') return 'DOWN';
  if (success === null && failure === null) return 'UNKNOWN';
  if (failure !== null && (success === null || failure > success)) return circuit === 'HALF_OPEN' ? 'DOWN' : 'DEGRADED';
  return 'UP';
}
