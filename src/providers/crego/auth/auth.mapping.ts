import type { ProviderTokens } from '../../../domain/provider/customer-auth-port.js';
import { type CregoTokenGrant, readClaims } from './auth.contract.js';

/** The last instant that a `Date` can hold. */
const LAST_MS = 8.64e15;

/** `at`: when the answer came, for lifetimes that count from then. */
export function toProviderTokens({ access, refresh, expires_in }: CregoTokenGrant, at: Date): ProviderTokens {
  const { exp, user_id } = readClaims(access);
  return {
    accessToken: access,
    refreshToken: refresh,
    expiresAt:
      toInstant(exp === null ? null : exp * 1000) ??
      toInstant(expires_in === null ? null : at.getTime() + expires_in * 1000),
    holder: user_id,
  };
}

function toInstant(ms: number | null): Date | null {
  return ms !== null && ms > 0 && ms <= LAST_MS ? new Date(ms) : null;
}
