import fc from 'fast-check';
import type { WebhookPort, WebhookVerdict } from '../../../src/domain/provider/webhook-port.js';
import { cdpProvider } from '../../../src/providers/cdp/cdp.provider.js';
import { createCdp } from './cdp-support.js';

const TOKEN = 'a-shared-secret-of-the-callback';
const NOW = new Date('2026-01-02T03:04:05.000Z');

function webhookOf(env: Record<string, string> = {}): WebhookPort {
  const { webhook } = createCdp('http://127.0.0.1:9', { CDP_WEBHOOK_TOKEN: TOKEN, ...env });
  if (webhook === undefined) throw new Error('the provider has no webhook');
  return webhook;
}

function read(
  body: unknown,
  headers: Record<string, string> = { 'x-webhook-token': TOKEN },
  { webhook = webhookOf(), receivedAt = NOW }: { webhook?: WebhookPort; receivedAt?: Date } = {},
): WebhookVerdict {
  const rawBody = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  return webhook.read({ rawBody, headers, receivedAt });
}

function eventOf(verdict: WebhookVerdict) {
  if (!verdict.accepted) throw new Error(`refused: ${verdict.reason}`);
  expect(verdict.events).toHaveLength(1);
  return verdict.events[0];
}

const BODY = {
  event_type: 'AML_STATUS_UPDATED',
  request_id: 'r-1',
  timestamp: '2026-01-02T03:04:00Z',
  data: { ecrn: '8800000004', aml_scan_status: 'Accepted', first_name: 'Kiran' },
};

describe('the AML status callback', () => {
  test('tells which customer, without any value of the person', () => {
    expect(eventOf(read(BODY))).toEqual({
      subject: 'CUSTOMER',
      recordKey: '8800000004',
      eventType: 'AML_STATUS_UPDATED',
      occurredAt: new Date('2026-01-02T03:04:00Z'),
      dedupeKey: 'r-1',
    });
  });

  test.each([
    ['the token alone', { 'x-webhook-token': TOKEN }, true],
    ['a bearer token', { 'x-webhook-token': `Bearer ${TOKEN}` }, true],
    ['no header', {}, false],
    ['an empty header', { 'x-webhook-token': '' }, false],
    ['another token', { 'x-webhook-token': `${TOKEN}x` }, false],
    ['a part of it', { 'x-webhook-token': TOKEN.slice(0, -1) }, false],
    ['another header', { authorization: TOKEN }, false],
  ])('%s: accepted %p %p', (_, headers, accepted) => {
    const verdict = read(BODY, headers as Record<string, string>);
    expect(verdict).toMatchObject(accepted ? { accepted } : { accepted, reason: 'SIGNATURE' });
  });

  test('names of header and keys come from the settings', () => {
    const webhook = webhookOf({
      CDP_WEBHOOK_HEADER: 'Authorization',
      CDP_WEBHOOK_FIELDS: 'customerNumber=customer_number,occurredAt=at,eventId=id',
    });
    const verdict = read(
      { customer_number: 88, at: String(NOW.getTime()), id: 'e-1' },
      { authorization: `Bearer ${TOKEN}` },
      { webhook },
    );
    expect(eventOf(verdict)).toMatchObject({
      recordKey: '88',
      occurredAt: NOW,
      dedupeKey: 'e-1',
      eventType: 'AML_STATUS',
    });
  });

  test.each([
    ['2026-01-02T02:00:00Z', 'TIMESTAMP'],
    ['2026-01-02T04:00:00+00:00', 'TIMESTAMP'],
  ])('of %s it is refused', (timestamp, reason) => {
    expect(read({ ...BODY, timestamp })).toEqual({ accepted: false, reason });
  });

  test.each([
    ['{"data":', 'half JSON'],
    ['[]', 'a list'],
    ['null', 'null'],
    [{ ...BODY, data: {} }, 'no customer'],
    [{ ...BODY, data: { ecrn: '../x' } }, 'a customer number that cannot be one'],
    [{ ...BODY, data: { ecrn: { a: 1 } } }, 'an object for a number'],
  ] as readonly [unknown, string][])('%p is malformed: %s', (body, _) => {
    expect(read(body)).toEqual({ accepted: false, reason: 'MALFORMED' });
  });

  test.each([
    ['neither time nor id', { timestamp: undefined, request_id: undefined }],
    ['an id that can be none', { timestamp: undefined, request_id: 'r 1' }],
    ['a time that is none', { timestamp: 'just now' }],
    ['a time without a zone', { timestamp: '2026-01-02T03:04:00' }],
    ['a time with too many digits', { timestamp: `${NOW.getTime()}0` }],
    ['a time with too few digits', { timestamp: String(NOW.getTime()).slice(0, 12) }],
  ])('with %s it could be sent again for ever, so it is malformed', (_, changes) => {
    expect(read({ ...BODY, ...changes })).toEqual({ accepted: false, reason: 'MALFORMED' });
  });

  test.each([
    ['an id', { timestamp: undefined }],
    ['a time in milliseconds', { request_id: undefined, timestamp: NOW.getTime() }],
    ['a time in seconds', { request_id: undefined, timestamp: Math.floor(NOW.getTime() / 1000) }],
  ])('with %s alone, a repeated delivery is the same event whenever it comes', (_, changes) => {
    const key = (receivedAt: Date) => eventOf(read({ ...BODY, ...changes }, undefined, { receivedAt }))?.dedupeKey;
    expect(key(NOW)).toBe(key(new Date(NOW.getTime() + 200_000)));
    expect(key(NOW)).not.toContain('Accepted');
  });

  test('a time in seconds is held to the same five minutes', () => {
    const timestamp = Math.floor(NOW.getTime() / 1000);
    for (const late of [301, -301])
      expect(read({ ...BODY, timestamp: timestamp + late })).toEqual({ accepted: false, reason: 'TIMESTAMP' });
  });

  test('a customer number beyond 2^53 keeps its last digits', () => {
    const text = JSON.stringify(BODY).replace('"8800000004"', '9007199254740993');
    expect(eventOf(read(text))?.recordKey).toBe('9007199254740993');
  });

  test('any bytes get a verdict', () => {
    const webhook = webhookOf();
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), fc.boolean(), (body, signed) => {
        const verdict = read(body, signed ? undefined : { 'x-webhook-token': body }, { webhook });
        expect(typeof verdict.accepted).toBe('boolean');
        if (!signed) expect(verdict.accepted).toBe(false);
      }),
    );
  });
});

describe('settings of the callback', () => {
  test('without a secret there is no webhook', () => {
    const settings = { ...Object.fromEntries(Object.entries(cdpProvider.settings).map(([k, s]) => [k, s.fallback])) };
    const provider = cdpProvider.create(settings, {
      baseUrl: 'http://127.0.0.1:9',
      simulated: false,
      operationTimeoutMs: 1_000,
    });
    expect(provider.webhook).toBeUndefined();
  });

  test.each([
    ['CDP_WEBHOOK_TOKEN', 'short'],
    ['CDP_WEBHOOK_HEADER', 'x webhook'],
    ['CDP_WEBHOOK_FIELDS', 'unknown=key'],
    ['CDP_WEBHOOK_FIELDS', 'customerNumber=a b'],
  ])('%s refuses %p', (name, text) => {
    expect(() => cdpProvider.settings[name]?.parse(text)).toThrow(/^must/);
  });
});
