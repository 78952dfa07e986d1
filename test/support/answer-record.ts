import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getOperationAST,
  isAbstractType,
  isCompositeType,
  isInputObjectType,
  isObjectType,
  Kind,
  parse,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql';

interface Operation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

type Entries = Readonly<Record<string, unknown>>;

/** Already written down by this test file. */
const known = new Set<string>();

/**
 * Writes down what an answer shows, for `unanswered-reporter.mjs` to compare with the schema at the end of the run: one
 * line for each field that came with a value, argument and input field that was given to such a field, and member of a
 * union that was there. Outside a run nothing is written.
 */
export function recordAnswer(schema: GraphQLSchema, operation: Operation, data: unknown): void {
  const folder = process.env.KYC_TEST_ANSWERS;
  // Without data the operation may be one that does not even parse.
  if (folder === undefined || !isEntries(data)) return;
  const found = findAnswered(schema, operation, data).filter((line) => !known.has(line));
  if (found.length === 0) return;
  for (const line of found) known.add(line);
  appendFileSync(join(folder, `${process.pid}.txt`), `${found.join('\n')}\n`);
}

/** `Type.field`, `Type.field(argument:)`, `Input.field` and `Union = Member`, each once. */
export function findAnswered(schema: GraphQLSchema, { query, variables }: Operation, data: unknown): string[] {
  const document = parse(query);
  const operation = getOperationAST(document);
  const root = operation && schema.getRootType(operation.operation);
  if (!operation || !root) return [];
  const walk = new AnswerWalk(schema, variables, fragmentsIn(document.definitions));
  walk.visit(root, [operation.selectionSet], data);
  return [...walk.found];
}

function fragmentsIn(definitions: ReturnType<typeof parse>['definitions']): ReadonlyMap<string, Fragment> {
  return new Map(
    definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [])),
  );
}

type Fragment = Extract<ReturnType<typeof parse>['definitions'][number], { kind: Kind.FRAGMENT_DEFINITION }>;
type Fields = ReadonlyMap<string, readonly FieldNode[]>;

class AnswerWalk {
  readonly found = new Set<string>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly variables: Entries,
    private readonly fragments: ReadonlyMap<string, Fragment>,
  ) {}

  visit(type: GraphQLCompositeType, selections: readonly SelectionSetNode[], value: unknown): void {
    if (Array.isArray(value)) for (const item of value) this.visit(type, selections, item);
    if (!isEntries(value)) return;
    const concrete = this.#typeOf(type, selections, value);
    if (concrete === undefined) return;
    if (isAbstractType(type)) this.found.add(`${type.name} = ${concrete.name}`);
    for (const [key, nodes] of this.#fieldsOf(concrete, selections)) this.#visitField(concrete, nodes, value[key]);
  }

  #visitField(parent: GraphQLObjectType, nodes: readonly FieldNode[], value: unknown): void {
    const field = parent.getFields()[nodes[0]?.name.value ?? ''];
    if (field === undefined || value === null || value === undefined) return;
    const coordinate = `${parent.name}.${field.name}`;
    this.found.add(coordinate);
    for (const { name, value: given } of nodes.flatMap((node) => node.arguments ?? [])) {
      const argument = field.args.find((arg) => arg.name === name.value);
      const input = valueFromASTUntyped(given, this.variables);
      if (argument === undefined || input === undefined) continue;
      this.found.add(`${coordinate}(${name.value}:)`);
      this.#visitInput(getNamedType(argument.type), input);
    }
    const type = getNamedType(field.type);
    const below = nodes.flatMap(({ selectionSet }) => (selectionSet ? [selectionSet] : []));
    if (isCompositeType(type)) this.visit(type, below, value);
  }

  #visitInput(type: GraphQLNamedType, value: unknown): void {
    if (Array.isArray(value)) for (const item of value) this.#visitInput(type, item);
    if (!isInputObjectType(type) || !isEntries(value)) return;
    for (const field of Object.values(type.getFields())) {
      if (value[field.name] === undefined) continue;
      this.found.add(`${type.name}.${field.name}`);
      this.#visitInput(getNamedType(field.type), value[field.name]);
    }
  }

  /** Behind an interface or union: as the answer says, or the only type that has exactly these fields; else nobody knows. */
  #typeOf(type: GraphQLCompositeType, selections: readonly SelectionSetNode[], value: Entries) {
    if (isObjectType(type)) return type;
    const keys = Object.keys(value).sort().join();
    const fitting = this.schema.getPossibleTypes(type).filter((candidate) => {
      const fields = this.#fieldsOf(candidate, selections);
      const told = [...fields].find(([, [node]]) => node?.name.value === '__typename')?.[0];
      return told === undefined ? [...fields.keys()].sort().join() === keys : value[told] === candidate.name;
    });
    return fitting.length === 1 ? fitting[0] : undefined;
  }

  /** What these selections ask of an object of this type, by the key in the answer. */
  #fieldsOf(type: GraphQLObjectType, selections: readonly SelectionSetNode[]): Fields {
    const fields = new Map<string, FieldNode[]>();
    const collect = ({ selections: nodes }: SelectionSetNode): void => {
      for (const node of nodes) {
        if (node.kind === Kind.FIELD) {
          const key = node.alias?.value ?? node.name.value;
          fields.set(key, [...(fields.get(key) ?? []), node]);
          continue;
        }
        const fragment = node.kind === Kind.FRAGMENT_SPREAD ? this.fragments.get(node.name.value) : node;
        if (fragment !== undefined && this.#applies(fragment.typeCondition?.name.value, type))
          collect(fragment.selectionSet);
      }
    };
    for (const selection of selections) collect(selection);
    return fields;
  }

  #applies(condition: string | undefined, type: GraphQLObjectType): boolean {
    const target = condition === undefined ? type : this.schema.getType(condition);
    return target === type || (isAbstractType(target) && this.schema.isSubType(target, type));
  }
}

function isEntries(value: unknown): value is Entries {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
