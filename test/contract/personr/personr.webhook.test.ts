import type { WebhookPort, WebhookVerdict } from '../../../src/domain/provider/webhook-port.js';
import { APPLICANT_ID, fixture, openPersonr } from './personr.harness.js';

const TOKEN = 'dashboard-token-1';
const BASE = { PERSONR_TOKEN: 't', PERSONR_WEBHOOK_TOKEN: TOKEN };

function webhookOf(env: Record<string, string>): WebhookPort | undefined {
  const { provider } = openPersonr('http://127.0.0.1:1', env);
  void provider.close();
  return provider.webhook;
}

function read(
  body: unknown,
  { env = BASE, headers = { authorization: `Bearer ${TOKEN}` } as Record<string, string> } = {},
) {
  const webhook = webhookOf(env);
  if (webhook === undefined) throw new Error('no webhook');
  const rawBody = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  return webhook.read({ rawBody, headers, receivedAt: new Date() });
}

function eventOf(verdict: WebhookVerdict) {
  if (!verdict.accepted || verdict.events[0] === undefined) throw new Error('not accepted');
  return verdict.events[0];
}

describe('the two documented bodies', () => {
  test('the newer, flat one gives the applicant, and no more than its words say', () => {
    expect(eventOf(read(fixture('webhook.flat')))).toMatchObject({
      subject: 'APPLICANT',
      eventType: 'Reviewed',
      recordKey: APPLICANT_ID,
      occurredAt: null,
      state: { status: 'COMPLETED', decision: 'DECLINED', decisionFinal: false, extracted: null },
    });
  });

  test('the older one names the applicant inside its result alone, and has a time', () => {
    expect(eventOf(read(fixture('webhook.older')))).toMatchObject({
      subject: 'APPLICANT',
      eventType: 'Reviewed',
      recordKey: APPLICANT_ID,
      occurredAt: new Date(1746427759733),
      state: { status: 'COMPLETED', decision: 'APPROVED', decisionFinal: true, extracted: null },
    });
  });

  test.each(['webhook.flat', 'webhook.older'])('%s leaves nothing personal in the event', (name) => {
    expect(JSON.stringify(eventOf(read(fixture(name))))).not.toMatch(
      /Asha|Rao|1990-04-12|Example Street|UUID1|source-1/,
    );
  });

  test('an unknown status, answer or label is unknown, never a pass', () => {
    const event = eventOf(read({ applicantId: '1x1', actionStatus: 'Escalated', reviewAnswer: 'Approved' }));
    expect(event).toMatchObject({ eventType: 'Escalated', state: { status: 'UNKNOWN', decision: null } });
    const answer = eventOf(read({ applicantId: '1x1', actionStatus: 'Reviewed', reviewAnswer: 'Sort of' }));
    expect(answer).toMatchObject({ state: { status: 'COMPLETED', decision: null } });
    const label = { applicantId: '1x1', actionStatus: 'Reviewed', reviewAnswer: 'Rejected', rejectLabels: ['NEW_ONE'] };
    expect(eventOf(read(label))).toMatchObject({ state: { reasons: [{ code: 'OTHER' }] } });
  });

  test('the same delivery has the same key, another payload another, and the key tells no payload', () => {
    const key = (body: unknown, env = BASE) => {
      const authorization = `Bearer ${env.PERSONR_WEBHOOK_TOKEN}`;
      return eventOf(read(body, { env, headers: { authorization } })).dedupeKey;
    };
    const flat = fixture('webhook.flat') as object;
    expect(key(flat)).toBe(key(flat));
    expect(key({ ...flat, reviewAnswer: 'Approved' })).not.toBe(key(flat));
    expect(key(flat, { ...BASE, PERSONR_WEBHOOK_TOKEN: 'another' })).not.toBe(key(flat));
    expect(key(flat)).toMatch(/^1700000000000x100000000000000000:Reviewed:[\w-]{43}$/);
  });
});

describe('the token', () => {
  test.each([
    [{}],
    [{ authorization: '' }],
    [{ authorization: 'Bearer' }],
    [{ authorization: 'Bearer ' }],
    [{ authorization: TOKEN }],
    [{ authorization: `Basic ${TOKEN}` }],
    [{ authorization: `Bearer ${TOKEN}x` }],
    [{ authorization: `Bearer ${TOKEN.slice(0, -1)}` }],
    [{ authorization: `Bearer ${TOKEN} ${TOKEN}` }],
    [{ 'x-token': TOKEN }],
  ])('%j is refused before the body is read', (headers) => {
    const refused = { accepted: false, reason: 'SIGNATURE' };
    expect(read(fixture('webhook.flat'), { headers })).toEqual(refused);
    expect(read('{', { headers })).toEqual(refused);
  });

  test('may come in another header, after another word or alone', () => {
    const body = fixture('webhook.flat');
    const own = { ...BASE, PERSONR_WEBHOOK_HEADER: 'X-Personr-Token', PERSONR_WEBHOOK_SCHEME: 'none' };
    expect(read(body, { env: own, headers: { 'x-personr-token': TOKEN } })).toMatchObject({ accepted: true });
    expect(read(body, { env: own })).toMatchObject({ accepted: false });
    const word = { ...BASE, PERSONR_WEBHOOK_SCHEME: 'Token' };
    expect(read(body, { env: word, headers: { authorization: `token ${TOKEN}` } })).toMatchObject({ accepted: true });
  });

  test('that is not set means no webhook; a header that is none stops the process', () => {
    expect(webhookOf({ PERSONR_TOKEN: 't' })).toBeUndefined();
    expect(webhookOf({ PERSONR_TOKEN: 't', PERSONR_WEBHOOK_TOKEN: ' ' })).toBeUndefined();
    expect(() => webhookOf({ ...BASE, PERSONR_WEBHOOK_HEADER: 'not a header' })).toThrow(/PERSONR_WEBHOOK_HEADER/);
  });
});

test.each([
  [''],
  ['{'],
  ['null'],
  ['[]'],
  ['"text"'],
  ['{}'],
  ['\ud800'],
  [{ applicantId: '1x1' }],
  [{ actionStatus: 'Reviewed' }],
  [{ applicantId: 'asha@example.com', actionStatus: 'Reviewed' }],
  [{ applicantId: ['1x1'], actionStatus: 'Reviewed' }],
  [{ status: 'success', response: { applicantStatus: 'Reviewed', result: { applicant: null } } }],
  [{ status: 'success', response: { result: { applicant: '1x1' } } }],
  ['['.repeat(100_000)],
])('a body that is not understood is malformed, whatever it is (%#)', (body) => {
  expect(read(body)).toEqual({ accepted: false, reason: 'MALFORMED' });
});
