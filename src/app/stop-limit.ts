import type { GATEWAY_SETTINGS } from '../config/gateway-settings.js';
import type { SettingValues } from '../config/setting.js';

/** What everything but the server gets to stop. */
const CLEANUP_MS = 10_000;

/** When a stop has taken so long, in milliseconds, something hangs. */
export function toStopLimitMs({
  DRAIN_NOTICE_MS,
  DRAIN_TIMEOUT_MS,
}: Pick<SettingValues<typeof GATEWAY_SETTINGS>, 'DRAIN_NOTICE_MS' | 'DRAIN_TIMEOUT_MS'>): number {
  return DRAIN_NOTICE_MS + DRAIN_TIMEOUT_MS + CLEANUP_MS;
}
