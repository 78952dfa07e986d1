import { ProviderError } from '../../domain/provider/provider-error.js';
import { CREGO_ID } from './crego.call.client.js';
import { holdsMaskedText } from './crego.object-masks.mapping.js';

/** What was masked on its way out must not come back as the value. `field`: the input that holds it. */
export function refuseMasks(value: unknown, field: string): void {
  if (!holdsMaskedText(value)) return;
  throw new ProviderError({ providerId: CREGO_ID, code: 'PROVIDER_REJECTED', retryable: false, field });
}
