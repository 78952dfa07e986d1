import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isObject, optionalString } from '../../json-reader.js';
import type { MagicInput } from '../../simulator/simulator-kit.js';

/** Accepted as bearer beside the access tokens that the simulator issues. */
export const CREGO_SIMULATOR_TOKEN = 'crego-simulator-service-token';

/** As in the published sample. */
const ACCESS_LIFE_S = 23_400;
const REFRESH_LIFE_S = 7 * 24 * 3_600;
/** Gets one token for both, as the published sample shows it. */
const ONE_TOKEN_FOR_BOTH = '9000000601';
const CODE = /^code-(\d{10})$/;

export const AUTH_MAGIC_INPUTS: readonly MagicInput[] = [
  { operation: 'OTP verify', input: ONE_TOKEN_FOR_BOTH, effect: 'the same token as access and refresh' },
  { operation: 'refresh token', input: 'a refresh token used before', effect: 'HTTP 401: each works once' },
  { operation: 'exchange token', input: 'code-<10 digits>', effect: 'tokens of that mobile number, once' },
  { operation: 'exchange token', input: 'any other code', effect: 'HTTP 400' },
];

interface Claims {
  readonly jti: string;
  readonly exp: number;
  readonly user_id: string;
  readonly use?: 'refresh';
}

/** What the simulator's auth remembers. */
export interface CregoAuthState {
  /** Signs the customers' tokens. */
  signingKey: string;
  /** Ids of refresh tokens and codes that have had their one use. */
  readonly spent: Record<string, true>;
}

/** Customers' tokens: issued, renewed, exchanged and recognised. */
export class SimulatedAuth {
  constructor(
    private readonly state: CregoAuthState,
    private readonly save: () => void,
    private readonly now: () => number,
  ) {}

  issue(user: string): { readonly access: string; readonly refresh: string } {
    const access = this.#sign(user, ACCESS_LIFE_S);
    return { access, refresh: user === ONE_TOKEN_FOR_BOTH ? access : this.#sign(user, REFRESH_LIFE_S, 'refresh') };
  }

  /** Who the bearer is: `service`, or the customer of a token issued here. Answers 401 and gives null otherwise. */
  authenticate(request: FastifyRequest, reply: FastifyReply): string | null {
    const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined) {
      reply.code(401).send({ detail: 'Authentication credentials were not provided.' });
      return null;
    }
    if (token === CREGO_SIMULATOR_TOKEN) return 'service';
    const claims = this.#read(token);
    if (claims !== null && claims.use === undefined) return claims.user_id;
    refuseToken(reply);
    return null;
  }

  routes(app: FastifyInstance): void {
    app.post('/v1/identity/auth/token/refresh/', async (request, reply) => {
      const token = isObject(request.body) ? optionalString(request.body, 'refresh') : null;
      const claims = token === null ? null : this.#read(token);
      const good = claims !== null && (claims.use === 'refresh' || claims.user_id === ONE_TOKEN_FOR_BOTH);
      if (!good || !this.#spend(claims.jti)) return refuseToken(reply);
      return reply.send({ ...this.issue(claims.user_id), expires_in: ACCESS_LIFE_S });
    });
    app.get('/v1/identity/auth/ping/', async (request, reply) => {
      const user = this.authenticate(request, reply);
      return user === null ? reply : reply.send({ status: 'ok' });
    });
    app.post('/token/exchange/', async (request, reply) => {
      const code = isObject(request.body) ? optionalString(request.body, 'code') : null;
      const user = CODE.exec(code ?? '')?.[1];
      if (code === null || user === undefined || !this.#spend(code))
        return reply.code(400).send({ code: ['This code is not valid.'] });
      return reply.send({ ...this.issue(user), expires_in: ACCESS_LIFE_S });
    });
  }

  #spend(id: string): boolean {
    if (Object.hasOwn(this.state.spent, id)) return false;
    this.state.spent[id] = true;
    this.save();
    return true;
  }

  #sign(user: string, lifeS: number, use?: 'refresh'): string {
    const now = Math.floor(this.now() / 1000);
    const claims = {
      jti: randomUUID(),
      exp: now + lifeS,
      iat: now,
      nbf: now,
      iss: 'identity',
      user_id: user,
      roles: ['customer'],
      type: 'customer',
      use,
    };
    const text = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
    return `${text}.${this.#mac(text)}`;
  }

  #read(token: string): Claims | null {
    const [head = '', body = '', signature = ''] = token.split('.');
    const expected = Buffer.from(this.#mac(`${head}.${body}`));
    const given = Buffer.from(signature);
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as Claims;
    return claims.exp * 1000 > this.now() ? claims : null;
  }

  #mac(text: string): string {
    return createHmac('sha256', this.state.signingKey).update(text).digest('base64url');
  }
}

function refuseToken(reply: FastifyReply): FastifyReply {
  return reply.code(401).send({ detail: 'Given token not valid for any token type', code: 'token_not_valid' });
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
