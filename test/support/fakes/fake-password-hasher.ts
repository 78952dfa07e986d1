import type { PasswordHasher } from '../../../src/domain/session/ports.js';

export class FakePasswordHasher implements PasswordHasher {
  /** The hashes that a password was compared with. */
  readonly compared: string[] = [];

  async hash(password: string): Promise<string> {
    return `fake-hash-of(${password})`;
  }

  async verify(hash: string, password: string): Promise<boolean> {
    this.compared.push(hash);
    return hash === `fake-hash-of(${password})`;
  }

  isCommon(password: string): boolean {
    return password === '1234567890';
  }
}
