/** A right to set a new password once. Its token is known only by hash. */
export interface PasswordReset {
  readonly id: string;
  readonly userId: string;
  readonly tokenHash: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

export interface PasswordResetRepository {
  /** Also forgets those that have expired. */
  insert(reset: PasswordReset): Promise<void>;
  /** Null when there is none, or it has expired. */
  find(tokenHash: string, at: Date): Promise<PasswordReset | null>;
  /** Takes it and every other one of the same user away; of many at once one gets true. */
  take(reset: PasswordReset): Promise<boolean>;
}
