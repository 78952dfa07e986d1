import type { PasswordHasher } from '../../../src/domain/session/ports.js';

export class FakePasswordHasher implements PasswordHasher {
  /** How often a password was compared with a hash. */
  verifications = 0;

  async hash(password: string): Promise<string> {
    return `fake-hash-of(${password})`;
  }

  async verify(hash: string, password: string): Promise<boolean> {
    this.verifications += 1;
    return hash === `fake-hash-of(${password})`;
  }
}
