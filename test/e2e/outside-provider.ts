import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  type CryptoKey,
  exportJWK,
  generateKeyPair,
  type JWK,
  type JWTHeaderParameters,
  type JWTPayload,
  SignJWT,
} from 'jose';
import type { TestGateway } from '../support/test-gateway.js';
import type { NewCustomer } from './new-customer.js';
import { readOperationFile } from './operation-files.js';

export const ISSUER = 'https://login.example.com/realms/kyc';
export const AUDIENCE = 'kyc-api';

export interface KeyPair {
  readonly alg: string;
  readonly kid: string;
  readonly publicKey: CryptoKey;
  readonly privateKey: CryptoKey;
}

/** What somebody changes of a good token; a claim or header that is undefined is left out. */
export interface TokenChanges {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Partial<JWTHeaderParameters>;
  readonly key?: Parameters<SignJWT['sign']>[0];
}

/** How the provider's key host behaves. */
export type Mood = 'well' | 'failing' | 'silent' | 'babbling';

/** A provider of identities that publishes its keys on this machine. */
export class OutsideProvider {
  mood: Mood = 'well';
  /** How often it was asked for its keys. */
  fetches = 0;
  readonly #server = createServer((_request, response) => {
    this.fetches += 1;
    if (this.mood === 'silent') return;
    if (this.mood === 'babbling') return void response.end('<html>');
    response.statusCode = this.mood === 'failing' ? 500 : 200;
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: this.#published }));
  });
  #published: JWK[] = [];

  private constructor(public keys: readonly KeyPair[]) {}

  static async start(algorithms: readonly string[] = ['RS256']): Promise<OutsideProvider> {
    const keys = await Promise.all(algorithms.map((alg) => newKeyPair(alg, `key-${alg}`)));
    const provider = new OutsideProvider(keys);
    await provider.publish(keys);
    await once(provider.#server.listen(0, '127.0.0.1'), 'listening');
    return provider;
  }

  /** Settings of a gateway that accepts its tokens. */
  get settings(): Record<string, string> {
    const { port } = this.#server.address() as AddressInfo;
    return { AUTH_ISSUER: ISSUER, AUTH_JWKS_URL: `http://127.0.0.1:${port}/keys`, AUTH_AUDIENCE: AUDIENCE };
  }

  async publish(keys: readonly KeyPair[]): Promise<void> {
    this.keys = keys;
    this.#published = await Promise.all(
      keys.map(async ({ alg, kid, publicKey }) => ({ ...(await exportJWK(publicKey)), alg, kid, use: 'sig' })),
    );
  }

  /** The token of a person, by the first key, but for the changes. */
  token(subject: string, { claims, header, key }: TokenChanges = {}, pair = this.keys[0]!): Promise<string> {
    const now = Math.floor(Date.now() / 1_000);
    const payload = {
      iss: ISSUER,
      aud: AUDIENCE,
      sub: subject,
      iat: now,
      exp: now + 300,
      roles: ['CUSTOMER'],
      ...claims,
    };
    return new SignJWT(JSON.parse(JSON.stringify(payload)) as JWTPayload)
      .setProtectedHeader({ alg: pair.alg, kid: pair.kid, typ: 'JWT', ...header })
      .sign(key ?? pair.privateKey, { crit: { 'x-unknown': true } });
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

export async function newKeyPair(alg: string, kid: string): Promise<KeyPair> {
  return { alg, kid, ...(await generateKeyPair(alg, { extractable: true })) };
}

/** Links the identity to the person's account as an admin, and confirms it as the person. Returns its id. */
export async function linkIdentity(
  gateway: Pick<TestGateway, 'send' | 'login'>,
  person: Pick<NewCustomer, 'id' | 'token' | 'password'>,
  subject: string,
  { confirmed = true } = {},
): Promise<string> {
  const input = { userId: person.id, issuer: ISSUER, subject };
  const admin = await gateway.login('admin@example.com');
  const { data } = await gateway.send(readOperationFile('link-external-identity').text, { input }, admin);
  const identityId: string = data.linkExternalIdentity.id;
  if (!confirmed) return identityId;
  const confirmation = { identityId, password: person.password };
  const answer = await gateway.send(readOperationFile('confirm-external-identity').text, confirmation, person.token);
  if (typeof answer.data.confirmExternalIdentity.confirmedAt !== 'string')
    throw new Error('A test person could not confirm an identity.');
  return identityId;
}
