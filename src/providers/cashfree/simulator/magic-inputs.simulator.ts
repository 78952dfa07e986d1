import type { FastifyReply, FastifyRequest } from 'fastify';
import { delay, type MagicInput } from '../../simulator/simulator-kit.js';
import { CHECK_MAGIC_INPUTS } from './check-magic-inputs.simulator.js';

const SLOW_MS = 3000;
const RETRY_AFTER_SECONDS = 2;

const TYPE_OF_STATUS: Readonly<Record<number, string>> = {
  401: 'authentication_error',
  403: 'authentication_error',
  404: 'not_found_error',
  429: 'rate_limit_error',
  500: 'internal_error',
  502: 'internal_error',
};

/** Ends a request with `{type, code, message}`, as every error of the suite does. */
export class SimulatedError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    /** Bank checks and 4xx in general say `validation_error`. */
    readonly type: string = TYPE_OF_STATUS[status] ?? 'validation_error',
    readonly reference: number | null = null,
  ) {
    super(message);
  }

  toBody(): object {
    const error = this.reference === null ? {} : { error: { reference_id: this.reference } };
    return { type: this.type, code: this.code, message: this.message, ...error };
  }
}

/** Ends a request with a 200 that breaks off in the middle of its JSON. */
class TruncatedAnswer extends Error {}

export function missing(field: string): SimulatedError {
  return new SimulatedError(400, `${field}_missing`, `${field} is missing in the request`);
}

export function invalidField(field: string, why = 'value_invalid'): SimulatedError {
  return new SimulatedError(400, `${field}_${why}`, `invalid ${field} value provided`);
}

/** The number in a magic PAN (also inside a GSTIN), account number, name or file name; null for ordinary input. */
export function magicNumber(input: string): string | null {
  const match = /^(?:\d{2})?TSTPX(\d{4})A|^0009(\d{4})$|^magic[ -](\d{4})(?:\.\w+)?$/i.exec(input);
  return match?.[1] ?? match?.[2] ?? match?.[3] ?? null;
}

const FAULTS: Readonly<Record<string, readonly [number, string, string]>> = {
  '0401': [401, 'authentication_failed', 'Invalid clientId and clientSecret combination'],
  '0403': [403, 'ip_validation_failed', 'IP not whitelisted'],
  '0409': [409, 'verification_id_already_exists', 'verification_id already exists'],
  '0422': [422, 'insufficient_balance', 'Insufficient balance to process this request'],
  '0429': [429, 'too_many_requests_per_operation', 'Too many requests'],
  '0500': [500, 'api_error', 'internal Server Error'],
  '0502': [502, 'verification_failed', 'verification attempt failed'],
};

/** The effects that every paid check knows. */
export async function applyMagic(magic: string | null, request: FastifyRequest): Promise<void> {
  if (magic === null) return;
  if (magic === '0003') await delay(SLOW_MS, request);
  if (magic === '0200') throw new TruncatedAnswer();
  const fault = FAULTS[magic];
  if (fault !== undefined) throw new SimulatedError(...fault);
}

/** Sends what `work` gives back, or the error that it threw, in JSON and with `headers`. */
export async function answer(
  reply: FastifyReply,
  headers: Record<string, string>,
  work: () => object | Promise<object>,
): Promise<FastifyReply> {
  reply.headers(headers).type('application/json');
  try {
    return reply.send(JSON.stringify(await work()));
  } catch (error) {
    if (error instanceof TruncatedAnswer) return reply.send('{"reference_id": 11, "valid": tr');
    if (!(error instanceof SimulatedError)) throw error;
    if (error.status === 429) reply.header('retry-after', String(RETRY_AFTER_SECONDS));
    return reply.code(error.status).send(JSON.stringify(error.toBody()));
  }
}

/** Gives the headers of one operation's rate limit. It is counted and shown, never enforced: only magic answers 429. */
export function rateLimit(perMinute: number): () => Record<string, string> {
  let endsAtMs = 0;
  let used = 0;
  return () => {
    const now = Date.now();
    if (now >= endsAtMs) {
      endsAtMs = now + 60_000;
      used = 0;
    }
    used += 1;
    return {
      'x-ratelimit-limit': String(perMinute),
      'x-ratelimit-remaining': String(Math.max(1, perMinute - used)),
      'x-ratelimit-reset': String(Math.ceil((endsAtMs - now) / 1000)),
    };
  };
}

