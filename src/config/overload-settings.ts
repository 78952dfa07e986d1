import { integerSetting, type Setting, type SettingTable } from './setting.js';

const MAX = 100_000;

/** `auto`, `off` or a whole number. */
function loadLimitSetting(description: string): Setting<'auto' | 'off' | number> {
  return {
    description,
    fallback: 'auto',
    shownFallback: 'auto',
    secret: false,
    requiredInProduction: false,
    parse: (text) => {
      if (text === 'auto' || text === 'off') return text;
      const value = /^[1-9]\d{0,5}$/.test(text) ? Number(text) : Number.NaN;
      if (!(value <= MAX)) throw new Error(`must be auto, off, or a whole number from 1 to ${MAX}`);
      return value;
    },
  };
}

/** When there is too much to do. */
export const OVERLOAD_SETTINGS = {
  OVERLOAD_LIMIT: loadLimitSetting(
    'Requests that are worked on at once; more are refused with 503 OVERLOADED. `auto`: as many as the event loop and the database keep up with, measured ten times a second. Requests that wait for a provider for more than a second do not count. `off`: any number.',
  ),
  OVERLOAD_MAX_IN_FLIGHT: integerSetting({
    description: 'Requests without an answer, those included that wait for a provider; more are refused likewise.',
    fallback: 1_000,
    min: 1,
    max: MAX,
  }),
} satisfies SettingTable;
