import {
  type DocumentNode,
  type GraphQLSchema,
  isIntrospectionType,
  isObjectType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { PROVEN_END_TO_END } from '../resolvers/proven-end-to-end.js';

/** `Type.field` whose resolver ran, and that an operation asked for, in this test file. */
const resolved = new Set<string>();
const selected = new Set<string>();

/** Makes every field that has a resolver of its own tell when it ran. */
export function recordResolvers(schema: GraphQLSchema): void {
  for (const { coordinate, field } of listFields(schema)) {
    const { resolve } = field;
    if (resolve === undefined) continue;
    field.resolve = (...args) => {
      resolved.add(coordinate);
      return resolve(...args);
    };
  }
}

export function recordOperation(schema: GraphQLSchema, document: DocumentNode): void {
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: ({ name }) => {
        selected.add(`${types.getParentType()?.name}.${name.value}`);
      },
    }),
  );
}

/**
 * The fields among `wanted` (names of types, or single `Type.field`) that no test of this file has reached: a field with
 * a resolver must have been resolved, any other one asked for.
 */
export function findUnreached(schema: GraphQLSchema, wanted: readonly string[]): string[] {
  return listFields(schema)
    .filter(({ type, coordinate }) => wanted.includes(type) || wanted.includes(coordinate))
    .filter(({ coordinate }) => !PROVEN_END_TO_END.includes(coordinate))
    .filter(({ coordinate, field }) => !(field.resolve === undefined ? selected : resolved).has(coordinate))
    .map(({ coordinate }) => coordinate);
}

/** Every field of every object type of the API. */
export function listFields(schema: GraphQLSchema) {
  return Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) && !isIntrospectionType(type)
      ? Object.values(type.getFields()).map((field) => ({
          type: type.name,
          coordinate: `${type.name}.${field.name}`,
          field,
        }))
      : [],
  );
}
