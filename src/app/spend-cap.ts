import { ConfigError } from '../config/load-config.js';
import type { SettingValues } from '../config/setting.js';
import type { SPEND_SETTINGS } from '../config/spend-settings.js';
import type { Clock } from '../domain/clock.js';
import { SpendCap, type SpendLedger } from '../domain/verification/spend-cap.js';
import { CHECK_CAPABILITIES } from '../domain/verification/verification.js';

/** @throws ConfigError for a price of something that is no check: it would count for nothing */
export function createSpendCap(
  config: SettingValues<typeof SPEND_SETTINGS>,
  ledger: SpendLedger,
  clock: Clock,
): SpendCap {
  const known = new Set<string>(CHECK_CAPABILITIES);
  const unknown = Object.keys(config.SPEND_PRICES).filter((name) => !known.has(name));
  if (unknown.length > 0)
    throw new ConfigError([`SPEND_PRICES has a price of ${unknown.join(', ')}, which is no check`]);
  return new SpendCap({ ledger, cap: config.SPEND_CAP_PER_DAY, prices: config.SPEND_PRICES, clock });
}
