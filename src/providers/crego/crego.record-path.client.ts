import { ProviderError } from '../../domain/provider/provider-error.js';
import { CREGO_ID } from './crego.call.client.js';

const RECORD_ID = /^[A-Za-z0-9_-]{1,64}$/;

/** `template` with the record's id for `{id}`. An id that could change the path is one that Crego never gave. */
export function atRecord(template: string, id: string): string {
  if (!RECORD_ID.test(id))
    throw new ProviderError({ providerId: CREGO_ID, code: 'PROVIDER_NOT_FOUND', retryable: false });
  return template.replaceAll('{id}', id);
}
