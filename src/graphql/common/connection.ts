import { ArgsType, type ClassType, Field, Int, ObjectType } from 'type-graphql';
import { ApiError } from '../../domain/kernel/api-error.js';
import type { Page, PageRequest } from '../../domain/kernel/paging.js';
import { CursorScalar } from '../scalars/token.scalars.js';

const DEFAULT_FIRST = 20;
const MAX_FIRST = 100;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

@ObjectType('PageInfo', { description: 'Where a page of a list ends.', simpleResolvers: true })
export class PageInfoType {
  @Field(() => Boolean, { description: 'Whether there are more items after this page.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Whether this page was asked for with `after`.' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'The cursor of the first item.' })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: 'The cursor of the last item: send it as `after` to read on.' })
  endCursor!: string | null;
}

@ArgsType()
export class PageArgs {
  @Field(() => Int, {
    defaultValue: DEFAULT_FIRST,
    description: `How many items, 1 to ${MAX_FIRST}. The newest come first.`,
  })
  first!: number;

  @Field(() => CursorScalar, { nullable: true, description: 'Read on after the item with this cursor.' })
  after?: string | null;
}

/** Throws BAD_USER_INPUT for a page that cannot be. */
export function toPageRequest({ first, after }: PageArgs): PageRequest {
  if (first < 1 || first > MAX_FIRST)
    throw new ApiError('BAD_USER_INPUT', `"first" must be from 1 to ${MAX_FIRST}.`, 'first');
  if (after == null) return { first, after: null };
  const id = Buffer.from(after, 'base64url').toString('utf8');
  if (!UUID.test(id)) throw new ApiError('BAD_USER_INPUT', '"after" is not a cursor of this API.', 'after');
  return { first, after: id };
}

export interface Edge<T> {
  readonly cursor: string;
  readonly node: T;
}

export interface Connection<T> {
  readonly edges: readonly Edge<T>[];
  readonly nodes: readonly T[];
  readonly pageInfo: PageInfoType;
}

export function toConnection<T extends { readonly id: string }>(page: Page<T>, request: PageRequest): Connection<T> {
  const edges = page.items.map((node) => ({ cursor: Buffer.from(node.id).toString('base64url'), node }));
  return {
    edges,
    nodes: page.items,
    pageInfo: {
      hasNextPage: page.hasNextPage,
      hasPreviousPage: request.after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

/** The Relay connection type of a node type. */
export function connectionType<T extends object>(
  name: string,
  nodeType: () => ClassType<T>,
): ClassType<Connection<unknown>> {
  @ObjectType(`${name}Edge`, { description: `One ${name} in a list.`, simpleResolvers: true })
  class EdgeType {
    @Field(() => String, { description: 'Where the item stands in the list.' })
    cursor!: string;

    @Field(() => nodeType(), { description: 'The item.' })
    node!: unknown;
  }

  @ObjectType(`${name}Connection`, { description: `A page of ${name} records.`, simpleResolvers: true })
  class ConnectionType {
    @Field(() => [EdgeType], { description: 'The items with their cursors.' })
    edges!: EdgeType[];

    @Field(() => [nodeType()], { description: 'The items alone.' })
    nodes!: unknown[];

    @Field(() => PageInfoType, { description: 'Where the page ends.' })
    pageInfo!: PageInfoType;
  }

  return ConnectionType;
}
