import type { DataSource } from 'typeorm';
import type { Page, PageRequest } from '../../domain/paging.js';
import { emptyProfile, type Profile } from '../../domain/user/profile.js';
import type { Credentials, User } from '../../domain/user/user.js';
import type { NewUser, UserRepository } from '../../domain/user/user-repository.js';
import { ProfileEntity, UserEntity } from '../entities/entities.js';
import { toColumnName } from '../naming.js';
import { Table } from './table.js';

export class UserTable implements UserRepository {
  readonly #users: Table<NewUser>;
  readonly #profiles: Table<Profile & { readonly updatedAt: Date }>;

  constructor(private readonly dataSource: DataSource) {
    this.#users = new Table(dataSource, UserEntity);
    this.#profiles = new Table(dataSource, ProfileEntity);
  }

  insert(user: NewUser): Promise<boolean> {
    return this.#users.insertUnlessTaken(user);
  }

  async findCredentials(email: string): Promise<Credentials | null> {
    const [row] = await this.#users.select('email = $1', [email]);
    return row === undefined ? null : { user: withoutHash(row), passwordHash: row.passwordHash };
  }

  async findMany(ids: readonly string[]): Promise<readonly User[]> {
    return (await this.#users.findMany(ids)).map(withoutHash);
  }

  async list(page: PageRequest): Promise<Page<User>> {
    const { items, hasNextPage } = await this.#users.list('true', [], page);
    return { items: items.map(withoutHash), hasNextPage };
  }

  async markMobileVerified(id: string, at: Date): Promise<void> {
    await this.dataSource.query('UPDATE users SET mobile_verified_at = $2, updated_at = $2 WHERE id = $1', [id, at]);
  }

  findProfiles(userIds: readonly string[]): Promise<readonly Profile[]> {
    return this.#profiles.select('user_id = ANY($1::uuid[])', [userIds]);
  }

  async saveProfile(userId: string, groups: Partial<Omit<Profile, 'userId'>>, at: Date): Promise<Profile> {
    const changed = [...Object.keys(groups), 'updatedAt'];
    await this.dataSource
      .createQueryBuilder()
      .insert()
      .into(ProfileEntity)
      .values({ ...emptyProfile(userId), ...groups, updatedAt: at })
      .orUpdate(changed.map(toColumnName), ['user_id'])
      .updateEntity(false)
      .execute();
    const [profile] = await this.findProfiles([userId]);
    return profile ?? emptyProfile(userId);
  }
}

/** The hash stays in this file and in the account service. */
function withoutHash({ passwordHash: _, ...user }: NewUser): User {
  return user;
}
