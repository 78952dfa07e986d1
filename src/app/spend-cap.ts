import { ConfigError } from '../config/load-config.js';
import type { SettingValues } from '../config/setting.js';
import type { SPEND_SETTINGS } from '../config/spend-settings.js';
import type { Clock } from '../domain/clock.js';
import { PAID_OPERATIONS, SpendCap, type SpendLedger } from '../domain/spending/spend-cap.js';

/** @throws ConfigError for a price of something that is not paid for: it would count for nothing */
export function createSpendCap(
  config: SettingValues<typeof SPEND_SETTINGS>,
  ledger: SpendLedger,
  clock: Clock,
): SpendCap {
  const known = new Set<string>(PAID_OPERATIONS);
  const unknown = Object.keys(config.SPEND_PRICES).filter((name) => !known.has(name));
  if (unknown.length > 0)
    throw new ConfigError([`SPEND_PRICES has a price of ${unknown.join(', ')}, which is nothing that is paid for`]);
  return new SpendCap({ ledger, cap: config.SPEND_CAP_PER_DAY, prices: config.SPEND_PRICES, clock });
}
