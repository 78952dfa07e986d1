import type { ASTNode } from 'graphql';
import { BREAK, type GraphQLError, Kind, parse, visit } from 'graphql';

const VALUE_KINDS: ReadonlySet<string> = new Set([
  Kind.STRING,
  Kind.INT,
  Kind.FLOAT,
  Kind.BOOLEAN,
  Kind.ENUM,
  Kind.NULL,
  Kind.LIST,
  Kind.OBJECT,
  Kind.OBJECT_FIELD,
]);

/**
 * Where a literal that validation refused stands in the query: the argument's name and the input fields below it,
 * e.g. `input.pan`, or the variable's name for a default value. For a field that should not be there it is the path of
 * the object around it. `null` when the error is not about a literal.
 */
export function findArgumentPath(error: GraphQLError): string | null {
  const node = error.nodes?.find((candidate) => VALUE_KINDS.has(candidate.kind));
  const loc = node?.loc;
  if (!node || !loc) return null;
  let path: string | null = null;
  // Validation errors know their node but not its ancestors, so the (short, already accepted) text is read again.
  visit(parse(loc.source), {
    enter(candidate, _key, parent, _path, ancestors) {
      if (candidate.kind !== node.kind || candidate.loc?.start !== loc.start || candidate.loc.end !== loc.end)
        return undefined;
      path = toPath(parent ? [...ancestors, parent] : ancestors);
      return BREAK;
    },
  });
  return path;
}

function toPath(ancestors: ReadonlyArray<ASTNode | readonly ASTNode[]>): string | null {
  const names: string[] = [];
  for (const ancestor of ancestors) {
    if (!('kind' in ancestor)) continue;
    if (ancestor.kind === Kind.ARGUMENT || ancestor.kind === Kind.OBJECT_FIELD) names.push(ancestor.name.value);
    if (ancestor.kind === Kind.VARIABLE_DEFINITION) names.push(ancestor.variable.name.value);
  }
  return names.length > 0 ? names.join('.') : null;
}
