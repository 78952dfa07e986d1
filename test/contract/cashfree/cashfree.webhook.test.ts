import { createHmac } from 'node:crypto';
import type { WebhookPort, WebhookVerdict } from '../../../src/domain/provider/webhook-port.js';
import { recut } from '../../support/recut-event.js';
import { createCashfree } from './cashfree-provider.js';

const BASE = 'http://127.0.0.1:9/verification';
const SECRET = 'test-client-secret';
const NOW = 1_746_427_759_733;

/** Nothing is called, so nothing has to be closed but the pool. */
async function webhookOf(overrides: Record<string, string | null>): Promise<WebhookPort | undefined> {
  const provider = createCashfree(BASE, overrides);
  await provider.close();
  return provider.webhook;
}

const LEGACY_SECRET = 'test-legacy-secret';
const LEGACY = { CASHFREE_WEBHOOK_LEGACY: 'true', CASHFREE_WEBHOOK_LEGACY_SECRET: LEGACY_SECRET };

let webhook: WebhookPort;
let legacyWebhook: WebhookPort;
beforeAll(async () => {
  legacyWebhook = (await webhookOf({ CASHFREE_WEBHOOK_SECRETS: SECRET, ...LEGACY }))!;
  webhook = (await webhookOf({ CASHFREE_WEBHOOK_SECRETS: `newer-secret, ${SECRET}` }))!;
});

const hmac = (secret: string, text: string) => createHmac('sha256', secret).update(text).digest('base64');

function read(
  text: string,
  {
    secret = SECRET,
    timestamp = String(NOW),
    port = webhook,
  }: { secret?: string; timestamp?: string; port?: WebhookPort } = {},
): WebhookVerdict {
  const headers = { 'x-webhook-timestamp': timestamp, 'x-webhook-signature': hmac(secret, timestamp + text) };
  return port.read({ rawBody: Buffer.from(text), headers, receivedAt: new Date(NOW) });
}

function readLegacy(body: object | string, port = legacyWebhook): WebhookVerdict {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return port.read({ rawBody: Buffer.from(text), headers: {}, receivedAt: new Date(NOW) });
}

function event(type: string, data: object, time = '2026-01-31T09:30:00Z'): string {
  return JSON.stringify({ event_type: type, event_time: time, version: 'v1', data });
}

function eventOf(verdict: WebhookVerdict) {
  if (!verdict.accepted) throw new Error(`refused: ${verdict.reason}`);
  const [first] = verdict.events;
  if (first?.subject !== 'CHECK') throw new Error('no event about a check');
  return first;
}

const bank = { reference_id: 900201, account_status: 'VALID', account_status_code: 'ACCOUNT_IS_VALID' };

