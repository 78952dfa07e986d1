import type { DataSource, EntityManager } from 'typeorm';
import type { AccountChange, AccountChangeResult, ManagedAccounts } from '../../domain/user/managed-accounts.js';

const ADMIN = 'ADMIN';

export class ManagedAccountTable implements ManagedAccounts {
  constructor(private readonly dataSource: DataSource) {}

  change(userId: string, change: AccountChange, at: Date): Promise<AccountChangeResult> {
    return this.dataSource.transaction(async (manager) => {
      if (await takesLastAdmin(manager, userId, change)) return 'LAST_ADMIN';
      const { roles = null, suspended = null } = change;
      const [changed] = await manager.query(
        `UPDATE users SET roles = coalesce($2::text[], roles), updated_at = $4,
           suspended_at = CASE $3::boolean WHEN true THEN coalesce(suspended_at, $4) WHEN false THEN NULL ELSE suspended_at END
         WHERE id = $1 RETURNING id`,
        [userId, roles, suspended, at],
      );
      if (changed.length === 0) return 'UNKNOWN_USER';
      await manager.query('UPDATE sessions SET revoked_at = $2 WHERE user_id = $1 AND revoked_at IS NULL', [
        userId,
        at,
      ]);
      return 'CHANGED';
    });
  }
}

/** Holds all admins until the transaction ends, so that two of them cannot take each other's place away at once. */
async function takesLastAdmin(manager: EntityManager, userId: string, change: AccountChange): Promise<boolean> {
  const staysAdmin = (change.roles?.includes(ADMIN) ?? true) && change.suspended !== true;
  if (staysAdmin) return false;
  const admins: { id: string }[] = await manager.query(
    `SELECT id FROM users WHERE $1 = ANY(roles) AND roles <> '{CUSTOMER}' AND suspended_at IS NULL ORDER BY id FOR UPDATE`,
    [ADMIN],
  );
  return admins.length === 1 && admins[0]?.id === userId;
}
