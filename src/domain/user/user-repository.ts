import type { Page, PageRequest } from '../paging.js';
import type { Profile } from './profile.js';
import type { Credentials, User } from './user.js';

export interface NewUser extends User {
  readonly passwordHash: string;
}

/** Local accounts and profiles. */
export interface UserRepository {
  /** Returns false when the email is taken. */
  insert(user: NewUser): Promise<boolean>;
  findCredentials(email: string): Promise<Credentials | null>;
  /** In any order; unknown ids are missing from the answer. */
  findMany(ids: readonly string[]): Promise<readonly User[]>;
  list(page: PageRequest): Promise<Page<User>>;
  markMobileVerified(id: string, at: Date): Promise<void>;
  findProfiles(userIds: readonly string[]): Promise<readonly Profile[]>;
  /** Writes the groups that are given, keeps the others, and returns the whole. */
  saveProfile(userId: string, groups: Partial<Omit<Profile, 'userId'>>, at: Date): Promise<Profile>;
}
