import { type DocumentNode, GraphQLError, type GraphQLSchema, getOperationAST, Kind, parse, visit } from 'graphql';
import { measureOperation } from './document-measure.js';
import { LruCache } from './lru-cache.js';
import { OperationCost } from './operation-cost.js';
import type { LimitExcess, LimitName, OperationLimits } from './operation-limits.js';
import { findLongString, measureLiterals, measureVariables } from './value-measure.js';

export interface RequestedOperation {
  /** The text of the document; without it, only values are measured. */
  readonly query?: string;
  readonly variables?: unknown;
  readonly operationName?: unknown;
  /** Whatever else the request brings, by name, e.g. `extensions`. */
  readonly others?: Readonly<Record<string, unknown>>;
}

const TOO_MANY_TOKENS = /^Syntax Error: Document contains more/;
const KEPT_DOCUMENTS = 500;
const KEPT_COSTS = 20;

interface AcceptedDocument {
  readonly document: DocumentNode;
  /** Variables that decide how long a list may be. */
  readonly pageVariables: readonly string[];
  /** By operation name and the values of those variables. */
  readonly costs: LruCache<number>;
}

type Reading = AcceptedDocument | { readonly document?: undefined; readonly excess: LimitExcess | null };

/**
 * Refuses operations that ask for more than the limits allow, before anything whose time grows faster than the text
 * (validation, compilation, resolvers) sees them. Whatever is not valid for another reason passes: others say so.
 */
export class OperationGate {
  readonly #accepted = new LruCache<AcceptedDocument>(KEPT_DOCUMENTS);
  readonly #cost: OperationCost;

  constructor(
    schema: GraphQLSchema,
    private readonly limits: OperationLimits,
  ) {
    this.#cost = new OperationCost(schema);
  }

  /** The first limit that is passed; null for none. */
  check({ query, variables, operationName, others }: RequestedOperation): LimitExcess | null {
    const inVariables = this.#compare(measureVariables(variables));
    if (inVariables) return withField(inVariables, variables);
    const inOthers = this.#compare(measureVariables({ ...others, operationName }));
    if (inOthers || query === undefined) return inOthers;
    const reading = this.#accepted.get(query) ?? this.#read(query);
    if (!reading.document) return reading.excess;
    this.#accepted.set(query, reading);
    const name = typeof operationName === 'string' ? operationName : null;
    return this.#compare({ cost: this.#costOf(reading, name, toRecord(variables)) });
  }

  #costOf(accepted: AcceptedDocument, name: string | null, variables: Readonly<Record<string, unknown>>): number {
    const { document, pageVariables, costs } = accepted;
    const key = JSON.stringify([name, ...pageVariables.map((variable) => variables[variable])]);
    const known = costs.get(key);
    if (known !== undefined) return known;
    const operation = getOperationAST(document, name);
    const cost = operation ? this.#cost.of(document, operation, variables) : 0;
    costs.set(key, cost);
    return cost;
  }

  /** The document, when every operation in it is within the limits that do not depend on variables. */
  #read(query: string): Reading {
    const characters = this.#compare({ characters: query.length });
    if (characters) return { excess: characters };
    const document = this.#parse(query);
    if (!('kind' in document)) return document;
    const literals = this.#compare(measureLiterals(document));
    if (literals) return { excess: literals };
    for (const definition of document.definitions) {
      if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
      const excess = this.#compare(measureOperation(document, definition));
      if (excess) return { excess };
    }
    return { document, pageVariables: findPageVariables(document), costs: new LruCache(KEPT_COSTS) };
  }

  #parse(query: string): DocumentNode | { readonly excess: LimitExcess | null } {
    const { tokens, depth } = this.limits;
    try {
      return parse(query, { maxTokens: tokens });
    } catch (error) {
      // The parser is recursive: what is nested beyond its stack is beyond any limit as well.
      if (error instanceof RangeError) return { excess: { limit: 'depth', max: depth, seen: depth + 1 } };
      const tooMany = error instanceof GraphQLError && TOO_MANY_TOKENS.test(error.message);
      return { excess: tooMany ? { limit: 'tokens', max: tokens, seen: tokens + 1 } : null };
    }
  }

  #compare(measured: Partial<Record<LimitName, number>>): LimitExcess | null {
    for (const [limit, seen] of Object.entries(measured) as [LimitName, number][]) {
      const max = this.limits[limit];
      if (seen > max) return { limit, max, seen };
    }
    return null;
  }
}

function withField(excess: LimitExcess, variables: unknown): LimitExcess {
  const field = excess.limit === 'stringLength' ? findLongString(variables, excess.max) : null;
  return field === null ? excess : { ...excess, field };
}

function findPageVariables(document: DocumentNode): readonly string[] {
  const names = new Set<string>();
  visit(document, {
    [Kind.ARGUMENT]: ({ name, value }) => {
      if (name.value === 'first' && value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}

function toRecord(variables: unknown): Readonly<Record<string, unknown>> {
  return typeof variables === 'object' && variables !== null ? (variables as Record<string, unknown>) : {};
}
