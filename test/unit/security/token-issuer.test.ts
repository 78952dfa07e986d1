import { createHash } from 'node:crypto';
import { decodeJwt, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { JwtTokenIssuer } from '../../../src/security/token-issuer.js';

const SECRET = 'a secret of the tests, long enough to pass';
const KEY = createHash('sha256').update('access-token\0').update(SECRET).digest();
const SESSION_ID = '01900000-0000-7000-8000-000000000001';
const ACTOR = { userId: 'user-1', sessionId: SESSION_ID, roles: ['CUSTOMER' as const] };

const issuer = new JwtTokenIssuer(SECRET);

function inMs(ms: number): Date {
  return new Date(Date.now() + ms);
}

/** A token like ours but for the given changes; a claim that is undefined is left out. */
function forge(
  changes: { claims?: JWTPayload; header?: { alg?: string; typ?: string }; key?: Uint8Array } = {},
): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    sub: ACTOR.userId,
    sid: ACTOR.sessionId,
    iss: 'kyc-gateway',
    aud: 'kyc-gateway-api',
    iat: now,
    exp: now + 900,
    ...changes.claims,
  };
  return new SignJWT(JSON.parse(JSON.stringify(claims)))
    .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', ...changes.header })
    .sign(changes.key ?? KEY);
}

describe('an access token', () => {
  test('is read back by who issued it, and says no more than it must', async () => {
    const token = await issuer.issueAccessToken(ACTOR, inMs(60_000));
    expect(await issuer.readAccessToken(token)).toEqual({ userId: 'user-1', sessionId: SESSION_ID });
    expect(Object.keys(decodeJwt(token)).sort()).toEqual(['aud', 'exp', 'iat', 'iss', 'sid', 'sub']);
  });

  test('made by hand as ours are made is read: the forgeries below differ from it in one thing each', async () => {
    expect(await issuer.readAccessToken(await forge())).toEqual({ userId: 'user-1', sessionId: SESSION_ID });
  });

  test('is refused after its time', async () => {
    expect(await issuer.readAccessToken(await issuer.issueAccessToken(ACTOR, inMs(-1_000)))).toBeNull();
  });

  test('of another secret is refused', async () => {
    const token = await new JwtTokenIssuer(`${SECRET}!`).issueAccessToken(ACTOR, inMs(60_000));
    expect(await issuer.readAccessToken(token)).toBeNull();
  });

  test('signed with the bare secret is refused: the key is made for this one use', async () => {
    expect(await issuer.readAccessToken(await forge({ key: Buffer.from(SECRET) }))).toBeNull();
  });

  test('without a signature is refused, also when it says that it needs none', async () => {
    const bare = new UnsecuredJWT({ sid: ACTOR.sessionId })
      .setSubject(ACTOR.userId)
      .setIssuer('kyc-gateway')
      .setAudience('kyc-gateway-api')
      .setIssuedAt()
      .setExpirationTime('15m')
      .encode();
    const [header = '', payload = ''] = (await forge()).split('.');
    const none = Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url');
    for (const token of [bare, `${header}.${payload}.`, `${none}.${payload}.`])
      expect(await issuer.readAccessToken(token)).toBeNull();
  });

  test.each(['HS384', 'HS512'])('of the algorithm %s is refused', async (alg) => {
    expect(await issuer.readAccessToken(await forge({ header: { alg }, key: Buffer.alloc(64, KEY) }))).toBeNull();
  });

  test.each([
    ['another audience', { aud: 'another-api' }],
    ['another issuer', { iss: 'somebody' }],
    ['no audience', { aud: undefined }],
    ['no issuer', { iss: undefined }],
    ['no subject', { sub: undefined }],
    ['no session', { sid: undefined }],
    ['no end', { exp: undefined }],
    ['no beginning', { iat: undefined }],
    ['a session that is not text', { sid: 7 }],
    ['a session that is no id', { sid: 'session-1' }],
    ['a beginning in the future', { nbf: Math.floor(Date.now() / 1000) + 600 }],
  ])('with %s is refused', async (_name, claims) => {
    expect(await issuer.readAccessToken(await forge({ claims }))).toBeNull();
  });

  test('of another kind is refused', async () => {
    expect(await issuer.readAccessToken(await forge({ header: { typ: 'JWT' } }))).toBeNull();
    expect(await issuer.readAccessToken(await forge({ header: { typ: undefined } }))).toBeNull();
  });

  test('that was altered is refused', async () => {
    const [header, , signature] = (await forge()).split('.');
    const [, payload] = (await forge({ claims: { sub: 'user-2' } })).split('.');
    expect(await issuer.readAccessToken(`${header}.${payload}.${signature}`)).toBeNull();
  });

  test.each(['', 'a', 'a.b.c', '..', 'é.é.é', '{}', 'a'.repeat(10_000)])('is not %p', async (text) => {
    expect(await issuer.readAccessToken(text)).toBeNull();
  });
});

describe('a refresh token', () => {
  test('is 256 random bits, kept only as their SHA-256', () => {
    const { token, hash } = issuer.createRefreshToken();
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(hash).toBe(createHash('sha256').update(token).digest('hex'));
    expect(issuer.createRefreshToken().token).not.toBe(token);
  });
});
