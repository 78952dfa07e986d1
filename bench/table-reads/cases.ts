import { type DataSource, type EntitySchema, In, type ObjectLiteral } from 'typeorm';
import type { Verification } from '../../src/domain/check/verification.js';
import type { Vault } from '../../src/domain/personal-data/vault.js';
import type { NewUser } from '../../src/domain/user/user-repository.js';
import { UserEntity, VerificationEntity } from '../../src/persistence/entities/entities.js';
import { Table } from '../../src/persistence/repositories/table.js';

/** One read, three ways. What the first two answer must be the same rows. */
export interface ReadCase {
  readonly name: string;
  /** Reads of one round. */
  readonly times: number;
  /** Ids of the records, in the order in which they came. */
  table(): Promise<readonly string[]>;
  typeorm(): Promise<readonly string[]>;
  /** The same statement with nothing made of its rows: what neither can go below. */
  driver(): Promise<unknown>;
}

export interface Rows {
  readonly userIds: readonly string[];
  readonly verificationIds: readonly string[];
}

const PAGE = 25;
const OWNERS = 25;
const PAGE_OF_OWNER = 5;

export function casesOf(dataSource: DataSource, vault: Vault, { userIds, verificationIds }: Rows): readonly ReadCase[] {
  const users = new Table<NewUser>(dataSource, UserEntity, vault);
  const verifications = new Table<Verification>(dataSource, VerificationEntity, vault);
  const byIds = <T extends ObjectLiteral & { readonly id: string }>(
    table: Table<T>,
    entity: EntitySchema<T>,
    ids: readonly string[],
  ): ReadCase => {
    const name = dataSource.getMetadata(entity).tableName;
    const repository = dataSource.getRepository(entity);
    return {
      name: `${ids.length} of ${name} by id`,
      times: Math.ceil(1_000 / (ids.length + 4)),
      table: async () => idsOf(await table.findMany(ids)),
      typeorm: async () =>
        idsOf(
          await repository
            .createQueryBuilder('t')
            .where({ id: In([...ids]) })
            .getMany(),
        ),
      driver: () => dataSource.query(`SELECT * FROM ${name} WHERE id = ANY($1::uuid[])`, [ids]),
    };
  };
  return [
    byIds(users, UserEntity, userIds.slice(0, 1)),
    byIds(users, UserEntity, userIds.slice(0, 25)),
    byIds(verifications, VerificationEntity, verificationIds.slice(0, 1)),
    byIds(verifications, VerificationEntity, verificationIds.slice(0, 25)),
    byIds(verifications, VerificationEntity, verificationIds.slice(0, 250)),
    pageOfOne(dataSource, verifications, userIds[0] ?? ''),
    pagesOfMany(dataSource, verifications, userIds.slice(0, OWNERS)),
  ];
}

function pageOfOne(dataSource: DataSource, table: Table<Verification>, userId: string): ReadCase {
  const repository = dataSource.getRepository(VerificationEntity);
  const page = { first: PAGE, after: null };
  return {
    name: `a page of ${PAGE} of one owner`,
    times: 40,
    table: async () => idsOf((await table.list('user_id = $1', [userId], page)).items),
    typeorm: async () =>
      idsOf(await repository.find({ where: { userId }, order: { id: 'DESC' }, take: PAGE + 1 })).slice(0, PAGE),
    driver: () =>
      dataSource.query('SELECT * FROM verifications WHERE user_id = $1 ORDER BY id DESC LIMIT $2', [userId, PAGE + 1]),
  };
}

/** TypeORM has no LATERAL: what is one statement to the table is one for each owner there. */
function pagesOfMany(dataSource: DataSource, table: Table<Verification>, userIds: readonly string[]): ReadCase {
  const repository = dataSource.getRepository(VerificationEntity);
  const page = { first: PAGE_OF_OWNER, after: null };
  return {
    name: `a page of ${PAGE_OF_OWNER} of each of ${userIds.length} owners`,
    times: 10,
    table: async () =>
      [...(await table.listByOwners('user_id', userIds, page)).values()].flatMap(({ items }) => idsOf(items)),
    typeorm: async () => {
      const pages = await Promise.all(
        userIds.map((userId) => repository.find({ where: { userId }, order: { id: 'DESC' }, take: PAGE_OF_OWNER + 1 })),
      );
      return pages.flatMap((rows) => idsOf(rows.slice(0, PAGE_OF_OWNER)));
    },
    driver: () =>
      dataSource.query(
        `SELECT page.* FROM unnest($1::uuid[]) AS owner (id) CROSS JOIN LATERAL (
           SELECT * FROM verifications t WHERE t.user_id = owner.id ORDER BY t.id DESC LIMIT $2) page`,
        [userIds, PAGE_OF_OWNER + 1],
      ),
  };
}

function idsOf(records: readonly { readonly id: string }[]): readonly string[] {
  return records.map(({ id }) => id);
}
