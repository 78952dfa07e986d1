import type {
  DocumentNode,
  FragmentDefinitionNode,
  OperationDefinitionNode,
  SelectionNode,
  SelectionSetNode,
} from 'graphql';
import { Kind } from 'graphql';

export interface DocumentMeasure {
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  readonly rootFields: number;
  readonly fields: number;
}

/** Fragments that double each other reach numbers without meaning; beyond this they are all the same. */
const CEILING = 1_000_000_000;

const NOTHING: DocumentMeasure = { depth: 0, aliases: 0, directives: 0, rootFields: 0, fields: 0 };

/**
 * Measures an operation as if every fragment were written out, in time proportional to the text: each fragment is
 * measured once. Fragments that contain themselves count as empty there; validation refuses them.
 */
export function measureOperation(document: DocumentNode, operation: OperationDefinitionNode): DocumentMeasure {
  const measures = new SelectionMeasures(document);
  const inside = measures.ofSet(operation.selectionSet);
  const rootFields = measures.rootFields(operation.selectionSet);
  const own = operation.directives?.length ?? 0;
  return { ...inside, directives: inside.directives + own, rootFields };
}

class SelectionMeasures {
  readonly #fragments = new Map<string, FragmentDefinitionNode>();
  readonly #measured = new Map<string, DocumentMeasure>();
  readonly #rootFields = new Map<string, number>();

  constructor(document: DocumentNode) {
    for (const definition of document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) this.#fragments.set(definition.name.value, definition);
    }
  }

  /** `depth` counts this set. `names` are the response names of the set around an inline fragment. */
  ofSet(set: SelectionSetNode, names: Set<string> = new Set()): DocumentMeasure {
    let total = { ...NOTHING, depth: 1 };
    for (const selection of set.selections) total = add(total, this.#ofSelection(selection, names));
    return total;
  }

  rootFields(set: SelectionSetNode): number {
    let count = 0;
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) count += 1;
      else if (selection.kind === Kind.INLINE_FRAGMENT) count += this.rootFields(selection.selectionSet);
      else count += this.#rootFieldsOfFragment(selection.name.value);
      count = Math.min(count, CEILING);
    }
    return count;
  }

  #ofSelection(selection: SelectionNode, names: Set<string>): DocumentMeasure {
    const directives = selection.directives?.length ?? 0;
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      return add(this.#ofFragment(selection.name.value), { ...NOTHING, directives });
    }
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      return add(this.ofSet(selection.selectionSet, names), { ...NOTHING, directives });
    }
    const { alias, name, selectionSet } = selection;
    const responseName = (alias ?? name).value;
    const aliases = alias !== undefined || names.has(responseName) ? 1 : 0;
    names.add(responseName);
    const own = { ...NOTHING, directives, aliases, fields: 1 };
    if (!selectionSet) return own;
    const inside = this.ofSet(selectionSet);
    return add(own, { ...inside, depth: inside.depth + 1 });
  }

  #ofFragment(name: string): DocumentMeasure {
    const known = this.#measured.get(name);
    if (known !== undefined) return known;
    this.#measured.set(name, NOTHING);
    const fragment = this.#fragments.get(name);
    const directives = fragment?.directives?.length ?? 0;
    const measure = fragment ? add(this.ofSet(fragment.selectionSet), { ...NOTHING, directives }) : NOTHING;
    this.#measured.set(name, measure);
    return measure;
  }

  #rootFieldsOfFragment(name: string): number {
    const known = this.#rootFields.get(name);
    if (known !== undefined) return known;
    this.#rootFields.set(name, 0);
    const fragment = this.#fragments.get(name);
    const count = fragment ? this.rootFields(fragment.selectionSet) : 0;
    this.#rootFields.set(name, count);
    return count;
  }
}

function add(a: DocumentMeasure, b: DocumentMeasure): DocumentMeasure {
  return {
    depth: Math.max(a.depth, b.depth),
    aliases: Math.min(a.aliases + b.aliases, CEILING),
    directives: Math.min(a.directives + b.directives, CEILING),
    rootFields: 0,
    fields: Math.min(a.fields + b.fields, CEILING),
  };
}
