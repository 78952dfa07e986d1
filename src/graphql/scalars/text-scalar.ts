import { type ASTNode, type GraphQLScalarSerializer, GraphQLScalarType, Kind } from 'graphql';
import type { Parsed } from '../../domain/identifier/parsed.js';
import { badInput } from './scalar-error.js';

export interface TextScalarConfig {
  readonly name: string;
  /** Says the rule and gives a synthetic example. */
  readonly description: string;
  /** The canonical form, or the rule that was broken. Must look at the length before anything else. */
  readonly parse: (text: string) => Parsed;
  readonly specifiedByURL?: string;
  /** A secret: refuses to be part of an answer. */
  readonly inputOnly?: boolean;
}

/** A scalar that is a string in and out. Answers pass through unchecked, because they are often masked. */
export function textScalar({ name, description, parse, specifiedByURL, inputOnly = false }: TextScalarConfig) {
  const parseText = (value: unknown, node?: ASTNode): string => {
    if (typeof value !== 'string') {
      throw badInput('must be a string', node);
    }
    const parsed = parse(value);
    if (!parsed.ok) {
      throw badInput(parsed.message, node);
    }
    return parsed.value;
  };
  return new GraphQLScalarType<string, string>({
    name,
    description,
    specifiedByURL,
    parseValue: (value) => parseText(value),
    parseLiteral: (node) => parseText(node.kind === Kind.STRING ? node.value : null, node),
    serialize: inputOnly ? refuseToSerialize(name) : passString(name),
  });
}

/** For scalars without an output form. Not a `GraphQLError`: a resolver that returns one is our fault, and is masked. */
export function refuseToSerialize(name: string): GraphQLScalarSerializer<never> {
  return () => {
    throw new TypeError(`${name} is for input only`);
  };
}

function passString(name: string): GraphQLScalarSerializer<string> {
  return (value) => {
    if (typeof value !== 'string') {
      throw new TypeError(`${name} expects a string from its resolver`);
    }
    return value;
  };
}
