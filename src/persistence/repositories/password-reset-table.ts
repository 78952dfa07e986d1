import type { DataSource } from 'typeorm';
import type { PasswordReset, PasswordResetRepository } from '../../domain/session/password-reset.js';
import { PasswordResetEntity } from '../entities/sign-in-entities.js';
import { Table } from './table.js';

export class PasswordResetTable implements PasswordResetRepository {
  readonly #resets: Table<PasswordReset>;

  constructor(private readonly dataSource: DataSource) {
    this.#resets = new Table(dataSource, PasswordResetEntity);
  }

  async insert(reset: PasswordReset): Promise<void> {
    await this.dataSource.query('DELETE FROM password_resets WHERE expires_at <= $1', [reset.createdAt]);
    await this.#resets.insert(reset);
  }

  async find(tokenHash: string, at: Date): Promise<PasswordReset | null> {
    const [reset] = await this.#resets.select('token_hash = $1 AND expires_at > $2', [tokenHash, at]);
    return reset ?? null;
  }

  async take({ id, userId }: PasswordReset): Promise<boolean> {
    return this.dataSource.transaction(async (manager) => {
      const [taken]: [unknown[], number] = await manager.query(
        'DELETE FROM password_resets WHERE id = $1 RETURNING 1',
        [id],
      );
      if (taken.length === 0) return false;
      await manager.query('DELETE FROM password_resets WHERE user_id = $1', [userId]);
      return true;
    });
  }
}
