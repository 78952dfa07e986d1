import { join } from 'node:path';
import { type GATEWAY_SETTINGS, isOn } from '../config/gateway-settings.js';
import type { SettingTable, SettingValues } from '../config/setting.js';
import { type StartedProviders, startProviders } from '../providers/start-providers.js';
import type { GatewayMetrics } from '../telemetry/gateway-metrics.js';
import type { Cleanup } from './database.js';

/** The providers of the configuration, or their simulators, started; `cleanups` stop them. */
export async function openProviders(
  config: SettingValues<typeof GATEWAY_SETTINGS>,
  dataDir: string,
  metrics: GatewayMetrics,
  cleanups: Cleanup[],
): Promise<StartedProviders> {
  const started = await startProviders({
    wanted: config.PROVIDERS,
    settings: config as SettingValues<SettingTable>,
    simulators: isOn(config.SIMULATORS, config.NODE_ENV),
    simulatorStateDir: join(dataDir, 'simulators'),
    operationTimeoutMs: config.PROVIDER_TIMEOUT_MS,
    onTransportEvent: (event) => metrics.providers.called(event),
    onUnknownValue: (...what) => metrics.providers.metUnknown(...what),
  });
  cleanups.push(started.close);
  return started;
}
