import { ConfigError } from '../config/load-config.js';
import type { SettingValues } from '../config/setting.js';
import type { SPEND_SETTINGS } from '../config/spend-settings.js';
import { fromKinds } from '../domain/check/kinds/check-kinds.js';
import type { Clock } from '../domain/kernel/clock.js';
import { OTHER_PRICES, SpendCap, type SpendLedger } from '../domain/spending/spend-cap.js';

/** Units of one call of everything that is paid for, where the settings name no prices. */
export const DEFAULT_PRICES: Readonly<Record<string, number>> = {
  ...fromKinds(({ units }) => units),
  ...OTHER_PRICES,
};

/** @throws ConfigError for a price of something that is not paid for: it would count for nothing */
export function createSpendCap(
  config: SettingValues<typeof SPEND_SETTINGS>,
  ledger: SpendLedger,
  clock: Clock,
): SpendCap {
  const prices = config.SPEND_PRICES ?? DEFAULT_PRICES;
  const unknown = Object.keys(prices).filter((name) => !Object.hasOwn(DEFAULT_PRICES, name));
  if (unknown.length > 0)
    throw new ConfigError([`SPEND_PRICES has a price of ${unknown.join(', ')}, which is nothing that is paid for`]);
  return new SpendCap({ ledger, cap: config.SPEND_CAP_PER_DAY, prices, clock });
}
