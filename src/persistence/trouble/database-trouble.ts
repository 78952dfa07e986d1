import { QueryFailedError } from 'typeorm';
import { StoreUnavailableError } from '../../domain/kernel/store-unavailable.js';

/** OUT_OF_REACH: no statement would be answered. BUSY: this one was not, another one may be. */
export type Trouble = 'OUT_OF_REACH' | 'BUSY';

/** Connection exceptions, and a server that is stopping, has crashed or is starting. */
const OUT_OF_REACH_STATES = /^(?:08...|57P0[123])$/;

/**
 * Insufficient resources (too many connections among them), system errors, a lock that was not given, a statement,
 * transaction or session that was ended by its time limit, a deadlock, a serialization failure, a server that has become
 * a read-only copy.
 */
const BUSY_STATES = /^(?:53...|58...|55P03|57014|25P03|25P04|57P05|40P01|40001|25006)$/;

const SYSTEM_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/** pg gives these no code. */
const OUT_OF_REACH_WORDS = /^(?:Query read timeout|Connection terminated|timeout expired|Client .* is not queryable)/;
/** Every connection of the pool was taken for too long; or the pool is closing. */
const BUSY_WORDS =
  /^(?:timeout exceeded when trying to connect|Cannot use a pool after calling end|Driver not Connected)/;

/** What kind of trouble an error of the database driver tells of; null for a fault of the statement. */
export function findTrouble(error: unknown): Trouble | null {
  if (error instanceof QueryFailedError) return findTrouble(error.driverError);
  // By its shape: errors of the system may come from another realm, where `instanceof` does not hold.
  if (typeof error !== 'object' || error === null) return null;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const message = 'message' in error && typeof error.message === 'string' ? error.message : '';
  if (SYSTEM_CODES.has(code) || OUT_OF_REACH_STATES.test(code)) return 'OUT_OF_REACH';
  if (BUSY_STATES.test(code)) return 'BUSY';
  if (code !== '') return null;
  if (OUT_OF_REACH_WORDS.test(message)) return 'OUT_OF_REACH';
  return BUSY_WORDS.test(message) ? 'BUSY' : null;
}

/** The error as the domain knows it: trouble of the database becomes a `StoreUnavailableError`, all else stays. */
export function toStoreError(error: unknown): unknown {
  return findTrouble(error) === null ? error : new StoreUnavailableError({ cause: error });
}
