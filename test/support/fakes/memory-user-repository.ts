import type { Page, PageRequest } from '../../../src/domain/kernel/paging.js';
import { emptyProfile, type Profile } from '../../../src/domain/user/profile.js';
import type { Contact, Credentials, User } from '../../../src/domain/user/user.js';
import type { NewUser, UserFilter, UserRepository } from '../../../src/domain/user/user-repository.js';
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

  async findByEmail(email: string): Promise<User | null> {
    return (await this.findCredentials(email))?.user ?? null;
  }

  async findByMobile(mobile: string): Promise<readonly User[]> {
    return [...this.accounts.values()].filter((account) => account.mobile === mobile).map(withoutHash);
  }

  async findIdsByPan(pan: string): Promise<readonly string[]> {
    return [...this.profiles.values()].filter((profile) => profile.pan?.number === pan).map(({ userId }) => userId);
  }

  async findMany(ids: readonly string[]): Promise<readonly User[]> {
    this.reads.push('findMany');
    return [...this.accounts.values()].filter(({ id }) => ids.includes(id)).map(withoutHash);
  }

  async list(page: PageRequest, filter: UserFilter = {}): Promise<Page<User>> {
    this.reads.push('list');
    const { email, mobile, role, suspended, createdAfter } = filter;
    const found = [...this.accounts.values()].filter(
      (account) =>
        (email == null || account.email === email) &&
        (mobile == null || account.mobile === mobile) &&
        (role == null || account.roles.includes(role)) &&
        (suspended == null || (account.suspendedAt !== null) === suspended) &&
        (createdAfter == null || account.createdAt > createdAfter),
    );
    return pageOf(found.map(withoutHash), page);
  }

  async markVerified(id: string, contact: Contact, at: Date): Promise<void> {
    const account = this.accounts.get(id);
    if (account !== undefined)
      this.accounts.set(id, {
        ...account,
        [contact === 'MOBILE' ? 'mobileVerifiedAt' : 'emailVerifiedAt']: at,
        updatedAt: at,
      });
  }

  async setPassword(id: string, passwordHash: string, at: Date): Promise<void> {
    const account = this.accounts.get(id);
    if (account !== undefined) this.accounts.set(id, { ...account, passwordHash, updatedAt: at });
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
