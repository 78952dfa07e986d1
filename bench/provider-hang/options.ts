import { parseArgs } from 'node:util';
import { PROVIDER_IDS } from './queries.js';

export interface Options {
  /** The provider that hangs. */
  readonly provider: string;
  /** Of each phase. */
  readonly seconds: number;
  /** Half of them need the provider. */
  readonly clients: number;
  /** Requests a second of all clients together. */
  readonly rate: number;
  /** Commands sent in each wave. */
  readonly commands: number;
}

export const USAGE = `npm run bench -- provider-hang [--provider ${PROVIDER_IDS.join('|')}] [--seconds 30] [--clients 50] [--rate 100] [--commands 40]`;

/** Throws an `Error` that says how to call it. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      provider: { type: 'string', default: 'crego' },
      seconds: { type: 'string', default: '30' },
      clients: { type: 'string', default: '50' },
      rate: { type: 'string', default: '100' },
      commands: { type: 'string', default: '40' },
    },
  });
  const [seconds, clients, rate, commands] = [values.seconds, values.clients, values.rate, values.commands].map(Number);
  const { provider } = values;
  const numbers = [seconds, clients, rate, commands];
  if (!PROVIDER_IDS.includes(provider) || !numbers.every((value) => Number(value) > 0)) throw new Error(USAGE);
  return { provider, seconds, clients, rate, commands } as Options;
}
