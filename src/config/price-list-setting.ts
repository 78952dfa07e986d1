import { optionalTextSetting, type Setting } from './setting.js';

/** `NAME=units`, by comma: whole numbers from 0 to 1,000,000. Undefined when unset: what is priced states its own. */
export function priceListSetting(description: string): Setting<Readonly<Record<string, number>> | undefined> {
  return {
    ...optionalTextSetting({ description }),
    fallback: undefined,
    parse: (text) => Object.fromEntries(text.split(',').map(parsePrice)),
  };
}

function parsePrice(item: string): [string, number] {
  const [, name, units] = /^\s*([A-Z][A-Z_]*)=(\d{1,7})\s*$/.exec(item) ?? [];
  if (name === undefined || Number(units) > 1_000_000)
    throw new Error('must be a list such as PAN=1,BANK_ACCOUNT=2, with whole numbers up to 1000000');
  return [name, Number(units)];
}
