import { createHmac, hkdfSync } from 'node:crypto';

/** A hash that cannot be tried out without the secret; each purpose has a key of its own. Base64url, 43 characters. */
export function keyedHash(secret: string, purpose: string): (text: string) => string {
  const key = Buffer.from(hkdfSync('sha256', secret, '', `kyc-gateway:${purpose}`, 32));
  return (text) => createHmac('sha256', key).update(text).digest('base64url');
}
