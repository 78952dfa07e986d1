import {
  buildSchema,
  type GraphQLEnumType,
  GraphQLError,
  type GraphQLScalarType,
  type GraphQLSchema,
  isEnumType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  Kind,
  type ValueNode,
} from 'graphql';

const SDL = /* GraphQL */ `
  scalar Pan
  scalar Day
  directive @unused on FIELD
  enum Role { CUSTOMER REVIEWER }
  interface Node { id: ID! }
  type User implements Node {
    id: ID!
    name: String
    nickname: String
    role: Role!
    born: Day
    friends: [User!]
    pets: [Pet]
    strict: String!
    broken: String
    place: String!
    lazy: String
  }
  type Dog implements Node { id: ID! name: String barks: Boolean owner: User }
  type Cat implements Node { id: ID! name: String lives: Int! owner: User! }
  union Pet = Dog | Cat
  input Address { city: String! pin: String = "000000" tags: [String!] }
  input UserInput { pan: Pan!, role: Role = CUSTOMER, born: Day, address: Address, others: [UserInput!], nickname: String }
  input Choice @oneOf { a: Int b: String }
  type Query {
    user(id: ID! = "1"): User
    users(first: Int = 2, roles: [Role!]): [User!]!
    node(id: ID!): Node
    pets: [Pet!]
    lost: Pet
    echo(input: UserInput, list: [Int], day: Day, flag: Boolean = true, text: String, choice: Choice): String
    later(text: String! = "x"): String
    promised: [String]
    strictUser: User!
    fails: String
    failsAsync: String
  }
  type Mutation { first(n: Int!): Int second(n: Int!): Int! }
`;

interface Path {
  readonly prev: Path | undefined;
  readonly key: string | number;
}

interface Person {
  kind: 'User' | 'Dog' | 'Cat' | 'Ghost';
  id: string;
  name: string;
}

const people: Person[] = [
  { kind: 'User', id: '1', name: 'Asha' },
  { kind: 'User', id: '2', name: 'Ravi' },
];
const pets: Person[] = [
  { kind: 'Dog', id: 'd1', name: 'Rex' },
  { kind: 'Cat', id: 'c1', name: 'Tom' },
];

/** Shows arguments in a form that tells absent keys and nulls apart; the order of keys is not part of the contract. */
function show(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** Keys only: graphql-jit leaves the type names out of `info.path`. */
function showPath(path: Path | undefined): string {
  return path === undefined ? '' : `${showPath(path.prev)}/${path.key}`;
}

const tick = <T>(value: T): Promise<T> => new Promise((resolve) => setImmediate(() => resolve(value)));

/** Scalars of their own point at the literal that they refuse. */
function toLiteralParser(scalar: GraphQLScalarType): (node: ValueNode) => unknown {
  return (node) => {
    try {
      return scalar.parseValue(node.kind === Kind.STRING ? node.value : null);
    } catch (error) {
      throw error instanceof GraphQLError ? badInput(error.message, node) : error;
    }
  };
}

function badInput(message: string, nodes?: ValueNode): GraphQLError {
  return new GraphQLError(message, { nodes, extensions: { code: 'BAD_USER_INPUT' } });
}

/** A small schema that has one of everything, with resolvers that answer at once, later, or not at all. */
export function createExecutionSchema(): GraphQLSchema {
  const schema = buildSchema(SDL);
  const types = schema.getTypeMap();
  const pan = types.Pan as GraphQLScalarType;
  pan.parseValue = (value) => {
    if (typeof value !== 'string' || !/^[A-Z]{5}\d{4}[A-Z]$/.test(value))
      throw badInput('must be a PAN of ten characters');
    return value;
  };
  pan.parseLiteral = toLiteralParser(pan);
  const day = types.Day as GraphQLScalarType;
  day.parseValue = (value) => {
    const date = new Date(String(value));
    if (Number.isNaN(date.getTime())) throw new TypeError(`bad day ${value}`);
    return date;
  };
  day.parseLiteral = toLiteralParser(day);
  day.serialize = (value) => (value as Date).toISOString().slice(0, 10);
  if (isEnumType(types.Role)) addInternalRoles(types.Role);
  for (const type of Object.values(types)) {
    if (isUnionType(type) || isInterfaceType(type)) {
      type.resolveType = (value: Person) => {
        if (value.kind === 'Ghost') throw new Error('no such type');
        return value.kind;
      };
    }
  }
  const resolvers: Record<
    string,
    Record<string, (source: Person, args: Record<string, unknown>, context: Context, info: { path: Path }) => unknown>
  > = {
    User: {
      role: () => 'c',
      born: () => new Date('1990-04-12T00:00:00Z'),
      friends: (source) => tick(people.filter((person) => person.id !== source.id)),
      pets: () => pets.map((pet) => tick(pet)),
      strict: (source) => (source.id === '2' ? tick(null) : 'ok'),
      broken: () => tick(null).then(() => Promise.reject(new Error('broken'))),
      place: (_source, _args, _context, info) => showPath(info.path),
      lazy: () => tick('late'),
    },
    Dog: { owner: () => tick(people[0]), barks: () => true },
    Cat: { owner: () => tick(null), lives: () => 9 },
    Query: {
      user: (_source, { id }) => tick(people.find((person) => person.id === id) ?? null),
      users: (_source, { first }) => tick(people.slice(0, Number(first))),
      node: (_source, { id }) => tick([...people, ...pets].find((person) => person.id === id)),
      pets: () => tick(pets),
      lost: () => tick({ kind: 'Ghost', id: 'g', name: 'Boo' }),
      echo: (_source, args) => `${show(args)}${args.day instanceof Date ? ' date' : ''}`,
      later: (_source, { text }) => tick(text),
      promised: () => [tick('a'), 'b', tick(null).then(() => tick('c')), Promise.reject(new Error('no d')), tick('e')],
      strictUser: () => tick(people[1]),
      fails: () => {
        throw new Error('secret detail');
      },
      failsAsync: (_source, _args, context) => {
        context.note?.();
        return tick(null);
      },
    },
    Mutation: {
      first: async (_source, { n }, context) => {
        await tick(null);
        context.log?.push(`first ${n}`);
        return n;
      },
      second: (_source, { n }, context) => {
        context.log?.push(`second ${n}`);
        return Number(n) > 0 ? n : null;
      },
    },
  };
  for (const [typeName, fields] of Object.entries(resolvers)) {
    const type = types[typeName];
    if (!isObjectType(type)) throw new Error(`no type ${typeName}`);
    for (const [field, resolve] of Object.entries(fields)) type.getFields()[field]!.resolve = resolve;
  }
  return schema;
}

export interface Context {
  log?: string[];
  note?: () => void;
}

/** Enum values differ from their names, as they do in code that maps them onto its own constants. */
function addInternalRoles(role: GraphQLEnumType): void {
  role.getValue('CUSTOMER')!.value = 'c';
  role.getValue('REVIEWER')!.value = 'r';
}
