import { join } from 'node:path';
import { ConfigError } from '../config/load-config.js';
import type { SettingTable, SettingValues } from '../config/setting.js';
import type { KycProvider } from '../domain/provider/kyc-provider.js';
import type { TransportEvent } from '../transport/transport.js';
import type { ProviderDefinition } from './provider-definition.js';
import { PROVIDERS } from './registry.js';
import type { RunningSimulator } from './simulator/simulator-kit.js';
import { type OnUnknown, watchPorts } from './watched-ports.js';

export interface StartProvidersOptions {
  readonly settings: SettingValues<SettingTable>;
  /** Ids of those to start, separated by commas; `all`: every one of the registry. */
  readonly wanted?: string;
  /** Whether a provider without a base URL gets a simulator; otherwise it is left out. */
  readonly simulators: boolean;
  /** Where simulators keep their state; absent: memory only. */
  readonly simulatorStateDir?: string;
  readonly operationTimeoutMs: number;
  readonly onTransportEvent?: (event: TransportEvent) => void;
  /** An answer held a word that no mapping lists. */
  readonly onUnknownValue?: (providerId: string, ...what: Parameters<OnUnknown>) => void;
}

export interface StartedProviders {
  readonly providers: readonly KycProvider[];
  /** By provider id. */
  readonly simulators: ReadonlyMap<string, RunningSimulator>;
  close(): Promise<void>;
}

/** The settings of every provider in the registry, for the one configuration table. */
export const PROVIDER_SETTINGS: SettingTable = Object.assign({}, ...PROVIDERS.map((definition) => definition.settings));

/**
 * Makes every configured provider; calls none of them, so one that is out of reach does not matter here.
 * @throws ConfigError for a wanted provider that is not in the registry, or settings that do not fit each other
 */
export async function startProviders(options: StartProvidersOptions): Promise<StartedProviders> {
  const simulators = new Map<string, RunningSimulator>();
  const tried = await Promise.allSettled(
    choose(options.wanted ?? 'all').map((definition) => startProvider(definition, options, simulators)),
  );
  const refused = tried.find((one) => one.status === 'rejected');
  if (refused !== undefined) {
    await Promise.all([...simulators.values()].map((simulator) => simulator.close()));
    throw refused.reason;
  }
  const made = tried.map((one) => (one.status === 'fulfilled' ? one.value : null));
  const providers = made.filter((provider) => provider !== null).map((provider) => watched(provider, options));
  return {
    providers,
    simulators,
    close: async () => {
      await Promise.all(providers.map((provider) => provider.close()));
      await Promise.all([...simulators.values()].map((simulator) => simulator.close()));
    },
  };
}

function choose(wanted: string): readonly ProviderDefinition[] {
  if (wanted === 'all') return PROVIDERS;
  const ids = wanted.split(',').map((id) => id.trim());
  const known = PROVIDERS.map(({ id }) => id);
  if (ids.some((id) => !known.includes(id)))
    throw new ConfigError([`PROVIDERS must be \`all\` or some of ${known.join(', ')}`]);
  return PROVIDERS.filter(({ id }) => ids.includes(id));
}

function watched(provider: KycProvider, { onUnknownValue }: StartProvidersOptions): KycProvider {
  if (onUnknownValue === undefined) return provider;
  return { ...provider, ports: watchPorts(provider.ports, (...what) => onUnknownValue(provider.id, ...what)) };
}

async function startProvider(
  definition: ProviderDefinition,
  options: StartProvidersOptions,
  simulators: Map<string, RunningSimulator>,
): Promise<KycProvider | null> {
  const { settings, operationTimeoutMs, onTransportEvent } = options;
  const baseUrl = settings[`${definition.id.toUpperCase()}_BASE_URL`];
  if (typeof baseUrl === 'string')
    return definition.create(settings, { baseUrl, simulated: false, operationTimeoutMs, onTransportEvent });
  if (!options.simulators) return null;
  const stateFile = options.simulatorStateDir && join(options.simulatorStateDir, `${definition.id}.json`);
  const simulator = await definition.startSimulator({ port: 0, stateFile });
  simulators.set(definition.id, simulator);
  return definition.create(
    { ...settings, ...definition.simulatorSettings },
    { baseUrl: simulator.url, simulated: true, operationTimeoutMs, onTransportEvent },
  );
}
