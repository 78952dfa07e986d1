import type { DataSource, EntityMetadata, EntitySchema, ObjectLiteral } from 'typeorm';
import { type Page, type PageRequest, toPage } from '../../domain/paging.js';

type Row = Record<string, unknown>;

/**
 * One table, one row per domain object. Reads are plain SQL mapped by the entity's columns: no hydration, no identity
 * map, one statement each.
 */
export class Table<T extends ObjectLiteral> {
  readonly #metadata: EntityMetadata;

  constructor(
    readonly dataSource: DataSource,
    private readonly entity: EntitySchema<T>,
  ) {
    this.#metadata = dataSource.getMetadata(entity);
  }

  async insert(record: T): Promise<void> {
    await this.dataSource.createQueryBuilder().insert().into(this.entity).values(record).updateEntity(false).execute();
  }

  /** Returns false when a unique rule already holds another row. */
  async insertUnlessTaken(record: T): Promise<boolean> {
    const result = await this.dataSource
      .createQueryBuilder()
      .insert()
      .into(this.entity)
      .values(record)
      .orIgnore()
      .returning('id')
      .updateEntity(false)
      .execute();
    return (result.raw as unknown[]).length > 0;
  }

  async save(record: T & { readonly id: string }): Promise<void> {
    await this.dataSource
      .createQueryBuilder()
      .update(this.entity)
      .set(record)
      .where('id = :id', { id: record.id })
      .updateEntity(false)
      .execute();
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
    return record as T;
  }
}
