import type { Page, PageRequest } from '../kernel/paging.js';

/** Whom an outside provider of identities knows a person as. */
export interface ExternalIdentity {
  readonly id: string;
  readonly userId: string;
  /** As its tokens name it. */
  readonly issuer: string;
  /** The issuer's own id of the person. */
  readonly subject: string;
  readonly createdAt: Date;
  /** Null: an admin has linked it, and the person has not said yet that it is theirs. Nobody signs in by it until then. */
  readonly confirmedAt: Date | null;
}

export interface ExternalIdentityRepository {
  /** False, and nothing done, when the identity is somebody's already. */
  insert(identity: ExternalIdentity): Promise<boolean>;
  find(issuer: string, subject: string): Promise<ExternalIdentity | null>;
  findMany(ids: readonly string[]): Promise<readonly ExternalIdentity[]>;
  listByUsers(userIds: readonly string[], page: PageRequest): Promise<ReadonlyMap<string, Page<ExternalIdentity>>>;
  /** Keeps the time of the first confirmation. */
  confirm(id: string, at: Date): Promise<void>;
  delete(id: string): Promise<void>;
  /** The account that somebody with this identity may use; null when it is not linked, not confirmed or suspended. */
  findAccount(
    issuer: string,
    subject: string,
  ): Promise<{ readonly userId: string; readonly roles: readonly string[] } | null>;
}
