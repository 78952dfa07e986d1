import type { DataSource } from 'typeorm';
import type { Page, PageRequest } from '../../domain/kernel/paging.js';
import type { Vault } from '../../domain/personal-data/vault.js';
import { emptyProfile, type Profile } from '../../domain/user/profile.js';
import type { Contact, Credentials, User } from '../../domain/user/user.js';
import type { NewUser, UserFilter, UserRepository } from '../../domain/user/user-repository.js';
import { ProfileEntity, UserEntity } from '../entities/entities.js';
import { Table } from './table.js';
import { toCondition } from './user-condition.js';

export class UserTable implements UserRepository {
  readonly #users: Table<NewUser>;
  readonly #profiles: Table<Profile & { readonly updatedAt: Date }>;

  constructor(
    private readonly dataSource: DataSource,
    vault: Vault,
  ) {
    this.#users = new Table(dataSource, UserEntity, vault);
    this.#profiles = new Table(dataSource, ProfileEntity, vault);
  }

  insert(user: NewUser): Promise<boolean> {
    return this.#users.insertUnlessTaken(user);
  }

  async findCredentials(email: string): Promise<Credentials | null> {
    const [row] = await this.#users.findByIndex('emailIndex', email);
    if (row === undefined) return null;
    const { passwordHash } = row;
    return { user: withoutHash(row), passwordHash };
  }

  async findByEmail(email: string): Promise<User | null> {
    const [row] = await this.#users.findByIndex('emailIndex', email);
    return row === undefined ? null : withoutHash(row);
  }

  async findByMobile(mobile: string): Promise<readonly User[]> {
    return (await this.#users.findByIndex('mobileIndex', mobile)).map(withoutHash);
  }

  async findIdsByPan(pan: string): Promise<readonly string[]> {
    const profiles = await this.#profiles.findByIndex('panIndex', { number: pan });
    return profiles.map(({ userId }) => userId);
  }

  async findMany(ids: readonly string[]): Promise<readonly User[]> {
    return (await this.#users.findMany(ids)).map(withoutHash);
  }

  async list(page: PageRequest, filter: UserFilter = {}): Promise<Page<User>> {
    const { condition, parameters } = toCondition(filter, (index, value) => this.#users.indexOf(index, value));
    const { items, hasNextPage } = await this.#users.list(condition, parameters, page);
    return { items: items.map(withoutHash), hasNextPage };
  }

  async markVerified(id: string, contact: Contact, at: Date): Promise<void> {
    const column = contact === 'MOBILE' ? 'mobile_verified_at' : 'email_verified_at';
    await this.dataSource.query(`UPDATE users SET ${column} = $2, updated_at = $2 WHERE id = $1`, [id, at]);
  }

  async setPassword(id: string, passwordHash: string, at: Date): Promise<void> {
    await this.dataSource.query('UPDATE users SET password_hash = $2, updated_at = $3 WHERE id = $1', [
      id,
      passwordHash,
      at,
    ]);
  }

  findProfiles(userIds: readonly string[]): Promise<readonly Profile[]> {
    return this.#profiles.select('user_id = ANY($1::uuid[])', [userIds]);
  }

  async saveProfile(userId: string, groups: Partial<Omit<Profile, 'userId'>>, at: Date): Promise<Profile> {
    const profile = { ...emptyProfile(userId), ...groups, updatedAt: at };
    await this.#profiles.upsert(profile, [...Object.keys(groups), 'updatedAt']);
    const [saved] = await this.findProfiles([userId]);
    return saved ?? emptyProfile(userId);
  }
}

/**
 * The hash stays in this file and in the account service. Taken out of the row in place, since a copy would open every
 * sealed property.
 */
function withoutHash(row: NewUser): User {
  Reflect.deleteProperty(row, 'passwordHash');
  return row;
}
