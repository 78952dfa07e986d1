import type { PasswordReset, PasswordResetRepository } from '../../../src/domain/session/password-reset.js';

export class MemoryPasswordResets implements PasswordResetRepository {
  readonly resets = new Map<string, PasswordReset>();

  async insert(reset: PasswordReset): Promise<void> {
    this.resets.set(reset.id, reset);
  }

  async find(tokenHash: string, at: Date): Promise<PasswordReset | null> {
    return [...this.resets.values()].find((reset) => reset.tokenHash === tokenHash && reset.expiresAt > at) ?? null;
  }

  async take({ id, userId }: PasswordReset): Promise<boolean> {
    if (!this.resets.has(id)) return false;
    for (const reset of this.resets.values()) if (reset.userId === userId) this.resets.delete(reset.id);
    return true;
  }
}
