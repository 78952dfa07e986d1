import type { Scope } from '../../../src/domain/kernel/actor.js';
import { parseKeyText, type StoredApiKey, toKeyText } from '../../../src/domain/session/api-key.js';
import { ApiKeyReader } from '../../../src/domain/session/api-key-reader.js';
import { apiKeySecrets } from '../../../src/security/api-key-secrets.js';
import { HIDDEN_IN_LOGS, hideInText } from '../../../src/telemetry/log-filter.js';
import { MemoryApiKeys } from '../../support/fakes/memory-api-keys.js';

const ID = '01900000-0000-7000-8000-000000000001';
const NOW = new Date('2026-02-01T10:20:30.000Z');
const { secret, hash } = apiKeySecrets.create();
const TEXT = toKeyText(ID, secret);

function keyOf(changes: Partial<StoredApiKey> = {}): StoredApiKey {
  const scopes: readonly Scope[] = ['READ_RECORDS'];
  const dates = { createdAt: NOW, lastUsedAt: null, expiresAt: null, revokedAt: null };
  return { id: ID, name: 'reporting-job', scopes, secretHash: hash, ...dates, ...changes };
}

async function readerOf(key: StoredApiKey, now = NOW) {
  const apiKeys = new MemoryApiKeys();
  await apiKeys.insert(key);
  return { apiKeys, reader: new ApiKeyReader({ apiKeys, secrets: apiKeySecrets, clock: () => now }) };
}

describe('the text of a key', () => {
  test('tells its id and its secret, of 256 bits', () => {
    expect(parseKeyText(TEXT)).toEqual({ id: ID, secret });
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
  });

  test('is hidden in logs, whatever its secret is', () => {
    const texts = Array.from({ length: 500 }, () => toKeyText(ID, apiKeySecrets.create().secret));
    for (const text of texts) expect(hideInText(`x ${text} y`)).toBe(`x ${HIDDEN_IN_LOGS} y`);
  });

  test.each([
    '',
    'kyc_',
    secret,
    `kyc_${secret}`,
    TEXT.toUpperCase(),
    TEXT.slice(0, -1),
    `${TEXT}a`,
    ` ${TEXT}`,
    `${TEXT}\n`,
    TEXT.replace('kyc_', 'kyc-'),
    `kyc_${ID}_${secret}`,
  ])('is not %j', (text) => {
    expect(parseKeyText(text)).toBeNull();
  });
});

describe('the reader of keys', () => {
  test('knows a program with its scopes, and notes the hour of the use once', async () => {
    const { apiKeys, reader } = await readerOf(keyOf());
    const actor = { userId: ID, sessionId: null, roles: ['SERVICE'], scopes: ['READ_RECORDS'] };
    expect(await reader.read(TEXT)).toEqual(actor);
    expect(await reader.read(TEXT)).toEqual(actor);
    expect(apiKeys.marks).toBe(1);
    expect(apiKeys.rows.get(ID)?.lastUsedAt).toEqual(new Date('2026-02-01T10:00:00.000Z'));
  });

  test('knows no scope that this version does not know', async () => {
    const { reader } = await readerOf(keyOf({ scopes: ['READ_USERS', 'WRITE_ALL' as Scope] }));
    expect((await reader.read(TEXT))?.scopes).toEqual(['READ_USERS']);
  });

  test.each([
    ['a revoked key', keyOf({ revokedAt: NOW }), TEXT],
    ['a key that has ended', keyOf({ expiresAt: NOW }), TEXT],
    ['another secret', keyOf(), toKeyText(ID, apiKeySecrets.create().secret)],
    ['a key that nobody has', keyOf(), toKeyText(ID.replace(/1$/, '2'), secret)],
    ['the hash in place of the secret', keyOf(), `kyc_${ID.replaceAll('-', '')}_${hash.slice(0, 43)}`],
    ['a token of another kind', keyOf(), 'a.b.c'],
  ])('refuses %s, and notes no use', async (_name, key, text) => {
    const { apiKeys, reader } = await readerOf(key);
    expect(await reader.read(text)).toBeNull();
    expect(apiKeys.marks).toBe(0);
  });

  test('lets a key in until it ends', async () => {
    const { reader } = await readerOf(keyOf({ expiresAt: new Date(NOW.getTime() + 1) }));
    expect(await reader.read(TEXT)).not.toBeNull();
  });
});
