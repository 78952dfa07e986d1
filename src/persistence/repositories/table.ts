import type { DataSource, EntityMetadata, EntitySchema, ObjectLiteral } from 'typeorm';
import { type Page, type PageRequest, toPage } from '../../domain/kernel/paging.js';
import type { Vault } from '../../domain/personal-data/vault.js';
import { toColumnName } from '../naming.js';
import { RowSealer } from '../sealing/row-sealer.js';

type Row = Record<string, unknown>;

/**
 * One table, one row per domain object. Columns that the entity declares as sealed are sealed on the way in and opened when
 * read. TypeORM owns the entities, the migrations and the writes; reads are plain SQL whose rows are mapped here, by the same
 * columns of the same entities. Why not `Repository.find`, which would be less to read?
 *
 * 1. It costs more of the one thing a gateway runs out of, its own processor time. `npm run bench -- table-reads` reads the
 *    same rows both ways in alternating rounds, checks that they are the same, and prints the processor time of one read and
 *    TypeORM's as a multiple of ours. Two runs on a busy machine with two cores, TypeORM 1.1.1:
 *
 *        one row by id                       2.0 – 3.0
 *        25 rows by id                       1.2 – 1.8
 *        250 rows by id                      1.2 – 1.4
 *        a page of 25 of one owner           1.4
 *        a page of 5 of each of 25 owners    2.2 – 2.5 (wider on other runs: up to 4)
 *        geometric mean                      1.7 – 1.8
 *
 *    TypeORM's side is spared what ours does besides: it makes no sealed property ready to be opened. What is left between
 *    ours and the driver alone is mostly that. Single figures move by a third from run to run; the order does not.
 *    The cost is not in the statement. TypeORM builds each one anew from its parts, names every column after an alias, groups
 *    the flat rows by primary key in case they were joined, and only then makes entities of them. None of our reads joins.
 *
 * 2. Lists of many owners are one statement (`listByOwners`): a LATERAL join that takes the first rows of each owner off the
 *    index. TypeORM's builder knows no LATERAL, so there it is a statement for each owner, which also holds that many
 *    connections, or a window function that reads all rows of all owners. That a page costs one statement for each level of
 *    the query, whatever its size, is a promise of this gateway, and tests count the statements.
 *
 * 3. A sealed value opens for its table, row and column only, and when it is first looked at: what nobody asks for costs
 *    nothing, and one that does not open spares the others. TypeORM's transformers see a value and not its row, and run at
 *    once; a subscriber would see the row after the work of (1) is done.
 *
 * What TypeORM would give for it we do not use: relations, an identity map, `save` that compares. What it costs us: conditions
 * are SQL with column names, which the compiler does not check, and the names of tables are put into statements as text. Both
 * come from the entities or stand in `repositories/`, never from outside; values are parameters. Every repository has tests
 * against PostgreSQL.
 *
 * When the benchmark's mean falls below 1.25 it fails: then use TypeORM's for everything but `listByOwners`.
 */
export class Table<T extends ObjectLiteral> {
  readonly #metadata: EntityMetadata;
  readonly #rows: RowSealer;

  /** `vault` is needed by a table with sealed columns only. */
  constructor(
    readonly dataSource: DataSource,
    private readonly entity: EntitySchema<T>,
    vault?: Vault,
  ) {
    this.#metadata = dataSource.getMetadata(entity);
    this.#rows = new RowSealer(this.#metadata, vault);
  }

  async insert(record: T): Promise<void> {
    const stored = this.#rows.toStored(record);
    await this.dataSource.createQueryBuilder().insert().into(this.entity).values(stored).updateEntity(false).execute();
  }

