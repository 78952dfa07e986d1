import { execute, type GraphQLObjectType, type GraphQLSchema, isObjectType, parse } from 'graphql';
import type { GraphqlContext } from '../context/context.js';
import { ProviderFailures } from '../context/provider-failures.js';
import { selectField } from './export-selection.js';

type Json = Record<string, unknown>;

/** Root fields that tell a signed-in person about themselves and nobody else. Why not the others: `export-coverage.test.ts`. */
export const EXPORTED_ROOTS = ['me', 'sessions', 'providerSession'] as const;

/** What the API shows the person about themselves, whole lists in place of pages, and which parts could not be read. */
export interface Everything {
  readonly data: Json;
  /** Paths of fields that failed; the providers behind them may be asked again later. */
  readonly incomplete: readonly string[];
}

/** Asks the schema itself, as the person, so that a field added tomorrow is in tomorrow's export. */
export async function readEverything(schema: GraphQLSchema, context: GraphqlContext): Promise<Everything> {
  const reader = new EverythingReader(schema, { ...context, providerFailures: new ProviderFailures() });
  const data: Json = {};
  // One by one: a root that may not be null and fails takes everything beside it along.
  for (const name of EXPORTED_ROOTS) data[name] = await reader.readRoot(name);
  return { data, incomplete: reader.incomplete };
}

class EverythingReader {
  readonly incomplete: string[] = [];
  /** Stands for the record that a list of the roots is in. */
  readonly #root: Json = { __typename: 'Query' };

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly context: GraphqlContext,
  ) {}

  async readRoot(name: string): Promise<unknown> {
    const data = await this.#ask(`{ ${this.#selectRoot(name)} }`);
    return this.#withAllPages(data[name], this.#root, name);
  }

  async #ask(query: string): Promise<Json> {
    const document = parse(query, { noLocation: true });
    const { data, errors } = await execute({ schema: this.schema, document, contextValue: this.context });
    for (const { path } of errors ?? []) this.incomplete.push((path ?? []).join('.'));
    return (data ?? {}) as Json;
  }

  /** The same value with every connection replaced by the list of all its nodes. `owner` is the record it stands in. */
  async #withAllPages(value: unknown, owner: Json | null = null, field = ''): Promise<unknown> {
    if (Array.isArray(value)) return this.#inOrder(value, (item) => this.#withAllPages(item, owner, field));
    if (typeof value !== 'object' || value === null) return value;
    const object = value as Json;
    if (isConnection(object)) return this.#allNodes(object, owner, field);
    const entries = await this.#inOrder(Object.entries(object), async ([key, item]) => [
      key,
      await this.#withAllPages(item, typeof object.id === 'string' ? object : owner, key),
    ]);
    return Object.fromEntries(entries as [string, unknown][]);
  }

  async #allNodes(first: Connection, owner: Json | null, field: string): Promise<unknown> {
    const nodes = [...first.nodes];
    for (let page = first.pageInfo; page.hasNextPage && page.endCursor !== null; ) {
      const next = owner === null ? null : await this.#nextPage(owner, field, page.endCursor);
      if (next === null) {
        this.incomplete.push(`${String(owner?.__typename)}.${field}`);
        break;
      }
      nodes.push(...next.nodes);
      page = next.pageInfo;
    }
    return this.#inOrder(nodes, (node) => this.#withAllPages(node));
  }

  async #nextPage(owner: Json, field: string, after: string): Promise<Connection | null> {
    if (owner === this.#root) return toConnection((await this.#ask(`{ ${this.#selectRoot(field, after)} }`))[field]);
    const type = this.schema.getType(String(owner.__typename));
    const definition = isObjectType(type) ? (type as GraphQLObjectType).getFields()[field] : undefined;
    if (definition === undefined || typeof owner.id !== 'string') return null;
    const [selection = ''] = selectField(this.schema, definition, [String(owner.__typename)], after);
    const answer = await this.#ask(
      `{ node(id: ${JSON.stringify(owner.id)}) { ... on ${String(owner.__typename)} { ${selection} } } }`,
    );
    return toConnection((answer.node as Json | null)?.[field]);
  }

  #selectRoot(name: string, after?: string): string {
    const field = this.schema.getQueryType()?.getFields()[name];
    return field === undefined ? '__typename' : selectField(this.schema, field, [], after).join(' ');
  }

  async #inOrder<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
    const done: R[] = [];
    for (const item of items) done.push(await work(item));
    return done;
  }
}

interface Connection extends Json {
  readonly nodes: readonly unknown[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

function toConnection(value: unknown): Connection | null {
  return typeof value === 'object' && value !== null && isConnection(value as Json) ? (value as Connection) : null;
}

function isConnection(object: Json): object is Connection {
  return Array.isArray(object.nodes) && typeof object.pageInfo === 'object' && object.pageInfo !== null;
}