const FOUR_WAYS =
  'PAN TSTPX####A, GSTIN 29TSTPX####A1Z?, account number 0009####, first name to match "Magic ####", image magic-####.jpg';

/** Served at `GET /__simulator`. `####` stands for one of the numbers. */
export const CASHFREE_MAGIC_INPUTS: readonly MagicInput[] = [
  { operation: 'every check', input: `0401 as #### in: ${FOUR_WAYS}`, effect: '401 authentication_failed' },
  { operation: 'every check', input: '0403, likewise', effect: '403 ip_validation_failed' },
  { operation: 'every check', input: '0409, likewise', effect: '409 verification_id_already_exists' },
  { operation: 'every check', input: '0422, likewise', effect: '422 insufficient_balance' },
  { operation: 'every check', input: '0429, likewise', effect: '429 with Retry-After: 2' },
  { operation: 'every check', input: '0500, likewise', effect: '500 api_error' },
  { operation: 'every check', input: '0502, likewise', effect: '502 verification_failed: the registry is away' },
  { operation: 'every check', input: '0003, likewise', effect: 'a normal answer after 3 s' },
  { operation: 'every check', input: '0200, likewise', effect: '200 with JSON that breaks off' },
  { operation: 'name match, liveness', input: 'a verification_id used before', effect: '409' },
  { operation: 'PAN', input: 'ABCPV1234D, AZJPG7110R, AAOCS4553K, any demo PAN', effect: 'valid' },
  { operation: 'PAN', input: 'any other TSTP…', effect: 'valid; the registered name is the given one' },
  { operation: 'PAN', input: 'any other PAN', effect: '200, valid false, Invalid PAN' },
  { operation: 'PAN', input: 'TSTPX0001A / TSTPX0002A', effect: 'valid, but the holder is deceased / dissolved' },
  { operation: 'PAN', input: 'TSTPX0004A / TSTPX0005A', effect: 'DELETED / DEACTIVATED' },
  { operation: 'PAN', input: 'TSTPX0006A', effect: 'as in their samples: name_match_score a number, registered_nam' },
  { operation: 'PAN, GSTIN', input: 'TSTPX0007A, 29TSTPX0007A1Z6', effect: 'a status that is in no list' },
  { operation: 'PAN, GSTIN', input: 'TSTPX0008A', effect: 'an answer without its main fields' },
  { operation: 'GSTIN', input: '29AAICP2912R1ZR, or a valid PAN of above inside', effect: 'Active' },
  { operation: 'GSTIN', input: '29TSTPX0011A1ZA / 29TSTPX0012A1Z9', effect: 'Cancelled / Suspended' },
  { operation: 'GSTIN', input: 'any other GSTIN', effect: '200 without valid: does not exist' },
  {
    operation: 'bank account',
    input: '026291800001191 YESB0000262, 388108022658 ICIC0000009, 1233943142',
    effect: 'valid, with the documented holders',
  },
  { operation: 'bank account', input: '0001…', effect: 'valid; the name at the bank is the given one' },
  { operation: 'bank account', input: '7766666585146 YESB0000001, 026291800001190', effect: 'INVALID_ACCOUNT_FAIL' },
  { operation: 'bank account', input: '7766667287515 ICIC0000001', effect: 'INVALID_IFSC_FAIL' },
  { operation: 'bank account', input: '7766667989884 RATN0000070', effect: 'ACCOUNT_BLOCKED' },
  { operation: 'bank account', input: '7766667755761 ICIC0000001', effect: 'NRE_ACCOUNT_FAIL' },
  { operation: 'bank account', input: '00094221 … 00094229', effect: '422: the outages, fraud_account, under process' },
  { operation: 'bank account, read again', input: '700001 … 700010', effect: 'RECEIVED … MANUALLY_REJECTED' },
  { operation: 'name match', input: 'two names', effect: '1, .85, .70, .38 or .14 by their words and initials' },
  { operation: 'liveness', input: 'spoof.jpg', effect: 'SUCCESS, liveness false' },
  { operation: 'liveness', input: 'notreal.jpg', effect: 'REAL_FACE_NOT_DETECTED (legacy: liveliness false)' },
  { operation: 'liveness', input: 'noface.jpg', effect: 'FACE_NOT_DETECTED' },
  { operation: 'liveness', input: 'twofaces.jpg', effect: 'MULTIPLE_FACES_DETECTED (legacy: MULTIPLE_FACE_DETECTED)' },
  ...CHECK_MAGIC_INPUTS,
];
