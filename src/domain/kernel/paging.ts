/** A page request: the newest first, after the row with id `after`. Ids are UUIDv7, so their order is the order of creation. */
export interface PageRequest {
  /** 1 to 100. */
  readonly first: number;
  readonly after: string | null;
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly hasNextPage: boolean;
}

/** Repositories read one row more than asked for; this tells whether it was there. */
export function toPage<T>(rows: readonly T[], first: number): Page<T> {
  return { items: rows.slice(0, first), hasNextPage: rows.length > first };
}
