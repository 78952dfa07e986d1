import { exportJWK, exportSPKI } from 'jose';
import { type KeyPair, newKeyPair, type OutsideProvider } from './outside-provider.js';

/** What somebody has in hand who forges a token of the outside provider for the person known as `subject`. */
export interface OutsideLoot {
  readonly provider: OutsideProvider;
  readonly subject: string;
  /** Where a key of the forger's own can be fetched. */
  readonly keyUrl: string;
}

const inSeconds = (seconds: number) => Math.floor(Date.now() / 1_000) + seconds;
const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');

async function publicKeyOf({ keys }: OutsideProvider): Promise<KeyPair> {
  const [pair] = keys;
  if (pair?.alg !== 'RS256') throw new Error('The first key of the provider must be of RSA.');
  return pair;
}

async function signedByText(loot: OutsideLoot, toText: (key: KeyPair) => Promise<string>): Promise<string> {
  const key = Buffer.from(await toText(await publicKeyOf(loot.provider)));
  return loot.provider.token(loot.subject, { header: { alg: 'HS256' }, key });
}

async function withEdited(token: string, changes: object): Promise<string> {
  const [header, payload = '', signature] = token.split('.');
  return [header, encode({ ...JSON.parse(Buffer.from(payload, 'base64url').toString()), ...changes }), signature].join(
    '.',
  );
}

const claiming = (claims: Readonly<Record<string, unknown>>) => (loot: OutsideLoot) =>
  loot.provider.token(loot.subject, { claims });

/** Tokens that differ from a good one in one thing each. */
export const OPENID_FORGERIES: Readonly<Record<string, (loot: OutsideLoot) => Promise<string>>> = {
  'the algorithm none': async ({ provider, subject }) => {
    const [, payload] = (await provider.token(subject)).split('.');
    return `${encode({ alg: 'none', typ: 'JWT' })}.${payload}.`;
  },
  'no signature': async ({ provider, subject }) => (await provider.token(subject)).replace(/[^.]*$/, ''),
  'HS256 by the public key as PEM': (loot) => signedByText(loot, ({ publicKey }) => exportSPKI(publicKey)),
  'HS256 by the public key as PEM without its last line end': (loot) =>
    signedByText(loot, async ({ publicKey }) => (await exportSPKI(publicKey)).trimEnd()),
  'HS256 by the public key as JWK': (loot) =>
    signedByText(loot, async ({ publicKey }) => JSON.stringify(await exportJWK(publicKey))),
  'HS256 by the modulus of the public key': (loot) =>
    signedByText(loot, async ({ publicKey }) => String((await exportJWK(publicKey)).n)),
  'an algorithm that is not accepted, by the right key': async ({ provider, subject }) => {
    const { privateKey } = await publicKeyOf(provider);
    const pkcs8 = await crypto.subtle.exportKey('pkcs8', privateKey);
    const rsa512 = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-512' };
    const key = await crypto.subtle.importKey('pkcs8', pkcs8, rsa512, false, ['sign']);
    return provider.token(subject, { header: { alg: 'RS512' }, key });
  },
  'an edited payload': async ({ provider, subject }) => withEdited(await provider.token(subject), { roles: ['ADMIN'] }),
  'a foreign issuer': claiming({ iss: 'https://login.example.org/realms/kyc' }),
  'an issuer that only begins like it': claiming({ iss: 'https://login.example.com/realms/kyc/' }),
  'our own name as issuer': claiming({ iss: 'kyc-gateway', aud: 'kyc-gateway-api' }),
  'no issuer': claiming({ iss: undefined }),
  'a list of issuers': claiming({ iss: ['https://login.example.com/realms/kyc'] }),
  'a wrong audience': claiming({ aud: 'another-api' }),
  'no audience': claiming({ aud: undefined }),
  'no end': claiming({ exp: undefined }),
  'an end that is no number': claiming({ exp: '9999999999' }),
  'an end that has passed': claiming({ exp: inSeconds(-60) }),
  'a beginning in the future': claiming({ nbf: inSeconds(600) }),
  'no subject': claiming({ sub: undefined }),
  'an empty subject': claiming({ sub: '' }),
  'a subject that is no text': claiming({ sub: { $ne: null } }),
  'a subject that is linked to nobody': ({ provider }) => provider.token('somebody-else'),
  'the kind of a logout': ({ provider, subject }) => provider.token(subject, { header: { typ: 'logout+jwt' } }),
  'the kind of proofs': ({ provider, subject }) => provider.token(subject, { header: { typ: 'dpop+jwt' } }),
  'something critical that we do not know': ({ provider, subject }) =>
    provider.token(subject, { header: { crit: ['x-unknown'], 'x-unknown': 1 } }),
  'another key under the same name': async ({ provider, subject }) =>
    provider.token(subject, { key: (await newKeyPair('RS256', 'any')).privateKey }),
  'a key that the provider does not have': async ({ provider, subject }) =>
    provider.token(subject, {}, await newKeyPair('RS256', 'somewhere-else')),
  'a kid that points to a file': async ({ provider, subject }) =>
    provider.token(subject, {}, await newKeyPair('RS256', '../../../../dev/null')),
  'a jku header that points to a key of the forger': async ({ provider, subject, keyUrl }) =>
    provider.token(subject, { header: { jku: keyUrl } }, await newKeyPair('RS256', 'mine')),
  'a key in the header': async ({ provider, subject }) => {
    const pair = await newKeyPair('RS256', 'mine');
    return provider.token(subject, { header: { jwk: await exportJWK(pair.publicKey) } }, pair);
  },
};
