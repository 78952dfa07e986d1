import { createHmac, timingSafeEqual } from 'node:crypto';
import type { ProviderEvent, WebhookPort, WebhookRequest, WebhookVerdict } from '../../domain/provider/webhook-port.js';
import { parseLosslessJson } from '../../transport/lossless-json.js';
import { asObject, optionalObject, optionalString } from '../json-reader.js';
import { toEpochMs } from '../webhook-time.js';

/** Which keys of the body hold what. The vendor announces the callback and shows neither body nor header. */
export interface CdpWebhookFields {
  readonly customerNumber: string;
  readonly eventId: string;
  readonly eventType: string;
  readonly occurredAt: string;
}

export const DEFAULT_WEBHOOK_FIELDS: CdpWebhookFields = {
  customerNumber: 'ecrn',
  eventId: 'request_id',
  eventType: 'event_type',
  occurredAt: 'timestamp',
};

export interface CdpWebhookOptions {
  readonly token: string;
  /** Lower case. */
  readonly header: string;
  readonly fields: CdpWebhookFields;
}

const CUSTOMER_NUMBER = /^[A-Za-z0-9_-]{1,64}$/;
const WORD = /^[A-Za-z0-9_.-]{1,64}$/;
const TOLERANCE_MS = 5 * 60_000;

/** The callback about a customer's AML status. It says that something changed; what the status is now is asked for. */
export function createCdpWebhook(options: CdpWebhookOptions): WebhookPort {
  return { read: (request) => readWebhook(request, options) };
}

function readWebhook(request: WebhookRequest, { token, header, fields }: CdpWebhookOptions): WebhookVerdict {
  if (!isToken(request.headers[header], token)) return { accepted: false, reason: 'SIGNATURE' };
  const body = parse(request.rawBody);
  if (body === null) return { accepted: false, reason: 'MALFORMED' };
  const recordKey = body(fields.customerNumber);
  if (recordKey === null || !CUSTOMER_NUMBER.test(recordKey)) return { accepted: false, reason: 'MALFORMED' };
  const toldAt = body(fields.occurredAt);
  const occurredAt = toldAt === null ? null : toInstant(toldAt);
  const eventId = body(fields.eventId);
  const named = eventId !== null && WORD.test(eventId);
  // Without a time that is understood and without an id a call could be sent again for ever.
  if (toldAt === null ? !named : occurredAt === null) return { accepted: false, reason: 'MALFORMED' };
  // A token is not bound to a body, so only the time keeps an old call from being sent again.
  if (occurredAt !== null && Math.abs(request.receivedAt.getTime() - occurredAt.getTime()) > TOLERANCE_MS)
    return { accepted: false, reason: 'TIMESTAMP' };
  const eventType = body(fields.eventType);
  const event: ProviderEvent = {
    subject: 'CUSTOMER',
    recordKey,
    eventType: eventType !== null && WORD.test(eventType) ? eventType : 'AML_STATUS',
    occurredAt,
    // Keyed, so that nobody finds the values of a short body by trying.
    dedupeKey: named ? eventId : createHmac('sha256', token).update(request.rawBody).digest('hex'),
  };
  return { accepted: true, events: [event] };
}

/** The shared secret, alone or as a bearer token, compared in constant time. */
function isToken(sent: string | undefined, token: string): boolean {
  const digest = (text: string) => createHmac('sha256', 'cdp-webhook').update(text).digest();
  return timingSafeEqual(digest((sent ?? '').replace(/^Bearer /i, '')), digest(token)) && token !== '';
}

/** Reads a key of the body, or of its `data` as in the platform's answers. */
function parse(rawBody: Uint8Array): ((key: string) => string | null) | null {
  try {
    const body = asObject(parseLosslessJson(new TextDecoder('utf-8', { fatal: true }).decode(rawBody)));
    const data = optionalObject(body, 'data') ?? {};
    return (key) => optionalString(body, key) ?? optionalString(data, key);
  } catch {
    return null;
  }
}

/** ISO text with its zone, or the seconds or milliseconds of the epoch. */
function toInstant(text: string): Date | null {
  const iso = /^\d{4}-\d{2}-\d{2}T[\d:.]{5,20}(?:Z|[+-]\d{2}:?\d{2})$/.test(text) ? Date.parse(text) : Number.NaN;
  const time = toEpochMs(text) ?? iso;
  return Number.isNaN(time) ? null : new Date(time);
}
