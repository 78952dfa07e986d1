import { type ASTNode, GraphQLScalarType, Kind, type ObjectValueNode, type ValueNode } from 'graphql';
import { badInput } from './scalar-error.js';

type SafeJsonValue = string | number | boolean | null | readonly SafeJsonValue[] | SafeJsonObject;
interface SafeJsonObject {
  readonly [key: string]: SafeJsonValue;
}

const MAX_DEPTH = 12;
const MAX_BYTES = 65_536;
const MAX_KEYS = 2_000;
const MAX_KEY_LENGTH = 200;
/** Assigning to one of these may change the prototype of whatever the data is merged into. */
const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);
/** PostgreSQL's jsonb refuses both. */
const UNSTORABLE = /\0|\p{Surrogate}/u;

/** Walks a value once, and stops at the first limit, so the cost is bounded whatever was sent. */
class JsonInspector {
  private keys = 0;
  /** A lower bound of the serialised size: enough to stop early. */
  private bytes = 0;

  constructor(private readonly node?: ASTNode) {}

  visit(value: unknown, depth: number): void {
    this.spend(1);
    if (typeof value === 'string') {
      this.text(value);
    } else if (typeof value === 'number') {
      this.number(value);
    } else if (Array.isArray(value)) {
      this.descend(depth);
      for (const item of value) this.visit(item, depth + 1);
    } else if (isPlainObject(value)) {
      this.descend(depth);
      this.object(value, depth);
    } else if (value !== null && typeof value !== 'boolean') {
      // An upload placed inside the object arrives as an instance of a class.
      throw badInput('must hold JSON values only', this.node);
    }
  }

  private object(value: SafeJsonObject, depth: number): void {
    // Not Object.entries: it would copy a million keys before the first one is counted.
    for (const key in value) {
      this.keys += 1;
      if (this.keys > MAX_KEYS) {
        throw badInput('must have at most 2,000 keys in all', this.node);
      }
      assertKey(key, this.node);
      this.text(key);
      this.visit(value[key], depth + 1);
    }
  }

  private descend(depth: number): void {
    if (depth >= MAX_DEPTH) {
      throw badInput('must be at most 12 levels deep', this.node);
    }
  }

  private number(value: number): void {
    if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value))) {
      throw badInput('must hold numbers that JSON keeps exactly; send longer ones as strings', this.node);
    }
  }

  private text(value: string): void {
    this.spend(value.length);
    if (UNSTORABLE.test(value)) {
      throw badInput('must not hold NUL or broken Unicode', this.node);
    }
  }

  private spend(bytes: number): void {
    this.bytes += bytes;
    if (this.bytes > MAX_BYTES) {
      throw tooLarge(this.node);
    }
  }
}

/** Depth counts objects and lists, the outermost one included. */
function inspectObject(value: unknown, node?: ASTNode): SafeJsonObject {
  if (!isPlainObject(value)) {
    throw badInput('must be a JSON object', node);
  }
  new JsonInspector(node).visit(value, 0);
  if (Buffer.byteLength(JSON.stringify(value)) > MAX_BYTES) {
    throw tooLarge(node);
  }
  return value;
}

function assertKey(key: string, node?: ASTNode): void {
  if (key.length > MAX_KEY_LENGTH) {
    throw badInput('must have keys of at most 200 characters', node);
  }
  if (FORBIDDEN_KEYS.has(key)) {
    throw badInput('must not use __proto__, constructor or prototype as a key', node);
  }
}

function tooLarge(node?: ASTNode) {
  return badInput('must be at most 64 KiB of JSON', node);
}

function isPlainObject(value: unknown): value is SafeJsonObject {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  // Not `=== Object.prototype`: an object of another realm is plain too.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function readObject(node: ObjectValueNode, depth: number): SafeJsonObject {
  const object: Record<string, SafeJsonValue> = {};
  for (const field of node.fields) {
    assertKey(field.name.value, field);
    object[field.name.value] = readLiteral(field.value, depth + 1);
  }
  // A compiled query keeps the value of its literals, and hands the same one to every request.
  return Object.freeze(object);
}

function readLiteral(node: ValueNode, depth: number): SafeJsonValue {
  if (depth > MAX_DEPTH) {
    throw badInput('must be at most 12 levels deep', node);
  }
  switch (node.kind) {
    case Kind.OBJECT:
      return readObject(node, depth);
    case Kind.LIST:
      return Object.freeze(node.values.map((item) => readLiteral(item, depth + 1)));
    case Kind.INT:
    case Kind.FLOAT:
      return Number(node.value);
    case Kind.STRING:
    case Kind.BOOLEAN:
      return node.value;
    case Kind.NULL:
      return null;
    case Kind.VARIABLE:
      // The compiling executor reads literals once, without variables: it would send null in their place.
      throw badInput('must not contain variables inside a literal: pass the whole object as one variable', node);
    default:
      throw badInput('must hold JSON values only', node);
  }
}

/** In: bounded, storable and safe to merge. Out: any plain object passes, because a provider's data has its own bounds. */
export const JsonObjectScalar = new GraphQLScalarType<SafeJsonObject, SafeJsonObject>({
  name: 'JSONObject',
  description:
    'A JSON object: at most 64 KiB, 12 levels and 2,000 keys of at most 200 characters each. Pass it as one variable; a literal must not contain variables. Example: `{"city": "Pune"}`.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc8259',
  parseValue: (value) => inspectObject(value),
  parseLiteral: (node) => inspectObject(node.kind === Kind.OBJECT ? readLiteral(node, 0) : null, node),
  serialize: (value) => {
    if (!isPlainObject(value)) {
      throw new TypeError('JSONObject expects a plain object from its resolver');
    }
    return value;
  },
});
