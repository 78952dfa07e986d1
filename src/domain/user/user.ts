import type { Role } from '../kernel/actor.js';

/** Where an account's owner can be reached. */
export type Contact = 'MOBILE' | 'EMAIL';

/** A local account. The password hash is not part of it: see `UserRepository.findCredentials`. */
export interface User {
  readonly id: string;
  /** Lower case. */
  readonly email: string;
  readonly name: string;
  /** E.164. */
  readonly mobile: string;
  readonly roles: readonly Role[];
  /** When a one-time password sent to the mobile came back right. */
  readonly mobileVerifiedAt: Date | null;
  /** When a one-time password or a token that was mailed to the address came back. */
  readonly emailVerifiedAt: Date | null;
  /** Since when nobody may sign in to it; null: they may. */
  readonly suspendedAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface Credentials {
  readonly user: User;
  /** argon2id, PHC string. Never leaves the account service. */
  readonly passwordHash: string;
}
