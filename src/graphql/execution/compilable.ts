import type {
  DocumentNode,
  FragmentDefinitionNode,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionSetNode,
} from 'graphql';
import { BREAK, isAbstractType, Kind, visit } from 'graphql';

/** Beyond this many selections, with fragments spread out, the generated code costs more than it saves. */
const MAX_COMPILED_SELECTIONS = 2_000;

/**
 * Whether graphql-jit runs an operation of this document exactly as graphql-js would. What it does differently:
 * a variable inside an object or list literal becomes null when it is not given, a fragment spread under two conditions
 * obeys one of them, introspection would show the schema that it was compiled with, and code grows with every spread.
 */
export function isCompilable(document: DocumentNode, operation: OperationDefinitionNode): boolean {
  if (operation.operation === 'subscription') return false;
  if (!hasOnlyPlainSelections(operation) || hasAwkwardNode(document)) return false;
  return countSelections(document, operation.selectionSet) <= MAX_COMPILED_SELECTIONS;
}

/** graphql-jit calls `resolveType` without waiting for it; such a schema is left to graphql-js altogether. */
export function hasAsyncTypeResolver(schema: GraphQLSchema): boolean {
  return Object.values(schema.getTypeMap()).some(
    (type) => isAbstractType(type) && type.resolveType?.constructor.name === 'AsyncFunction',
  );
}

function hasOnlyPlainSelections(operation: OperationDefinitionNode): boolean {
  return operation.selectionSet.selections.every(
    (selection) =>
      selection.kind !== Kind.FIELD || !selection.name.value.startsWith('__') || selection.name.value === '__typename',
  );
}

function hasAwkwardNode(document: DocumentNode): boolean {
  let depth = 0;
  let found = false;
  const compound = {
    enter: () => {
      depth += 1;
    },
    leave: () => {
      depth -= 1;
    },
  };
  visit(document, {
    ObjectValue: compound,
    ListValue: compound,
    Variable: () => {
      found ||= depth > 0;
      return found ? BREAK : undefined;
    },
    FragmentSpread: ({ directives }) => {
      found ||= (directives?.length ?? 0) > 0;
      return found ? BREAK : undefined;
    },
  });
  return found;
}

/** Counts selections with every fragment spread out; stops counting just above the limit. */
function countSelections(document: DocumentNode, root: SelectionSetNode): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  let count = 0;
  const pending: SelectionSetNode[] = [root];
  for (let set = pending.pop(); set !== undefined && count <= MAX_COMPILED_SELECTIONS; set = pending.pop()) {
    for (const selection of set.selections) {
      count += 1;
      const inner = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      if (inner?.selectionSet) pending.push(inner.selectionSet);
    }
  }
  return count;
}
