import {
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';

/** Kept answers of the last day are good enough: an export must not ask a provider once for every record. */
const MAX_AGE_S = 86_400;
const PAGE = 100;

/**
 * The text of a selection of everything below a type: every field that can be asked without an argument of the caller's
 * choice, except those that lead back to a type on the way here. Connections give nodes and page information.
 */
export function selectEverything(schema: GraphQLSchema, type: GraphQLCompositeType, path: readonly string[]): string {
  if (isAbstractType(type)) {
    const parts = schema
      .getPossibleTypes(type)
      .map((possible) => `... on ${possible.name} ${selectEverything(schema, possible, path)}`);
    return `{ __typename ${parts.join(' ')} }`;
  }
  if (type.name.endsWith('Connection')) return selectConnection(schema, type, path);
  const below = [...path, type.name];
  const fields = Object.values(isObjectType(type) ? type.getFields() : {}).flatMap((field) =>
    selectField(schema, field, below),
  );
  return `{ __typename ${fields.join(' ')} }`;
}

/** One field with its arguments and everything below; none when it cannot or need not be asked. */
export function selectField(
  schema: GraphQLSchema,
  field: GraphQLField<unknown, unknown>,
  path: readonly string[],
  after?: string,
): string[] {
  if (field.args.some(isRequiredArgument)) return [];
  const named = getNamedType(field.type);
  if (path.includes(named.name)) return [];
  const call = `${field.name}${argumentsOf(field, after)}`;
  if (!isCompositeType(named)) return [call];
  return [`${call} ${selectEverything(schema, named, path)}`];
}

function selectConnection(schema: GraphQLSchema, type: GraphQLCompositeType, path: readonly string[]): string {
  const nodes = isObjectType(type) ? type.getFields().nodes : undefined;
  const node = nodes === undefined ? null : getNamedType(nodes.type);
  if (node === null || !isCompositeType(node) || path.includes(node.name)) return '{ __typename }';
  return `{ nodes ${selectEverything(schema, node, path)} pageInfo { hasNextPage endCursor } }`;
}

function argumentsOf(field: GraphQLField<unknown, unknown>, after: string | undefined): string {
  const values: Record<string, string | undefined> = {
    maxAge: String(MAX_AGE_S),
    first: String(PAGE),
    after: after === undefined ? undefined : JSON.stringify(after),
  };
  const given = field.args.flatMap(({ name }) => (values[name] === undefined ? [] : [`${name}: ${values[name]}`]));
  return given.length > 0 ? `(${given.join(', ')})` : '';
}
