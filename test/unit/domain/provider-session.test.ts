import type { ProviderTokens } from '../../../src/domain/provider/customer-auth-port.js';
import { ProviderDirectory } from '../../../src/domain/provider/provider-directory.js';
import { ProviderError } from '../../../src/domain/provider/provider-error.js';
import { ProviderSessionService } from '../../../src/domain/provider-session/provider-session-service.js';
import { FakeCustomerAuthPort } from '../../support/fakes/fake-customer-auth-port.js';
import { FakeProvider } from '../../support/fakes/fake-provider.js';
import { MemoryProviderTokens } from '../../support/fakes/memory-provider-tokens.js';
import { MemoryUserRepository } from '../../support/fakes/memory-user-repository.js';

const START = Date.parse('2026-02-01T00:00:00.000Z');
const HOUR_MS = 3_600_000;
const UNREACHABLE = new ProviderError({
  providerId: 'crego',
  code: 'PROVIDER_UNREACHABLE',
  retryable: true,
  outcomeUnknown: true,
});

let now: number;
let port: FakeCustomerAuthPort;
let tokens: MemoryProviderTokens;
let service: ProviderSessionService;

beforeEach(() => {
  now = START;
  port = new FakeCustomerAuthPort();
  tokens = new MemoryProviderTokens();
  let made = 0;
  service = new ProviderSessionService({
    users: new MemoryUserRepository(),
    tokens,
    providers: new ProviderDirectory([new FakeProvider('crego', { CUSTOMER_AUTH: port })]),
    newId: () => {
      made += 1;
      return `token-${made}`;
    },
    clock: () => new Date(now),
  });
});

const inMs = (ms: number) => new Date(START + ms);
const keep = (changes: Partial<ProviderTokens> = {}, userId = 'asha') =>
  service.keep(userId, 'crego', {
    accessToken: `first of ${userId}`,
    refreshToken: `refresh of ${userId}`,
    expiresAt: inMs(HOUR_MS),
    holder: null,
    ...changes,
  });
const find = (userId = 'asha') => service.readerFor(userId).find('crego');
const kept = (userId = 'asha') => tokens.rows.get(`${userId} crego`);

describe('the token of a request', () => {
  test('is looked up once, whether there is one or not', async () => {
    await keep();
    for (const userId of ['asha', 'bala']) {
      tokens.finds = 0;
      const reader = service.readerFor(userId);
      const found = await Promise.all([1, 2, 3].map(() => reader.find('crego')));
      expect(new Set(found)).toEqual(new Set([userId === 'asha' ? 'first of asha' : null]));
      expect(tokens.finds).toBe(1);
    }
    expect(port.calls).toEqual([]);
  });

  test.each([
    ['a minute and a bit before its end', HOUR_MS - 61_000, 'first of asha', 0],
    ['just before its end', HOUR_MS - 59_000, 'access-1', 1],
    ['after its end', HOUR_MS + 1, 'access-1', 1],
  ])('%s', async (_when, atMs, expected, refreshes) => {
    await keep();
    now = START + atMs;
    expect(await find()).toBe(expected);
    expect(port.count('refresh')).toBe(refreshes);
  });

  test('of unknown end is used until it is refused', async () => {
    await keep({ expiresAt: null });
    now += 100 * HOUR_MS;
    const reader = service.readerFor('asha');
    expect(await reader.find('crego')).toBe('first of asha');
    expect(await reader.renew('crego', 'first of asha')).toBe('access-1');
  });

  test('that is over on arrival lives a minute, so that two clocks that disagree cost no renewal at every call', async () => {
    await keep({ expiresAt: inMs(-HOUR_MS) });
    expect(kept()?.expiresAt).toEqual(inMs(60_000));
    expect(await find()).toBe('first of asha');
    await keep({ expiresAt: inMs(1_000 * 24 * HOUR_MS) });
    expect(kept()?.expiresAt).toEqual(inMs(30 * 24 * HOUR_MS));
  });
});

describe('a renewal', () => {
  test('happens once for twenty requests at once, and late comers find its result', async () => {
    await keep();
    now += HOUR_MS;
    port.onCall('refresh', () => new Promise((resolve) => setImmediate(resolve)));
    const late = service.readerFor('asha');
    const found = await Promise.all(Array.from({ length: 20 }, () => find()));
    expect(new Set(found)).toEqual(new Set(['access-1']));
    expect(await late.find('crego')).toBe('access-1');
    expect(port.count('refresh')).toBe(1);
    expect(port.lastInput('refresh')).toBe('refresh of asha');
  });

  test('after a refusal happens once, also for one who still holds the refused token', async () => {
    await keep();
    const [first, second] = [service.readerFor('asha'), service.readerFor('asha')];
    for (const reader of [first, second]) expect(await reader.find('crego')).toBe('first of asha');
    expect(await first.renew('crego', 'first of asha')).toBe('access-1');
    expect(await second.renew('crego', 'first of asha')).toBe('access-1');
    expect(await first.find('crego')).toBe('access-1');
    expect(port.count('refresh')).toBe(1);
  });

  test('of one customer never answers another', async () => {
    await keep();
    await keep({}, 'bala');
    now += HOUR_MS;
    const [asha, bala] = await Promise.all([find('asha'), find('bala')]);
    expect(asha).not.toBe(bala);
    expect(port.calls.map(({ input, context }) => [input, context.principal])).toEqual([
      ['refresh of asha', 'asha'],
      ['refresh of bala', 'bala'],
    ]);
    expect(kept('asha')?.accessToken).toBe(asha);
    expect(kept('bala')?.accessToken).toBe(bala);
  });

  test('that is refused drops the token, and no other', async () => {
    await keep();
    await keep({}, 'bala');
    port.refused = true;
    const reader = service.readerFor('asha');
    await reader.find('crego');
    expect(await reader.renew('crego', 'first of asha')).toBeNull();
    expect(kept('asha')).toBeUndefined();
    expect(kept('bala')).toBeDefined();
  });

  test('that is refused while a newer token arrived leaves that one alone', async () => {
    await keep();
    port.refused = true;
    port.onCall('refresh', () => keep({ accessToken: 'of a new login' }));
    const reader = service.readerFor('asha');
    await reader.find('crego');
    expect(await reader.renew('crego', 'first of asha')).toBe('of a new login');
    expect(kept()?.accessToken).toBe('of a new login');
  });

  test('does not overwrite a newer token', async () => {
    await keep();
    port.onCall('refresh', () => keep({ accessToken: 'of a new login' }));
    const reader = service.readerFor('asha');
    await reader.find('crego');
    expect(await reader.renew('crego', 'first of asha')).toBe('of a new login');
    expect(kept()?.accessToken).toBe('of a new login');
  });

  test('without an answer leaves a token that still works in use, and fails for one that does not', async () => {
    await keep();
    port.fail('refresh', UNREACHABLE);
    now = START + HOUR_MS - 1_000;
    expect(await find()).toBe('first of asha');
    now = START + HOUR_MS + 1;
    // Whatever became of the renewal, the call that waited for it was not sent.
    await expect(find()).rejects.toMatchObject({ code: 'PROVIDER_UNREACHABLE', outcomeUnknown: false });
    expect(kept()?.accessToken).toBe('first of asha');
  });

  test('without a refresh token: the token is used to its end and then dropped', async () => {
    await keep({ refreshToken: null });
    now = START + HOUR_MS - 1_000;
    expect(await find()).toBe('first of asha');
    now = START + HOUR_MS + 1;
    expect(await find()).toBeNull();
    expect(kept()).toBeUndefined();
    expect(port.calls).toEqual([]);
  });
});
