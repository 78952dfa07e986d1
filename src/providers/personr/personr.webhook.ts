import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { ProviderEvent, WebhookPort, WebhookRequest } from '../../domain/provider/webhook-port.js';
import { parseLosslessJson } from '../../transport/lossless-json.js';
import { type PersonrRejectTypes, toInstant, toPlainWord, toState } from './personr.mapping.js';
import { type PersonrNotice, parseNotice } from './personr.webhook.contract.js';

export interface PersonrWebhookOptions {
  /** Made in Personr's dashboard; not empty. */
  readonly token: string;
  /** The header that carries it, lower case. The manual says no more than "in the header". */
  readonly header: string;
  /** The word before the token; null: the token stands alone. */
  readonly scheme: string | null;
  readonly rejectTypes: PersonrRejectTypes;
}

/** Personr signs nothing and sends no time: whoever knows the token is Personr. */
export function personrWebhook({ token, header, scheme, rejectTypes }: PersonrWebhookOptions): WebhookPort {
  return {
    read({ headers, rawBody }) {
      const given = tokenOf(headers[header] ?? '', scheme);
      if (given === null || !isSame(given, token)) return { accepted: false, reason: 'SIGNATURE' };
      const notice = readNotice(rawBody);
      if (notice === null) return { accepted: false, reason: 'MALFORMED' };
      return { accepted: true, events: [toEvent(notice, rejectTypes, fingerprint(token, rawBody))] };
    },
  };
}

function tokenOf(value: string, scheme: string | null): string | null {
  const text = value.trim();
  if (scheme === null) return text;
  const [word = '', ...rest] = text.split(/[ \t]+/);
  return word.toLowerCase() === scheme.toLowerCase() && rest.length === 1 ? (rest[0] ?? null) : null;
}

/** Over digests, so that the time taken tells neither the token nor its length. */
function isSame(given: string, token: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(token));
}

function readNotice(rawBody: WebhookRequest['rawBody']): PersonrNotice | null {
  try {
    return parseNotice(parseLosslessJson(new TextDecoder('utf-8', { fatal: true }).decode(rawBody)));
  } catch {
    return null;
  }
}

/** Keyed, because a plain hash of a body with a name and a date of birth could be found by trying. */
function fingerprint(token: string, rawBody: WebhookRequest['rawBody']): string {
  return createHmac('sha256', token).update(rawBody).digest('base64url');
}

function toEvent(notice: PersonrNotice, rejectTypes: PersonrRejectTypes, payloadHash: string): ProviderEvent {
  const { applicantId, actionStatus, status } = notice;
  const eventType = toPlainWord(actionStatus ?? status.applicantStatus) ?? 'UNKNOWN';
  return {
    subject: 'APPLICANT',
    eventType,
    recordKey: applicantId,
    dedupeKey: `${applicantId}:${eventType}:${payloadHash}`,
    occurredAt: toInstant(status.result?.['Modified Date'] ?? null),
    state: toState(applicantId, status, rejectTypes),
  };
}
