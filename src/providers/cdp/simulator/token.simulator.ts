import { randomBytes, randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { isObject } from '../../json-reader.js';

/** What the simulator's Keycloak accepts; every user name is allowed with this password. */
export const CDP_SIMULATOR_CREDENTIALS = {
  clientId: 'kyc-gateway',
  clientSecret: 'cdp-simulator-secret',
  username: 'kyc-gateway-service',
  password: 'cdp-simulator-password',
  webhookToken: 'cdp-simulator-webhook-token',
} as const;

export interface TokenState {
  /** Epoch in milliseconds of each token's end. */
  accessTokens: Record<string, number>;
  refreshTokens: Record<string, { readonly expiresAt: number; readonly username: string }>;
}

const TOKEN_PATH = '/auth/realms/:realm/protocol/openid-connect/token';

/** Keycloak's token endpoint; `now` in milliseconds. */
export function tokenRoute(app: FastifyInstance, state: TokenState, save: () => void, now: () => number): void {
  app.post<{ Params: { realm: string }; Body: unknown }>(TOKEN_PATH, async (request, reply) => {
    if (request.params.realm !== 'cdp') return reply.code(404).send({ error: 'Realm does not exist' });
    const form = isObject(request.body) ? request.body : {};
    const refuse = (status: number, error: string, error_description: string) =>
      reply.code(status).send({ error, error_description });
    if (
      form.client_id !== CDP_SIMULATOR_CREDENTIALS.clientId ||
      form.client_secret !== CDP_SIMULATOR_CREDENTIALS.clientSecret
    ) {
      return refuse(401, 'unauthorized_client', 'Invalid client or Invalid client credentials');
    }
    const scope = typeof form.scope === 'string' ? form.scope : 'profile email';
    if (form.grant_type === 'password') {
      if (typeof form.username !== 'string' || form.password !== CDP_SIMULATOR_CREDENTIALS.password)
        return refuse(401, 'invalid_grant', 'Invalid user credentials');
      return issueToken(state, save, { username: form.username, scope, now: now() });
    }
    if (form.grant_type === 'refresh_token') {
      const key = String(form.refresh_token);
      const session = Object.hasOwn(state.refreshTokens, key) ? state.refreshTokens[key] : undefined;
      if (session === undefined || session.expiresAt <= now())
        return refuse(400, 'invalid_grant', 'Token is not active');
      delete state.refreshTokens[key];
      return issueToken(state, save, { username: session.username, scope, now: now() });
    }
    return refuse(400, 'unsupported_grant_type', 'Unsupported grant_type');
  });
}

interface Issue {
  readonly username: string;
  readonly scope: string;
  readonly now: number;
}

function issueToken(state: TokenState, save: () => void, { username, scope, now }: Issue): Record<string, unknown> {
  const lifeS = username === 'short-lived' ? 2 : 7199;
  state.accessTokens = Object.fromEntries(Object.entries(state.accessTokens).filter(([, end]) => end > now));
  state.refreshTokens = Object.fromEntries(
    Object.entries(state.refreshTokens).filter(([, { expiresAt }]) => expiresAt > now),
  );
  const accessToken = randomBytes(300).toString('hex');
  const refreshToken = randomBytes(200).toString('hex');
  state.accessTokens[accessToken] = now + lifeS * 1000;
  state.refreshTokens[refreshToken] = { expiresAt: now + 7_199_000, username };
  save();
  return {
    token_type: 'bearer',
    access_token: accessToken,
    expires_in: lifeS,
    refresh_expires_in: 7199,
    refresh_token: refreshToken,
    scope,
    'not-before-policy': 0,
    session_state: randomUUID(),
  };
}
