import type {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLField,
  GraphQLNamedType,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionSetNode,
} from 'graphql';
import {
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
} from 'graphql';

/** One object out of our own tables. */
const OBJECT_COST = 1;
/** One object that has to be asked of a provider: a call over the network, with a quota, sometimes with a price. */
const PROVIDER_COST = 10;
/** What a mutation does besides answering. */
const MUTATION_COST = 10;
/** What is assumed of a list of records that has no `first`. */
const UNPAGED_ITEMS = 5;
/** Resolvers refuse larger pages anyway. */
const MAX_ITEMS = 1_000;
const CEILING = 1_000_000_000;

/** Fields that are answered without asking the provider of a provider-backed type. */
const LOCAL_FIELDS: ReadonlySet<string> = new Set(['__typename', 'id']);

/**
 * What an operation would cost at most, read off the schema: an object costs 1, one of a type with a `source` field 10
 * more (unless only its id is asked for), a mutation 10 more, and `first` multiplies what is inside a list.
 */
export class OperationCost {
  readonly #providerBacked = new Map<string, boolean>();

  constructor(private readonly schema: GraphQLSchema) {}

  /** Linear in the text: the cost of a fragment does not depend on where it is spread. */
  of(document: DocumentNode, operation: OperationDefinitionNode, variables: Readonly<Record<string, unknown>>): number {
    const root = this.schema.getRootType(operation.operation);
    if (!root) return 0;
    const fragments = new Map<string, FragmentDefinitionNode>();
    for (const definition of document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    }
    const given = { ...readDefaults(operation), ...variables };
    const walk = new CostWalk(this.schema, fragments, given, (type) => this.#isProviderBacked(type));
    return walk.ofSet(operation.selectionSet, root, operation.operation === 'mutation' ? MUTATION_COST : 0);
  }

  #isProviderBacked(type: GraphQLNamedType): boolean {
    const known = this.#providerBacked.get(type.name);
    if (known !== undefined) return known;
    const fields = isObjectType(type) || isInterfaceType(type) ? type.getFields() : {};
    const backed =
      fields.source !== undefined ||
      (isInterfaceType(type) && this.schema.getPossibleTypes(type).some((one) => this.#isProviderBacked(one)));
    this.#providerBacked.set(type.name, backed);
    return backed;
  }
}

class CostWalk {
  readonly #measured = new Map<string, number>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>,
    private readonly variables: Readonly<Record<string, unknown>>,
    private readonly isProviderBacked: (type: GraphQLNamedType) => boolean,
  ) {}

  ofSet(set: SelectionSetNode, parent: GraphQLNamedType, perField = 0): number {
    let cost = 0;
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) cost += perField + this.#ofField(selection, parent);
      else if (selection.kind === Kind.FRAGMENT_SPREAD) cost += this.#ofFragment(selection.name.value, perField);
      else {
        const named = selection.typeCondition && this.schema.getType(selection.typeCondition.name.value);
        cost += this.ofSet(selection.selectionSet, named ?? parent, perField);
      }
      if (cost >= CEILING) return CEILING;
    }
    return cost;
  }

  #ofFragment(name: string, perField: number): number {
    const key = `${perField} ${name}`;
    const known = this.#measured.get(key);
    if (known !== undefined) return known;
    this.#measured.set(key, 0);
    const fragment = this.fragments.get(name);
    const type = fragment && this.schema.getType(fragment.typeCondition.name.value);
    const cost = fragment && type ? this.ofSet(fragment.selectionSet, type, perField) : 0;
    this.#measured.set(key, cost);
    return cost;
  }

  #ofField(node: FieldNode, parent: GraphQLNamedType): number {
    const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined;
    if (field === undefined || !node.selectionSet) return 0;
    const type = getNamedType(field.type);
    if (!isCompositeType(type)) return 0;
    const asksProvider = this.isProviderBacked(type) && !hasOnlyLocalFields(node.selectionSet);
    const own = OBJECT_COST + (asksProvider ? PROVIDER_COST : 0);
    return Math.min(this.#itemsOf(node, field, type) * (own + this.ofSet(node.selectionSet, type)), CEILING);
  }

  #itemsOf(node: FieldNode, field: GraphQLField<unknown, unknown>, type: GraphQLNamedType): number {
    const first = field.args.find((argument) => argument.name === 'first');
    if (first !== undefined) return toItems(this.#valueOf(node), first.defaultValue);
    // The items of a connection were counted where `first` stands.
    if (!isListType(getNullableType(field.type)) || field.name === 'nodes' || field.name === 'edges') return 1;
    return isAbstractType(type) || this.isProviderBacked(type) ? UNPAGED_ITEMS : 1;
  }

  #valueOf(node: FieldNode): unknown {
    const value = node.arguments?.find(({ name }) => name.value === 'first')?.value;
    if (value?.kind === Kind.INT) return Number(value.value);
    return value?.kind === Kind.VARIABLE ? this.variables[value.name.value] : undefined;
  }
}

function readDefaults(operation: OperationDefinitionNode): Record<string, unknown> {
  const numbers = (operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
    defaultValue?.kind === Kind.INT ? [[variable.name.value, Number(defaultValue.value)] as const] : [],
  );
  return Object.fromEntries(numbers);
}

function toItems(given: unknown, fallback: unknown): number {
  const count = typeof given === 'number' ? given : fallback;
  return typeof count === 'number' && count >= 1 ? Math.min(count, MAX_ITEMS) : 1;
}

function hasOnlyLocalFields(set: SelectionSetNode): boolean {
  return set.selections.every(({ kind, ...rest }) => {
    return kind === Kind.FIELD && 'name' in rest && LOCAL_FIELDS.has(rest.name?.value ?? '');
  });
}