describe('the current scheme', () => {
  const VECTOR = '{"event_type":"BANK_ACCOUNT_VERIFICATION_SUCCESS","version":"v2"}';
  const headers = {
    'x-webhook-timestamp': String(NOW),
    'x-webhook-signature': 'JvKVY7iZ82/RZ4kB+PPdIFXrEIxfxIr1B96AXlOTV4g=',
  };

  test('the known vector is theirs, and says too little to be used', () => {
    const request = { rawBody: Buffer.from(VECTOR), headers, receivedAt: new Date(NOW) };
    expect(webhook.read(request)).toEqual({ accepted: false, reason: 'MALFORMED' });
    const changed = { ...request, rawBody: Buffer.from(VECTOR.replace('v2', 'v1')) };
    expect(webhook.read(changed)).toEqual({ accepted: false, reason: 'SIGNATURE' });
  });

  test.each(['newer-secret', SECRET])('every live secret is good: %s', (secret) => {
    expect(read(event('BANK_ACCOUNT_VERIFICATION_SUCCESS', bank), { secret }).accepted).toBe(true);
  });

  test('other secrets are not, and neither is the client secret once a list is set', () => {
    const text = event('BANK_ACCOUNT_VERIFICATION_SUCCESS', bank);
    for (const secret of ['x', 'demo-client-secret', `${SECRET} `])
      expect(read(text, { secret })).toEqual({ accepted: false, reason: 'SIGNATURE' });
  });

  test.each([
    [String(NOW), true],
    [String(Math.floor(NOW / 1000)), true],
    [String(NOW - 299_000), true],
    [String(NOW + 299_000), true],
    [String(NOW - 301_000), false],
    [String(NOW + 301_000), false],
    [String(Math.floor(NOW / 1000) - 302), false],
    // Neither ten digits nor thirteen: no time of either unit.
    [String(NOW).slice(0, 11), false],
    [String(NOW).slice(0, 12), false],
    [`${NOW}0`, false],
    [`0${Math.floor(NOW / 1000)}`, false],
    [`${Math.floor(NOW / 1000)}.5`, false],
    ['', false],
    ['yesterday', false],
    ['-1', false],
  ])('time %p: %p', (timestamp, accepted) => {
    const verdict = read(event('BANK_ACCOUNT_VERIFICATION_SUCCESS', bank), { timestamp });
    expect(verdict).toMatchObject(accepted ? { accepted } : { accepted, reason: 'TIMESTAMP' });
  });

  test('a reference beyond 2^53 keeps its last digits, and our own id is read with or without hyphens', () => {
    const id = '01900000-0000-7000-8000-00000000000a';
    const text = event('BANK_ACCOUNT_VERIFICATION_SUCCESS', { ...bank, user_id: `kyc${id.replaceAll('-', '')}` });
    const told = eventOf(read(text.replace('900201', '9007199254740993')));
    expect(told).toMatchObject({ recordKey: '9007199254740993', checkId: `kyc-${id}` });
    const form = event('KYC_LINK_SUCCESS', { reference_id: 1, form_status: 'SUCCESS', verification_id: `kyc-${id}` });
    expect(eventOf(read(form)).checkId).toBe(`kyc-${id}`);
    const foreign = event('KYC_LINK_SUCCESS', { reference_id: 1, form_status: 'SUCCESS', verification_id: 'order-7' });
    expect(eventOf(read(foreign)).checkId).toBeNull();
  });

  test('a wrong header is not made good by a right body', () => {
    const body = {
      event_type: 'RPD_BANK_ACCOUNT_VERIFICATION_SUCCESS',
      data: { ref_id: '1' },
      signature: hmac(SECRET, '1'),
    };
    expect(read(JSON.stringify(body), { secret: 'x' })).toEqual({ accepted: false, reason: 'SIGNATURE' });
  });

  test.each(['', 'null', '[]', '7', '{', '{}', '\u0000', '{"event_type":5}', '{"event_type":"a b","data":{}}'])(
    'the signed body %p is not understood',
    (text) => expect(read(text)).toEqual({ accepted: false, reason: 'MALFORMED' }),
  );
});

