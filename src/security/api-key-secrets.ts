import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { ApiKeySecrets } from '../domain/session/api-key.js';

/** 256 random bits as base64url; plain SHA-256 is enough for a secret that cannot be guessed. */
export const apiKeySecrets: ApiKeySecrets = {
  create() {
    const secret = randomBytes(32).toString('base64url');
    return { secret, hash: hashOf(secret).toString('hex') };
  },
  matches(secret, hash) {
    return timingSafeEqual(hashOf(secret), Buffer.from(hash, 'hex'));
  },
};

function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
