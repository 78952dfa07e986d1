import { isIP } from 'node:net';
import type { Setting } from './setting.js';

/** `false`, or addresses and networks by comma. There is no "everybody": whoever can connect could claim any address. */
export function trustProxySetting(description: string): Setting<false | string> {
  return {
    description,
    fallback: false,
    shownFallback: 'false',
    secret: false,
    requiredInProduction: false,
    parse: (text) => {
      if (text === 'false') return false;
      const networks = text.split(',').map((item) => item.trim());
      if (!networks.every(isNetwork)) throw new Error('must be false, or a list of addresses and networks by comma');
      return networks.join(',');
    },
  };
}

function isNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return bits === undefined || (/^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}
