import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Capability } from '../../domain/provider/capability.js';
import type { CheckResult } from '../../domain/provider/check-port.js';
import type { ProviderEvent, WebhookPort, WebhookRequest, WebhookVerdict } from '../../domain/provider/webhook-port.js';
import { exactText, parseExactJson, parseLosslessJson } from '../../transport/lossless-json.js';
import { asObject, ContractError, optionalObject, optionalString } from '../json-reader.js';
import { toEpochMs } from '../webhook-time.js';
import { toBankAccountResult } from './cashfree.bank-account.mapping.js';
import { parseBankAccountAnswer } from './cashfree.contract.js';
import type { CashfreePolicy } from './cashfree.shared.mapping.js';
import { parseForm } from './cashfree.suite.client.js';
import { parseAnswer } from './cashfree.suite.contract.js';
import { toSuiteResult } from './cashfree.suite.mapping.js';

export interface CashfreeWebhookOptions {
  /** Every secret that is live, none empty: after a rotation they sign with the oldest for a while. */
  readonly secrets: readonly string[];
  /** With it events signed in the body over the sorted values of `data` are taken too; none of `secrets`. Null: they are not. */
  readonly legacySecret: string | null;
  /** What a time without a zone means, e.g. `+05:30`. */
  readonly utcOffset: string;
  readonly policy: CashfreePolicy;
}

const WINDOW_MS = 5 * 60 * 1000;

type Body = Record<string, unknown>;
type Read = (data: Body, policy: CashfreePolicy) => CheckResult;

/** What their events are about, by the beginning of the event's name. The state is read from `data` alone. */
const EVENTS: readonly (readonly [RegExp, readonly Capability[], Read])[] = [
  [
    /^BANK_ACCOUNT_VERIFICATION_/,
    ['BANK_ACCOUNT_ASYNC', 'BANK_ACCOUNT'],
    (data, policy) => toBankAccountResult(parseBankAccountAnswer(data), null, policy),
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
      // Without a header nothing is known to be theirs yet, not even that it is JSON.
      const legacy = refusal === null ? null : legacyTextOf(request.rawBody, options.legacySecret);
      if (refusal === 'ABSENT' && legacy === null) return { accepted: false, reason: 'SIGNATURE' };
      const body = parse(request.rawBody);
      return body === null ? MALFORMED : toVerdict(body, request, options, legacy);
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
  const sentAtMs = toEpochMs(timestamp) ?? Number.NaN;
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

/**
 * What the legacy signature of the body covers: the values of `data` in the order of its keys, numbers as they stand in
 * the text. How null and nested values are written is our assumption. Null when it is not signed so with the secret.
 */
function legacyTextOf(rawBody: Uint8Array, secret: string | null): string | null {
  if (secret === null) return null;
  try {
    const body = asObject(parseExactJson(toText(rawBody)));
    const data = asObject(optionalObject(body, 'data'));
    const texts = Object.keys(data)
      .sort()
      .map((key) => exactText(data[key]));
    const signature = optionalString(body, 'signature');
    return signature !== null && isSigned([secret], signature, [texts.join('')]) ? texts.join('') : null;
  } catch {
    return null;
  }
}

function parse(bytes: Uint8Array): Body | null {
  try {
    return asObject(parseLosslessJson(toText(bytes)));
  } catch {
    return null;
  }
}

function toText(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
}

/** `legacy`: the text that was signed, when it was not the whole body. */
function toVerdict(
  body: Body,
  request: WebhookRequest,
  { policy, utcOffset }: CashfreeWebhookOptions,
  legacy: string | null,
): WebhookVerdict {
  const eventType = optionalString(body, 'event_type');
  if (eventType === null || !/^[A-Z][A-Z0-9_]{0,63}$/.test(eventType)) return MALFORMED;
  const known = EVENTS.find(([name]) => name.test(eventType));
  // Products that we do not offer, and the test event of their dashboard.
  if (known === undefined) return { accepted: true, events: [] };
  const data = optionalObject(body, 'data') ?? {};
  const recordKey = optionalString(data, 'reference_id') ?? optionalString(data, 'ref_id');
  if (recordKey === null || !/^[A-Za-z0-9_-]{1,64}$/.test(recordKey)) return MALFORMED;
  const [, capabilities, read] = known;
  const common = { eventType, recordKey, subject: 'CHECK', capabilities } as const;
  // The legacy signature says neither when, nor which value belongs to which key: nothing in such an event can be believed.
  const event: ProviderEvent =
    legacy === null
      ? {
          ...common,
          dedupeKey: digest(request.rawBody),
          occurredAt: toInstant(optionalString(body, 'event_time'), utcOffset),
          checkId: toCheckId(optionalString(data, 'verification_id') ?? optionalString(data, 'user_id')),
          result: resultOf(data, read, policy),
        }
      : { ...common, dedupeKey: digest(`legacy ${legacy}`), occurredAt: null, checkId: null, result: null };
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

/** Our own id of the check; a `user_id` takes no hyphens, so it went without them. */
function toCheckId(text: string | null): string | null {
  const hex = /^kyc-?([0-9a-f-]{32,36})$/.exec(text ?? '')?.[1]?.replaceAll('-', '');
  return hex?.length === 32 ? `kyc-${hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')}` : null;
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
