import { createHash, randomBytes } from 'node:crypto';
import type { LinkSecrets } from '../domain/kernel/link-secrets.js';

/** 256 random bits as base64url; the hash is plain SHA-256, which is enough for a secret that cannot be guessed. */
export const linkSecrets: LinkSecrets = {
  create() {
    const token = randomBytes(32).toString('base64url');
    return { token, hash: this.hashOf(token) };
  },
  hashOf(token) {
    return createHash('sha256').update(token).digest('hex');
  },
};