describe('the legacy scheme', () => {
  const data = { status: 'SUCCESS', ref_id: '49', name_at_bank: 'JOHN DOE', upi: null, name_match_score: '' };
  const signature = hmac(LEGACY_SECRET, 'JOHN DOE49SUCCESS');
  const body = {
    signature,
    event_type: 'RPD_BANK_ACCOUNT_VERIFICATION_SUCCESS',
    event_time: '2099-07-19 10:46:16',
    data,
  };

  test('is a reason to ask again and says nothing of its own: neither result nor time nor whose check', () => {
    const told = eventOf(readLegacy({ ...body, data: { ...data } }));
    expect(told).toMatchObject({ recordKey: '49', capabilities: ['REVERSE_PENNY_DROP'] });
    expect(told).toMatchObject({ result: null, occurredAt: null, checkId: null });
  });

  test.each([
    ['"score":90.00,"status":"SUCCESS"', '4990.00SUCCESS'],
    ['"score":1.0,"status":"SUCCESS"', '491.0SUCCESS'],
    ['"score":1E2,"status":true', '491E2true'],
    ['"score":9007199254740993,"status":"SUCCESS"', '499007199254740993SUCCESS'],
    ['"score":{"of":[90.00,null]},"status":"SUCCESS"', '49{"of":[90.00,null]}SUCCESS'],
    ['"score":"90.00","status":null', '4990.00'],
  ])('numbers are signed as they stand in the text: %s', (values, signed) => {
    const head = `{"event_type":"RPD_BANK_ACCOUNT_VERIFICATION_SUCCESS","data":{"ref_id":49,${values}}`;
    expect(readLegacy(`${head},"signature":"${hmac(LEGACY_SECRET, signed)}"}`)).toMatchObject({ accepted: true });
    expect(readLegacy(`${head},"signature":"${hmac(LEGACY_SECRET, `${signed} `)}"}`)).toMatchObject({
      accepted: false,
    });
  });

  test('a reference beyond 2^53 keeps its last digits', () => {
    const text = `{"event_type":"DIGILOCKER_VERIFICATION_SUCCESS","data":{"reference_id":9007199254740993},"signature":"${hmac(LEGACY_SECRET, '9007199254740993')}"}`;
    expect(eventOf(readLegacy(text)).recordKey).toBe('9007199254740993');
  });

  test('changed data, a foreign secret, a key that stands twice or no signature are refused', () => {
    for (const changed of [
      { ...body, data: { ...data, status: 'FAILURE' } },
      { ...body, signature: hmac('x', 'JOHN DOE49SUCCESS') },
      { ...body, signature: hmac(SECRET, 'JOHN DOE49SUCCESS') },
      { ...body, signature: undefined },
      { ...body, data: [] },
      JSON.stringify(body).replace('"data":', '"data":{},"data":'),
    ])
      expect(readLegacy(changed)).toEqual({ accepted: false, reason: 'SIGNATURE' });
  });

  test('a replay with another name and time is the same event', () => {
    const first = eventOf(readLegacy(body));
    const replayed = {
      ...body,
      event_type: 'RPD_BANK_ACCOUNT_VERIFICATION_FAILURE',
      event_time: '2030-01-01 00:00:00',
    };
    expect(eventOf(readLegacy(replayed)).dedupeKey).toBe(first.dedupeKey);
  });

  test('a genuine event of the current scheme cut anew into keys of data is not theirs', () => {
    const raw = event('BANK_ACCOUNT_VERIFICATION_SUCCESS', {
      account_status: 'INVALID',
      account_status_code: 'INVALID_ACCOUNT_FAIL',
      reference_id: 900201,
    });
    const forged = { event_type: 'BANK_ACCOUNT_VERIFICATION_SUCCESS', ...recut(String(NOW), raw, '900201') };
    const signature = hmac(SECRET, String(NOW) + raw);
    for (const port of [webhook, legacyWebhook])
      expect(readLegacy({ ...forged, signature }, port)).toEqual({ accepted: false, reason: 'SIGNATURE' });
    // Even where the secret is the right one nothing that it says is believed.
    const signed = eventOf(readLegacy({ ...forged, signature: hmac(LEGACY_SECRET, String(NOW) + raw) }));
    expect(signed).toMatchObject({ recordKey: '900201', result: null });
  });

  test('is off unless it is switched on', () => {
    expect(readLegacy(body, webhook)).toEqual({ accepted: false, reason: 'SIGNATURE' });
  });
});