  /** Returns false when a unique rule already holds another row. */
  async insertUnlessTaken(record: T): Promise<boolean> {
    const result = await this.dataSource
      .createQueryBuilder()
      .insert()
      .into(this.entity)
      .values(this.#rows.toStored(record))
      .orIgnore()
      .returning('id')
      .updateEntity(false)
      .execute();
    return (result.raw as unknown[]).length > 0;
  }

  async save(record: T & { readonly id: string }): Promise<void> {
    await this.saveIf('true', {}, record);
  }

  /** False, and nothing done, when the row does not meet the condition, which may use `:name` for `parameters`. */
  async saveIf(condition: string, parameters: ObjectLiteral, record: T & { readonly id: string }): Promise<boolean> {
    const { affected } = await this.dataSource
      .createQueryBuilder()
      .update(this.entity)
      .set(this.#rows.toStored(record))
      .where(`id = :id AND ${condition}`, { id: record.id, ...parameters })
      .updateEntity(false)
      .execute();
    return affected === 1;
  }

  /** Inserts the record; where one with its primary key exists, only the `changed` properties of that one are written. */
  async upsert(record: T, changed: readonly string[]): Promise<void> {
    await this.dataSource
      .createQueryBuilder()
      .insert()
      .into(this.entity)
      .values(this.#rows.toStored(record))
      .orUpdate(
        [...changed, ...this.#rows.indexesOf(changed)].map(toColumnName),
        this.#metadata.primaryColumns.map(({ databaseName }) => databaseName),
      )
      .updateEntity(false)
      .execute();
  }

  /** What stands in the blind index `index` for this value. */
  indexOf(index: string, value: unknown): string | null {
    return this.#rows.indexOf(index, value);
  }

  /** Rows whose sealed property, which `index` is the blind index of, has this value. */
  async findByIndex(index: string, value: unknown): Promise<T[]> {
    return this.select(`${toColumnName(index)} = $1`, [this.indexOf(index, value)]);
  }

  /** `condition` follows WHERE and uses $1, $2, …. */
  async select(condition: string, parameters: readonly unknown[]): Promise<T[]> {
    const rows: Row[] = await this.dataSource.query(`SELECT * FROM ${this.#metadata.tableName} WHERE ${condition}`, [
      ...parameters,
    ]);
    return rows.map((row) => this.#toRecord(row));
  }

  async findMany(ids: readonly string[]): Promise<T[]> {
    return this.select('id = ANY($1::uuid[])', [ids]);
  }

  async list(condition: string, parameters: readonly unknown[], page: PageRequest): Promise<Page<T>> {
    const next = parameters.length + 1;
    const rows = await this.select(
      `(${condition}) AND ($${next}::uuid IS NULL OR id < $${next}) ORDER BY id DESC LIMIT $${next + 1}`,
      [...parameters, page.after, page.first + 1],
    );
    return toPage(rows, page.first);
  }

  /** One page for each owner in one statement; the index on (owner, id) makes each page a short range scan. */
  async listByOwners(
    ownerColumn: string,
    ownerIds: readonly string[],
    page: PageRequest,
  ): Promise<ReadonlyMap<string, Page<T>>> {
    const rows: Row[] = await this.dataSource.query(
      `SELECT page.* FROM unnest($1::uuid[]) AS owner (id)
       CROSS JOIN LATERAL (
         SELECT * FROM ${this.#metadata.tableName} t
         WHERE t.${ownerColumn} = owner.id AND ($2::uuid IS NULL OR t.id < $2) ORDER BY t.id DESC LIMIT $3
       ) page`,
      [ownerIds, page.after, page.first + 1],
    );
    const byOwner = new Map<string, T[]>(ownerIds.map((ownerId) => [ownerId, []]));
    for (const row of rows) byOwner.get(String(row[ownerColumn]))?.push(this.#toRecord(row));
    return new Map([...byOwner].map(([ownerId, records]) => [ownerId, toPage(records, page.first)]));
  }

  #toRecord(row: Row): T {
    const record: Row = {};
    for (const column of this.#metadata.columns) {
      const value = row[column.databaseName];
      const transformer = column.transformer;
      record[column.propertyName] =
        transformer !== undefined && !Array.isArray(transformer) ? transformer.from(value) : value;
    }
    this.#rows.open(record, row);
    return record as T;
  }
}
