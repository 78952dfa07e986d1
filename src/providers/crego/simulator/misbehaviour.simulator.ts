import type { FastifyReply, FastifyRequest } from 'fastify';
import { delay } from '../../simulator/simulator-kit.js';

const SLOW_MS = 3_000;

export type Misbehaviour = 'slow' | 'error' | 'malformed' | 'not found' | 'undelivered';

/** Phone numbers and emails with an effect of their own. */
const CONTACTS: Readonly<Record<string, Misbehaviour>> = {
  '9000000404': 'undelivered',
  '9000000504': 'slow',
  '9000000500': 'error',
  '9000000502': 'malformed',
  'undelivered@example.com': 'undelivered',
  'slow@example.com': 'slow',
  'error@example.com': 'error',
  'malformed@example.com': 'malformed',
};

/** Beginnings of a runner's reference. */
const REF_IDS: readonly (readonly [string, Misbehaviour])[] = [
  ['SIM-SLOW', 'slow'],
  ['SIM-ERROR', 'error'],
  ['SIM-MALFORMED', 'malformed'],
  ['SIM-NOT-FOUND', 'not found'],
];

/** What a phone number, an email or a runner's reference brings about. */
export function misbehaviourOf(input: string | null | undefined): Misbehaviour | null {
  if (input === null || input === undefined) return null;
  if (Object.hasOwn(CONTACTS, input)) return CONTACTS[input] ?? null;
  return REF_IDS.find(([prefix]) => input.startsWith(prefix))?.[1] ?? null;
}

/** True when the request has its answer. */
export async function misbehave(
  kind: Misbehaviour | null,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<boolean> {
  if (kind === 'slow') await delay(SLOW_MS, request);
  if (kind === 'error') reply.code(500).type('text/html').send('<h1>Server Error (500)</h1>');
  else if (kind === 'malformed') reply.code(200).type('application/json').send('{"id": "');
  else return false;
  return true;
}
