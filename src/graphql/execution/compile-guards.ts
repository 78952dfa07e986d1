import type {
  GraphQLAbstractType,
  GraphQLField,
  GraphQLFieldResolver,
  GraphQLIsTypeOfFn,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLTypeResolver,
} from 'graphql';
import { getNullableType, isAbstractType, isListType, isObjectType } from 'graphql';

interface Guard {
  on(): void;
  off(): void;
}

/**
 * Puts wrappers around a schema's functions while graphql-jit compiles, which is when it takes hold of them. It calls
 * `resolveType` and `isTypeOf` inside promise callbacks without a catch, so one that throws would leave the request
 * hanging and end the process; and a promise that rejects inside a list would shift the entries behind it.
 */
export class CompileGuards {
  private readonly guards: readonly Guard[];

  constructor(schema: GraphQLSchema) {
    this.guards = Object.values(schema.getTypeMap()).flatMap((type) => {
      if (isAbstractType(type)) return guardTypeResolver(type);
      return isObjectType(type) ? [...guardTypeCheck(type), ...Object.values(type.getFields()).flatMap(guardList)] : [];
    });
  }

  /** Runs a synchronous compilation with the wrappers in place and leaves the schema as it was. */
  during<T>(compile: () => T): T {
    for (const guard of this.guards) guard.on();
    try {
      return compile();
    } finally {
      for (const guard of this.guards) guard.off();
    }
  }
}

function guardTypeResolver(type: GraphQLAbstractType): Guard[] {
  const original = type.resolveType;
  if (!original) return [];
  const wrapped: GraphQLTypeResolver<unknown, unknown> = (...args) => orElse(() => original(...args), undefined);
  return [toGuard((value) => Object.assign(type, { resolveType: value }), original, wrapped)];
}

function guardTypeCheck(type: GraphQLObjectType): Guard[] {
  const original = type.isTypeOf;
  if (!original) return [];
  const wrapped: GraphQLIsTypeOfFn<unknown, unknown> = (...args) => orElse(() => original(...args), false);
  return [toGuard((value) => Object.assign(type, { isTypeOf: value }), original, wrapped)];
}

function guardList(field: GraphQLField<unknown, unknown>): Guard[] {
  const original = field.resolve;
  if (!original || !isListType(getNullableType(field.type))) return [];
  return [toGuard((value) => Object.assign(field, { resolve: value }), original, settleItems(original))];
}

function toGuard<F>(assign: (value: F) => void, original: F, wrapped: F): Guard {
  return { on: () => assign(wrapped), off: () => assign(original) };
}

function orElse<T>(call: () => T, fallback: T): T {
  try {
    return call();
  } catch {
    return fallback;
  }
}

type AnyResolver = GraphQLFieldResolver<unknown, unknown>;

/** Promises in a list reject into error values, which graphql-jit puts in the right place. */
function settleItems(resolve: AnyResolver): AnyResolver {
  return (...args) => {
    const value: unknown = resolve(...args);
    return isPromise(value) ? value.then(settle) : settle(value);
  };
}

function settle(value: unknown): unknown {
  if (!Array.isArray(value) || !value.some(isPromise)) return value;
  return value.map((item: unknown) => (isPromise(item) ? item.then(settle, toErrorValue) : item));
}

function toErrorValue(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error('A list entry was rejected without an error.');
}

function isPromise(value: unknown): value is Promise<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
