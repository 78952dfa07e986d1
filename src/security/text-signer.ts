import { timingSafeEqual } from 'node:crypto';
import type { TextSigner } from '../domain/session/ports.js';
import { keyedHash } from './keyed-hash.js';

/** `<text as base64url>.<MAC>`: not secret, but nobody else can make one. */
export function textSigner(secret: string, purpose: string): TextSigner {
  const hash = keyedHash(secret, purpose);
  const mac = (text: string, about: string) => hash(JSON.stringify([text, about]));
  return {
    sign: (text, about) => `${Buffer.from(text).toString('base64url')}.${mac(text, about)}`,
    read(signed, about) {
      const [head = '', given = ''] = signed.split('.');
      const text = Buffer.from(head, 'base64url').toString();
      const expected = Buffer.from(mac(text, about));
      const bytes = Buffer.from(given);
      return bytes.length === expected.length && timingSafeEqual(bytes, expected) ? text : null;
    },
  };
}
