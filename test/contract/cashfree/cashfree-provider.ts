import type { KycProvider } from '../../../src/domain/provider/kyc-provider.js';
import { cashfreeProvider } from '../../../src/providers/cashfree/cashfree.provider.js';

/** The provider with every setting at its default, the simulator's credentials and `overrides` (as text). */
export function createCashfree(baseUrl: string, overrides: Record<string, string | null> = {}): KycProvider {
  const { settings, simulatorSettings } = cashfreeProvider;
  const values = Object.fromEntries(
    Object.entries(settings).map(([name, setting]) => {
      const text = overrides[name];
      if (text === null) return [name, setting.fallback];
      return [name, text === undefined ? (simulatorSettings[name] ?? setting.fallback) : setting.parse(text)];
    }),
  );
  return cashfreeProvider.create(values, { baseUrl, simulated: true, operationTimeoutMs: 5000 });
}
