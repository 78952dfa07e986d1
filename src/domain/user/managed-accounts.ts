import type { Role } from '../kernel/actor.js';

/** What admins may change of an account; what is absent stays. */
export interface AccountChange {
  readonly roles?: readonly Role[];
  /** True: nobody may sign in to it from now on. */
  readonly suspended?: boolean;
}

/** LAST_ADMIN: nothing was changed, because nobody could administer the gateway any more. */
export type AccountChangeResult = 'CHANGED' | 'UNKNOWN_USER' | 'LAST_ADMIN';

/** Accounts as admins handle them. */
export interface ManagedAccounts {
  /**
   * Changes an account and ends its sessions, both or neither. However many changes come at once, one admin who may sign
   * in is always left.
   */
  change(userId: string, change: AccountChange, at: Date): Promise<AccountChangeResult>;
}