describe('what events mean', () => {
  test.each([
    ['BANK_ACCOUNT_VERIFICATION_SUCCESS', bank, 'COMPLETED', 'PASS'],
    [
      'BANK_ACCOUNT_VERIFICATION_SUCCESS',
      { ...bank, account_status: 'INVALID', account_status_code: 'INVALID_ACCOUNT_FAIL' },
      'COMPLETED',
      'FAIL',
    ],
    [
      'BANK_ACCOUNT_VERIFICATION_REJECTED',
      { ...bank, account_status: 'REJECTED', account_status_code: 'FRAUD_ACCOUNT' },
      'COMPLETED',
      'FAIL',
    ],
    [
      'BANK_ACCOUNT_VERIFICATION_FAILED',
      { ...bank, account_status: 'FAILED', account_status_code: 'NPCI_UNAVAILABLE' },
      'ERRORED',
      'UNAVAILABLE',
    ],
    ['DIGILOCKER_VERIFICATION_SUCCESS', { reference_id: 1, status: 'AUTHENTICATED' }, 'COMPLETED', 'PASS'],
    ['DIGILOCKER_VERIFICATION_LINK_EXPIRED', { reference_id: 1, status: 'EXPIRED' }, 'EXPIRED', 'UNAVAILABLE'],
    [
      'DIGILOCKER_VERIFICATION_CONSENT_DENIED',
      { reference_id: 1, status: 'CONSENT_DENIED' },
      'CANCELLED',
      'UNAVAILABLE',
    ],
    ['KYC_LINK_ACTION_PERFORMED', { reference_id: 1, form_status: 'PENDING' }, 'AWAITING_INPUT', 'UNAVAILABLE'],
    ['KYC_LINK_EXPIRED', { reference_id: 1, form_status: 'EXPIRED' }, 'EXPIRED', 'UNAVAILABLE'],
    ['RPD_BANK_ACCOUNT_VERIFICATION_EXPIRED', { ref_id: '49', status: 'EXPIRED' }, 'EXPIRED', 'UNAVAILABLE'],
    ['E_SIGN_VERIFICATION_SUCCESS', { reference_id: 32, status: 'SUCCESS' }, 'COMPLETED', 'PASS'],
    ['ESIGN_VERIFICATION_FAILURE', { reference_id: 32, status: 'FAILURE' }, 'COMPLETED', 'FAIL'],
  ])('%s %j: %s %s', (type, data, status, outcome) => {
    expect(eventOf(read(event(type, data))).result).toMatchObject({ status, outcome });
  });

  test.each([
    ['an unknown status', { reference_id: 1, status: 'BREWING' }],
    ['no status', { reference_id: 1 }],
    ['a wrong type', { reference_id: 1, status: { is: 'SUCCESS' } }],
  ])('%s is no result, only a reason to look again', (_what, data) => {
    expect(eventOf(read(event('DIGILOCKER_VERIFICATION_SUCCESS', data))).result).toBeNull();
  });

  test('products that are not offered are taken and forgotten', () => {
    for (const type of ['VKYC_SESSION', 'AA_CONSENT_VERIFICATION_SUCCESS', 'TEST'])
      expect(read(event(type, {}))).toEqual({ accepted: true, events: [] });
  });

  test('a second delivery is the same event; another one about the record is not; nothing personal is in the key', () => {
    const text = event('BANK_ACCOUNT_VERIFICATION_SUCCESS', { ...bank, name_at_bank: 'ASHA RAO' });
    const [first, again] = [eventOf(read(text)), eventOf(read(text, { timestamp: String(NOW + 60_000) }))];
    const other = eventOf(read(text.replace('09:30', '09:31')));
    expect(again.dedupeKey).toBe(first.dedupeKey);
    expect(other.dedupeKey).not.toBe(first.dedupeKey);
    expect(`${first.dedupeKey} ${first.recordKey}`).not.toMatch(/asha/i);
  });
});

describe('secrets', () => {
  test('the client secret when no list is set; without either there is no webhook', async () => {
    const port = (await webhookOf({}))!;
    const text = event('BANK_ACCOUNT_VERIFICATION_SUCCESS', bank);
    expect(read(text, { port, secret: 'demo-client-secret' }).accepted).toBe(true);
    expect(read(text, { port, secret: '' })).toEqual({ accepted: false, reason: 'SIGNATURE' });
    expect(await webhookOf({ CASHFREE_CLIENT_SECRET: null })).toBeUndefined();
  });

  test.each([
    [{ CASHFREE_WEBHOOK_LEGACY: 'true', CASHFREE_WEBHOOK_LEGACY_SECRET: null }, 'is required when'],
    [{ ...LEGACY, CASHFREE_WEBHOOK_LEGACY_SECRET: 'demo-client-secret' }, 'must be none of'],
    [{ ...LEGACY, CASHFREE_WEBHOOK_SECRETS: `newer-secret, ${LEGACY_SECRET}` }, 'must be none of'],
    [{ CASHFREE_WEBHOOK_LEGACY_SECRET: 'demo-client-secret' }, 'must be none of'],
  ])('of the legacy scheme alone, or the process does not start: %#', (overrides, message) => {
    expect(() => createCashfree(BASE, overrides)).toThrow(message);
  });

  test.each([',', 'one,', ' , two'])('an empty secret stops the process: %p', (list) => {
    expect(() => createCashfree(BASE, { CASHFREE_WEBHOOK_SECRETS: list })).toThrow('must not contain an empty secret');
  });
});
