import type { Page, PageRequest } from '../../../src/domain/paging.js';
import { emptyProfile, type Profile } from '../../../src/domain/user/profile.js';
import type { Credentials, User } from '../../../src/domain/user/user.js';
import type { NewUser, UserRepository } from '../../../src/domain/user/user-repository.js';
import { pageOf } from './memory-owned-repository.js';

export class MemoryUserRepository implements UserRepository {
  readonly accounts = new Map<string, NewUser>();
  readonly profiles = new Map<string, Profile>();
  readonly reads: string[] = [];

  async insert(user: NewUser): Promise<boolean> {
    if ([...this.accounts.values()].some(({ email }) => email === user.email)) return false;
    this.accounts.set(user.id, user);
    return true;
  }

  async findCredentials(email: string): Promise<Credentials | null> {
    const account = [...this.accounts.values()].find((candidate) => candidate.email === email);
    return account === undefined ? null : { user: withoutHash(account), passwordHash: account.passwordHash };
  }

  async findMany(ids: readonly string[]): Promise<readonly User[]> {
    this.reads.push('findMany');
    return [...this.accounts.values()].filter(({ id }) => ids.includes(id)).map(withoutHash);
  }

  async list(page: PageRequest): Promise<Page<User>> {
    this.reads.push('list');
    return pageOf([...this.accounts.values()].map(withoutHash), page);
  }

  async markMobileVerified(id: string, at: Date): Promise<void> {
    const account = this.accounts.get(id);
    if (account !== undefined) this.accounts.set(id, { ...account, mobileVerifiedAt: at, updatedAt: at });
  }

  async findProfiles(userIds: readonly string[]): Promise<readonly Profile[]> {
    this.reads.push('findProfiles');
    return [...this.profiles.values()].filter(({ userId }) => userIds.includes(userId));
  }

  async saveProfile(userId: string, groups: Partial<Omit<Profile, 'userId'>>): Promise<Profile> {
    const profile = { ...(this.profiles.get(userId) ?? emptyProfile(userId)), ...groups };
    this.profiles.set(userId, profile);
    return profile;
  }
}

function withoutHash({ passwordHash: _, ...user }: NewUser): User {
  return user;
}
