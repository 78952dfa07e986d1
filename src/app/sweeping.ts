import type { Logger } from 'pino';
import type { Cleanup, Stores } from './database.js';

const HOUR_MS = 60 * 60_000;
const MIN_AGE_MS = 10 * 60_000;

/**
 * Takes away what killed gateways left half-written, now and every hour; the result stops it. Gateways may share the data
 * folder, so only what is too old for any of them to be writing it goes: no upload takes longer than its request may.
 */
export function startSweeping(stores: Stores, requestTimeoutMs: number, log: Logger): Cleanup {
  const ageMs = Math.max(MIN_AGE_MS, 2 * requestTimeoutMs);
  const sweep = async () => {
    const before = new Date(Date.now() - ageMs);
    const swept = (await stores.documents.sweep(before)) + (await stores.exports.sweep(before));
    if (swept > 0) log.info({ swept }, 'half-written files of earlier runs were removed');
  };
  let running: Promise<unknown> = Promise.resolve();
  const start = () => {
    running = sweep().catch((error: unknown) => log.error({ error }, 'half-written files could not be removed'));
  };
  start();
  const timer = setInterval(start, HOUR_MS).unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
