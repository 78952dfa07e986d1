import { hash, verify } from '@node-rs/argon2';
import type { PasswordHasher } from '../domain/session/ports.js';

/** argon2id is the library's default; memory in KiB. OWASP's second recommended setting. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export class ArgonPasswordHasher implements PasswordHasher {
  hash(password: string): Promise<string> {
    return hash(password, OPTIONS);
  }

  async verify(passwordHash: string, password: string): Promise<boolean> {
    return verify(passwordHash, password);
  }
}
