import type { Logger } from 'pino';
import type { OPENID_SETTINGS } from '../config/openid-settings.js';
import type { SettingValues } from '../config/setting.js';
import type { OpenIdDependencies } from '../domain/session/openid-reader.js';
import { JwksOpenIdVerifier } from '../security/openid-verifier.js';

export type OpenIdParts = Omit<OpenIdDependencies, 'identities'>;

/** What reads tokens of the outside provider; undefined when there is none. Why one is refused is logged, not whose it is. */
export function openOpenId(config: SettingValues<typeof OPENID_SETTINGS>, log: Logger): OpenIdParts | undefined {
  const { AUTH_ISSUER: issuer, AUTH_JWKS_URL: jwksUrl, AUTH_AUDIENCE: audience } = config;
  if (issuer === undefined || jwksUrl === undefined || audience === undefined) return undefined;
  return {
    verifier: new JwksOpenIdVerifier({ issuer, jwksUrl, audience, roleClaim: config.AUTH_ROLE_CLAIM }),
    roles: config.AUTH_ROLE_MAP,
    onRefused: (reason) =>
      log[reason === 'KEYS_OUT_OF_REACH' ? 'warn' : 'info']({ reason }, 'an outside access token was refused'),
  };
}
