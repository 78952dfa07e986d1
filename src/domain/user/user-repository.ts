import type { Role } from '../kernel/actor.js';
import type { Page, PageRequest } from '../kernel/paging.js';
import type { Profile } from './profile.js';
import type { Contact, Credentials, User } from './user.js';

export interface NewUser extends User {
  readonly passwordHash: string;
}

/** Every condition that is there must be met. Contacts are compared whole, because they are found by their blind index. */
export interface UserFilter {
  readonly email?: string | null;
  readonly mobile?: string | null;
  readonly role?: Role | null;
  readonly suspended?: boolean | null;
  readonly createdAfter?: Date | null;
}

/** Local accounts and profiles. */
export interface UserRepository {
  /** Returns false when the email is taken. */
  insert(user: NewUser): Promise<boolean>;
  findCredentials(email: string): Promise<Credentials | null>;
  findByEmail(email: string): Promise<User | null>;
  /** Several accounts may share a number. */
  findByMobile(mobile: string): Promise<readonly User[]>;
  /** Ids of the users who gave this PAN in their profile. */
  findIdsByPan(pan: string): Promise<readonly string[]>;
  /** In any order; unknown ids are missing from the answer. */
  findMany(ids: readonly string[]): Promise<readonly User[]>;
  /** The newest first. */
  list(page: PageRequest, filter?: UserFilter): Promise<Page<User>>;
  markVerified(id: string, contact: Contact, at: Date): Promise<void>;
  setPassword(id: string, passwordHash: string, at: Date): Promise<void>;
  findProfiles(userIds: readonly string[]): Promise<readonly Profile[]>;
  /** Writes the groups that are given, keeps the others, and returns the whole. */
  saveProfile(userId: string, groups: Partial<Omit<Profile, 'userId'>>, at: Date): Promise<Profile>;
}
