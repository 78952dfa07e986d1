import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Capability } from '../../domain/provider/capability.js';
import type { CheckResult } from '../../domain/provider/check-ports.js';
import type { ProviderEvent, WebhookPort, WebhookRequest, WebhookVerdict } from '../../domain/provider/webhook-port.js';
import { asObject, ContractError, isObject, optionalString } from '../json-reader.js';
import { toBankAccountResult } from './cashfree.bank-account.mapping.js';
import { parseBankAccount } from './cashfree.contract.js';
import type { CashfreePolicy } from './cashfree.shared.mapping.js';
import { parseForm } from './cashfree.suite.client.js';
import { parseAnswer } from './cashfree.suite.contract.js';
import { toSuiteResult } from './cashfree.suite.mapping.js';

export interface CashfreeWebhookOptions {
  /** Every secret that is live, none empty: after a rotation they sign with the oldest for a while. */
  readonly secrets: readonly string[];
  /** Whether events signed in the body over the sorted values of `data` are accepted beside those signed in a header. */
  readonly legacy: boolean;
  /** What a time without a zone means, e.g. `+05:30`. */
  readonly utcOffset: string;
  readonly policy: CashfreePolicy;
}

const WINDOW_MS = 5 * 60 * 1000;
/** A time in milliseconds is larger than this until long after every time in seconds was. */
const SMALLEST_MS = 100_000_000_000;

type Body = Record<string, unknown>;
type Read = (data: Body, policy: CashfreePolicy) => CheckResult;

/** What their events are about, by the beginning of the event's name. The state is read from `data` alone. */
const EVENTS: readonly (readonly [RegExp, readonly Capability[], Read])[] = [
  [
    /^BANK_ACCOUNT_VERIFICATION_/,
    ['BANK_ACCOUNT_ASYNC', 'BANK_ACCOUNT'],
    (data, policy) => toBankAccountResult(parseBankAccount(data), null, policy),
  ],
  [/^DIGILOCKER_/, ['DIGILOCKER'], (data, policy) => toSuiteResult('DIGILOCKER', parseAnswer(data), policy)],
  [/^KYC_LINK_/, ['KYC_LINK'], (data, policy) => toSuiteResult('KYC_LINK', parseForm(data), policy)],
  [
    /^RPD_/,
    ['REVERSE_PENNY_DROP'],
    (data, policy) => toSuiteResult('REVERSE_PENNY_DROP', parseAnswer(data), policy, null),
  ],
  [/^E_?SIGN_/, ['E_SIGN'], (data, policy) => toSuiteResult('E_SIGN', parseAnswer(data), policy)],
];

/** Events of the suite: `{event_type, event_time, version, data[, signature]}`. */
export function createCashfreeWebhook(options: CashfreeWebhookOptions): WebhookPort {
  return {
    read: (request) => {
      const refusal = checkHeaderSignature(request, options);
      if (refusal === 'SIGNATURE' || refusal === 'TIMESTAMP') return { accepted: false, reason: refusal };
      const body = parse(request.rawBody);
      // Without a header nothing is known to be theirs yet, not even that it is JSON.
      const signed = refusal === null || (body !== null && options.legacy && hasLegacySignature(body, options.secrets));
      if (!signed) return { accepted: false, reason: 'SIGNATURE' };
      return body === null ? MALFORMED : toVerdict(body, request, options, refusal === 'ABSENT');
    },
  };
}

const MALFORMED: WebhookVerdict = { accepted: false, reason: 'MALFORMED' };

/** Null: it is theirs. ABSENT: it has no such header, so only the legacy scheme is left. */
function checkHeaderSignature(
  { headers, rawBody, receivedAt }: WebhookRequest,
  { secrets }: CashfreeWebhookOptions,
): 'ABSENT' | 'SIGNATURE' | 'TIMESTAMP' | null {
  const signature = headers['x-webhook-signature'];
  if (signature === undefined) return 'ABSENT';
  const timestamp = headers['x-webhook-timestamp'] ?? '';
  if (!isSigned(secrets, signature, [timestamp, rawBody])) return 'SIGNATURE';
  const number = /^\d{9,14}$/.test(timestamp) ? Number(timestamp) : Number.NaN;
  const sentAtMs = number > SMALLEST_MS ? number : number * 1000;
  return Math.abs(receivedAt.getTime() - sentAtMs) <= WINDOW_MS ? null : 'TIMESTAMP';
}

