import { execute, type GraphQLObjectType, type GraphQLSchema, isObjectType, parse } from 'graphql';
import type { GraphqlContext } from '../context.js';
import { ProviderFailures } from '../execution/provider-failures.js';
import { selectField } from './export-selection.js';

type Json = Record<string, unknown>;

/** Root fields that tell a signed-in person about themselves. */
export const EXPORTED_ROOTS = ['me'] as const;

/** What the API shows the person about themselves, whole lists in place of pages, and which parts could not be read. */
export interface Everything {
  readonly data: Json;
  /** Paths of fields that failed; the providers behind them may be asked again later. */
  readonly incomplete: readonly string[];
}

/** Asks the schema itself, as the person, so that a field added tomorrow is in tomorrow's export. */
export async function readEverything(schema: GraphQLSchema, context: GraphqlContext): Promise<Everything> {
  const reader = new EverythingReader(schema, { ...context, providerFailures: new ProviderFailures() });
  const query = schema.getQueryType();
  const fields = EXPORTED_ROOTS.flatMap((name) => {
    const field = query?.getFields()[name];
    return field === undefined ? [] : selectField(schema, field, []);
  });
  const data = await reader.ask(`{ ${fields.join(' ')} }`);
  return { data: (await reader.withAllPages(data)) as Json, incomplete: reader.incomplete };
}

class EverythingReader {
  readonly incomplete: string[] = [];

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly context: GraphqlContext,
  ) {}

  async ask(query: string): Promise<Json> {
    const document = parse(query, { noLocation: true });
    const { data, errors } = await execute({ schema: this.schema, document, contextValue: this.context });
    for (const { path } of errors ?? []) this.incomplete.push((path ?? []).join('.'));
    return (data ?? {}) as Json;
  }

  /** The same value with every connection replaced by the list of all its nodes. `owner` is the record it stands in. */
  async withAllPages(value: unknown, owner: Json | null = null, field = ''): Promise<unknown> {
    if (Array.isArray(value)) return this.#inOrder(value, (item) => this.withAllPages(item, owner, field));
    if (typeof value !== 'object' || value === null) return value;
    const object = value as Json;
    if (isConnection(object)) return this.#allNodes(object, owner, field);
    const entries = await this.#inOrder(Object.entries(object), async ([key, item]) => [
      key,
      await this.withAllPages(item, typeof object.id === 'string' ? object : owner, key),
    ]);
    return Object.fromEntries(entries as [string, unknown][]);
  }

  async #allNodes(first: Connection, owner: Json | null, field: string): Promise<unknown> {
    const nodes = [...first.nodes];
    for (let page = first.pageInfo; page.hasNextPage && page.endCursor !== null && owner !== null; ) {
      const next = await this.#nextPage(owner, field, page.endCursor);
      if (next === null) {
        this.incomplete.push(`${String(owner.__typename)}.${field}`);
        break;
      }
      nodes.push(...next.nodes);
      page = next.pageInfo;
    }
    return this.#inOrder(nodes, (node) => this.withAllPages(node));
  }

  async #nextPage(owner: Json, field: string, after: string): Promise<Connection | null> {
    const type = this.schema.getType(String(owner.__typename));
    const definition = isObjectType(type) ? (type as GraphQLObjectType).getFields()[field] : undefined;
    if (definition === undefined || typeof owner.id !== 'string') return null;
    const [selection = ''] = selectField(this.schema, definition, [String(owner.__typename)], after);
    const answer = await this.ask(
      `{ node(id: ${JSON.stringify(owner.id)}) { ... on ${String(owner.__typename)} { ${selection} } } }`,
    );
    const page = (answer.node as Json | null)?.[field];
    return typeof page === 'object' && page !== null && isConnection(page as Json) ? (page as Connection) : null;
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

function isConnection(object: Json): object is Connection {
  return Array.isArray(object.nodes) && typeof object.pageInfo === 'object' && object.pageInfo !== null;
}
