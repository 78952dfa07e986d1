import { createHash, generateKeyPairSync } from 'node:crypto';
import { decodeJwt, type JWTHeaderParameters, type JWTPayload, SignJWT } from 'jose';

/** Signs access tokens of the gateway that these tests start. */
export const AUTH_SECRET = 'a secret of the forgery tests, long enough to pass';
const KEY = createHash('sha256').update('access-token\0').update(AUTH_SECRET).digest();
const STRANGER = generateKeyPairSync('rsa', { modulusLength: 2048 });

interface Changes {
  /** A claim that is undefined is left out. */
  readonly claims?: JWTPayload;
  readonly header?: Partial<JWTHeaderParameters>;
  readonly key?: Parameters<SignJWT['sign']>[0];
}

/** A token made by hand exactly as the gateway makes them, but for the changes. */
export function forge(genuine: string, { claims, header, key = KEY }: Changes = {}): Promise<string> {
  return new SignJWT(JSON.parse(JSON.stringify({ ...decodeJwt(genuine), ...claims })))
    .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', ...header })
    .sign(key);
}

const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
const inSeconds = (seconds: number) => Math.floor(Date.now() / 1_000) + seconds;

/** What else somebody has in hand who forges a token. */
export interface Loot {
  /** A good token of a customer, and one of an admin. */
  readonly customer: string;
  readonly admin: string;
  /** Where a key of the forger's own can be fetched. */
  readonly keyUrl: string;
}

/** Tokens that differ from a good one in one thing each. */
export const FORGERIES: Readonly<Record<string, (loot: Loot) => string | Promise<string>>> = {
  'no token at all': () => 'a.b.c',
  'the algorithm none': ({ customer }) => `${encode({ alg: 'none', typ: 'at+jwt' })}.${customer.split('.')[1]}.`,
  'the algorithm None, with the old signature': ({ customer }) =>
    [encode({ alg: 'None', typ: 'at+jwt' }), ...customer.split('.').slice(1)].join('.'),
  'no signature': ({ customer }) => `${customer.split('.').slice(0, 2).join('.')}.`,
  'the signature of another token': ({ customer, admin }) =>
    [...customer.split('.').slice(0, 2), admin.split('.')[2]].join('.'),
  'an edited payload': ({ customer, admin }) => {
    const [header, payload, signature] = customer.split('.');
    const edited = { ...JSON.parse(Buffer.from(payload ?? '', 'base64url').toString()), sub: decodeJwt(admin).sub };
    return [header, encode(edited), signature].join('.');
  },
  'another secret': ({ customer }) => forge(customer, { key: Buffer.from(AUTH_SECRET.replace('a', 'b')) }),
  'the bare secret': ({ customer }) => forge(customer, { key: Buffer.from(AUTH_SECRET) }),
  'an empty secret': ({ customer }) => forge(customer, { key: createHash('sha256').update('').digest() }),
  'another algorithm': ({ customer }) => forge(customer, { header: { alg: 'HS512' }, key: Buffer.alloc(64, KEY) }),
  'a foreign issuer': ({ customer }) => forge(customer, { claims: { iss: 'https://login.example.com' } }),
  'no issuer': ({ customer }) => forge(customer, { claims: { iss: undefined } }),
  'a wrong audience': ({ customer }) => forge(customer, { claims: { aud: 'another-api' } }),
  'no audience': ({ customer }) => forge(customer, { claims: { aud: undefined } }),
  'no end': ({ customer }) => forge(customer, { claims: { exp: undefined } }),
  'an end that has passed': ({ customer }) => forge(customer, { claims: { exp: inSeconds(-1) } }),
  'a beginning in the future': ({ customer }) => forge(customer, { claims: { nbf: inSeconds(600) } }),
  'the wrong kind': ({ customer }) => forge(customer, { header: { typ: 'JWT' } }),
  'no kind': ({ customer }) => forge(customer, { header: { typ: undefined } }),
  'no session': ({ customer }) => forge(customer, { claims: { sid: undefined } }),
  "somebody else's session": ({ customer, admin }) => forge(customer, { claims: { sid: decodeJwt(admin).sid } }),
  'a session that nobody has': ({ customer }) =>
    forge(customer, { claims: { sid: '01900000-0000-7000-8000-ffffffffffff' } }),
  'a session that is no id': ({ customer }) => forge(customer, { claims: { sid: "' OR true --" } }),
  'a kid that points to a file': ({ customer }) =>
    forge(customer, { header: { kid: '../../../../dev/null' }, key: Buffer.alloc(32) }),
  'a jku header that points to a key of the forger': ({ customer, keyUrl }) =>
    forge(customer, { header: { alg: 'RS256', kid: 'mine', jku: keyUrl }, key: STRANGER.privateKey }),
  'an x5u header that points to a key of the forger': ({ customer, keyUrl }) =>
    forge(customer, { header: { alg: 'RS256', x5u: keyUrl }, key: STRANGER.privateKey }),
  'a key in the header': ({ customer }) =>
    forge(customer, {
      header: { alg: 'RS256', jwk: STRANGER.publicKey.export({ format: 'jwk' }) as JWTHeaderParameters['jwk'] },
      key: STRANGER.privateKey,
    }),
};

/** The key set that `keyUrl` answers with. */
export const STRANGERS_KEYS = {
  keys: [{ ...STRANGER.publicKey.export({ format: 'jwk' }), kid: 'mine', alg: 'RS256', use: 'sig' }],
};