/** Every secret is tried, whichever fits, so that the time taken tells nothing. */
function isSigned(secrets: readonly string[], signature: string, parts: readonly (string | Uint8Array)[]): boolean {
  const given = Buffer.from(signature, 'utf8');
  let fits = false;
  for (const secret of secrets) {
    const hmac = createHmac('sha256', secret);
    for (const part of parts) hmac.update(part);
    const expected = Buffer.from(hmac.digest('base64'), 'utf8');
    fits = (given.length === expected.length && timingSafeEqual(given, expected)) || fits;
  }
  return fits;
}

function hasLegacySignature(body: Body, secrets: readonly string[]): boolean {
  const signature = body.signature;
  if (typeof signature !== 'string' || !isObject(body.data)) return false;
  return isSigned(secrets, signature, [legacyText(body.data)]);
}

/** The values of `data` in the order of its keys. How null and nested values are written is our assumption. */
function legacyText(data: Body): string {
  const texts = Object.keys(data)
    .sort()
    .map((key) => {
      const value = data[key];
      if (value === null || value === undefined) return '';
      return typeof value === 'object' ? JSON.stringify(value) : String(value);
    });
  return texts.join('');
}

function parse(bytes: Uint8Array): Body | null {
  try {
    return asObject(JSON.parse(Buffer.from(bytes).toString('utf8')));
  } catch {
    return null;
  }
}

function toVerdict(
  body: Body,
  request: WebhookRequest,
  options: CashfreeWebhookOptions,
  legacy: boolean,
): WebhookVerdict {
  const eventType = optionalString(body, 'event_type');
  if (eventType === null || !/^[A-Z][A-Z0-9_]{0,63}$/.test(eventType)) return MALFORMED;
  const known = EVENTS.find(([name]) => name.test(eventType));
  // Products that we do not offer, and the test event of their dashboard.
  if (known === undefined) return { accepted: true, events: [] };
  const data = isObject(body.data) ? body.data : {};
  const recordKey = optionalString(data, 'reference_id') ?? optionalString(data, 'ref_id');
  if (recordKey === null || !/^[A-Za-z0-9_-]{1,64}$/.test(recordKey)) return MALFORMED;
  const [, capabilities, read] = known;
  const event: ProviderEvent = {
    // The legacy signature covers `data` only, so only `data` may tell two events apart.
    dedupeKey: digest(legacy ? `legacy ${legacyText(data)}` : request.rawBody),
    eventType,
    recordKey,
    occurredAt: toInstant(optionalString(body, 'event_time'), options.utcOffset),
    subject: 'CHECK',
    capabilities,
    result: resultOf(data, read, options.policy),
  };
  return { accepted: true, events: [event] };
}

/** Null when `data` is not what we understand: the check is then read again. */
function resultOf(data: Body, read: Read, policy: CashfreePolicy): CheckResult | null {
  try {
    const result = read(data, policy);
    return result.status === 'UNKNOWN' ? null : result;
  } catch (error) {
    if (error instanceof ContractError) return null;
    throw error;
  }
}

/** `YYYY-MM-DD HH:mm:ss` without a zone in old samples, ISO 8601 in new ones. */
function toInstant(text: string | null, utcOffset: string): Date | null {
  if (text === null) return null;
  const plain = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?)(Z|[+-]\d{2}:?\d{2})?$/.exec(text);
  if (plain === null) return null;
  const instant = new Date(`${plain[1]}T${plain[2]}${plain[3] ?? utcOffset}`);
  return Number.isNaN(instant.getTime()) ? null : instant;
}

function digest(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
