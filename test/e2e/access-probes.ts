import {
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isObjectType,
  isRequiredArgument,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
} from 'graphql';
import type { RootOperation } from '../resolvers/root-operations.js';

/** Where a search begins: the records themselves first, so that every field is asked of what it belongs to. */
const FIRST = ['user', 'applicant', 'runner', 'document', 'verification'];

interface Way {
  /** The query field. */
  readonly root: string;
  readonly type: GraphQLNamedType;
  /** From the root field on. */
  readonly path: readonly string[];
  /** Puts the selection of this type where it belongs. */
  readonly wrap: (selection: string) => string;
}

/**
 * For each object type the shortest way from a query to it, through fields that need no arguments: the way that begins
 * at a record of its own before any other.
 */
export function findWays(schema: GraphQLSchema): ReadonlyMap<string, Way> {
  const roots = Object.values(schema.getQueryType()?.getFields() ?? {});
  const found = new Map<string, Way>();
  search(
    FIRST.flatMap((name) => roots.filter((root) => root.name === name)),
    found,
  );
  search(roots, found);
  return found;
}

function search(roots: readonly GraphQLField<unknown, unknown>[], found: Map<string, Way>): void {
  const pending: Way[] = roots
    .filter((root) => isCompositeType(getNamedType(root.type)))
    .map((root) => ({ root: root.name, type: getNamedType(root.type), path: [root.name], wrap: (text) => text }));
  for (let way = pending.shift(); way !== undefined; way = pending.shift()) {
    const { type, path, wrap, root } = way;
    if (found.has(type.name) || !isObjectType(type)) continue;
    found.set(type.name, way);
    for (const field of Object.values(type.getFields())) {
      const next = getNamedType(field.type);
      if (!isCompositeType(next) || field.args.some(isRequiredArgument)) continue;
      const into = (text: string) => wrap(`{ ${field.name} ${text} }`);
      pending.push({ root, type: next, path: [...path, field.name], wrap: into });
    }
  }
}

/** The root operation with another selection. */
export function withSelection({ query, variables }: RootOperation, selection: string): RootOperation {
  const document = parse(query);
  const operation = document.definitions[0] as OperationDefinitionNode;
  const [field] = operation.selectionSet.selections as readonly FieldNode[];
  const inner = parse(selection).definitions[0] as OperationDefinitionNode;
  const selections = [{ ...field!, selectionSet: inner.selectionSet }];
  const asked = { ...operation, selectionSet: { kind: Kind.SELECTION_SET, selections } } as OperationDefinitionNode;
  return { query: print({ ...document, definitions: [asked] }), variables };
}

/** The selection of one field with the least below it. */
export function selectOnly(field: GraphQLField<unknown, unknown>): string {
  return isCompositeType(getNamedType(field.type)) ? `{ ${field.name} { __typename } }` : `{ ${field.name} }`;
}

/** All that is at this path; lists are looked through. */
export function valuesAt(value: unknown, path: readonly string[]): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap((item) => valuesAt(item, path));
  const [key, ...rest] = path;
  if (key === undefined || value === null || value === undefined) return [value ?? null];
  return valuesAt((value as Record<string, unknown>)[key], rest);
}

export function fieldOf(schema: GraphQLSchema, type: string, field: string): GraphQLField<unknown, unknown> {
  return (schema.getType(type) as GraphQLObjectType).getFields()[field]!;
}
