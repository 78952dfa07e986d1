import { cashfreeProvider } from './cashfree/cashfree.provider.js';
import { cdpProvider } from './cdp/cdp.provider.js';
import { cregoProvider } from './crego/crego.provider.js';
import { personrProvider } from './personr/personr.provider.js';
import type { ProviderDefinition } from './provider-definition.js';

/** One line per provider, alphabetical. */
export const PROVIDERS: readonly ProviderDefinition[] = [cashfreeProvider, cdpProvider, cregoProvider, personrProvider];
