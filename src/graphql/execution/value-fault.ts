import { GraphQLError } from 'graphql';

/** What is wrong with one input value, in words that never contain the value. */
export interface ValueFault {
  /** Starts with "must". */
  readonly message: string;
  /** The field inside the reported value that is missing or unknown, where there is one. */
  readonly member?: string;
}

const EXPECTATIONS: Record<string, string> = {
  String: 'must be a string',
  ID: 'must be an id, given as a string',
  Int: 'must be a whole number between -2147483648 and 2147483647',
  Float: 'must be a number',
  Boolean: 'must be true or false',
};

/** Names made up by a client may carry a value (a PAN is a valid GraphQL name), so only plain words are repeated. */
const PLAIN_WORD = /^[A-Za-z_]{1,40}$/;

interface Rule {
  readonly pattern: RegExp;
  toFault(groups: readonly string[]): ValueFault;
}

const typed = (type = ''): ValueFault => {
  const name = type.replace(/[[\]!]/g, '');
  const one = EXPECTATIONS[name] ?? `must be a valid ${name}`;
  return { message: type.startsWith('[') ? `${one}, in a list` : one };
};

/** The ways in which graphql-js reports a bad value, in variables and in literals. Most of them quote the value. */
const RULES: readonly Rule[] = [
  { pattern: /^Expected value of type "[^"]+!", found null/, toFault: () => ({ message: 'must not be null' }) },
  { pattern: /^Expected non-nullable type "[^"]+" not to be null/, toFault: () => ({ message: 'must not be null' }) },
  {
    pattern: /^Expected type "(\w+)" to be an object/,
    toFault: ([type]) => ({ message: `must be an object of type ${type}` }),
  },
  {
    pattern: /^Field "(?:\w+\.)?(\w+)" of required type "[^"]+" was not provided/,
    toFault: ([member]) => ({ message: 'must be given', member }),
  },
  {
    pattern: /^Field "([^"]*)" is not defined by type "(\w+)"/,
    toFault: ([member = '', type]) => ({
      message: `must not be given: ${type} has no such field`,
      member: PLAIN_WORD.test(member) ? member : undefined,
    }),
  },
  {
    pattern: /^(?:Exactly one key must be specified for OneOf type|OneOf Input Object) "(\w+)"/,
    toFault: ([type]) => ({ message: `must have exactly one field of ${type}` }),
  },
  {
    pattern: /^Field "(?:\w+\.(\w+)|\w+)" must be non-null/,
    toFault: ([member]) => ({ message: 'must not be null', member }),
  },
  {
    pattern: /^Value "[\s\S]*" does not exist in "(\w+)" enum/,
    toFault: ([type]) => ({ message: `must be one of the values of ${type}` }),
  },
  {
    pattern: /^Enum "(\w+)" cannot represent/,
    toFault: ([type]) => ({ message: `must be one of the values of ${type}` }),
  },
  { pattern: /^Expected (?:value of )?type "([^"]+)"/, toFault: ([type]) => typed(type) },
  { pattern: /^(\w+) cannot (?:represent|serialize)/, toFault: ([type]) => typed(type) },
];

/** The message of one of our own scalars: safe by construction, so it is kept. */
function ownMessage(error: unknown): string | undefined {
  for (let current = error; current instanceof Error; current = nextCause(current)) {
    const safe = current instanceof GraphQLError && current.extensions.code === 'BAD_USER_INPUT';
    if (safe && current.message.startsWith('must ')) return current.message;
  }
  return undefined;
}

function nextCause(error: Error): unknown {
  return error instanceof GraphQLError ? error.originalError : undefined;
}

/** Recognises graphql-js's report of a bad value, in a variable or a literal; `null` when it is about something else. */
export function findValueFault(error: Error): ValueFault | null {
  const own = ownMessage(error);
  if (own !== undefined) return { message: own };
  for (const rule of RULES) {
    const match = rule.pattern.exec(error.message);
    if (match) return rule.toFault(match.slice(1));
  }
  return null;
}
