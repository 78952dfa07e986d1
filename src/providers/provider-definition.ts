import type { SettingTable, SettingValues } from '../config/setting.js';
import type { KycProvider } from '../domain/provider/kyc-provider.js';
import type { TransportEvent } from '../transport/transport.js';
import type { RunningSimulator, SimulatorOptions } from './simulator/simulator-kit.js';

/** What a provider is given to be built from. */
export interface ProviderDependencies {
  /** The configured base URL, or the simulator's. */
  readonly baseUrl: string;
  readonly simulated: boolean;
  /** The deadline of one provider operation in milliseconds, retries included. */
  readonly operationTimeoutMs: number;
  readonly onTransportEvent?: (event: TransportEvent) => void;
}

/**
 * Everything the gateway knows of a provider: one of these per folder, one line per folder in `registry.ts`.
 * The settings begin with the upper-case id; `<ID>_BASE_URL` decides between the provider and its simulator.
 */
export interface ProviderDefinition<S extends SettingTable = SettingTable> {
  readonly id: string;
  readonly displayName: string;
  readonly settings: S;
  /** Settings that the simulator accepts where nothing is configured, e.g. its client secret. */
  readonly simulatorSettings: Partial<SettingValues<S>>;
  create(settings: SettingValues<S>, dependencies: ProviderDependencies): KycProvider;
  startSimulator(options: SimulatorOptions): Promise<RunningSimulator>;
}

/** Lets each folder keep its own settings' types while the registry holds them all alike. */
export function defineProvider<S extends SettingTable>(definition: ProviderDefinition<S>): ProviderDefinition {
  return {
    ...definition,
    simulatorSettings: definition.simulatorSettings as Partial<SettingValues<SettingTable>>,
    create: (settings, dependencies) => definition.create(settings as SettingValues<S>, dependencies),
  };
}
