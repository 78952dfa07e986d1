import type { GraphQLInputType, GraphQLSchema, OperationDefinitionNode, VariableDefinitionNode } from 'graphql';
import { coerceInputValue, GraphQLError, isInputType, isNonNullType, typeFromAST, valueFromAST } from 'graphql';
import { findValueFault } from './value-fault.js';

export type VariableValues = Record<string, unknown>;

export type CoercedVariables =
  | { readonly values: VariableValues; readonly errors?: undefined }
  | { readonly values?: undefined; readonly errors: readonly GraphQLError[] };

/** A faulty list of a thousand entries is not worth a thousand errors. */
const MAX_FAULTS = 10;

const UNKNOWN_FAULT = { message: 'must be valid' };

/**
 * Reads the raw variables of a request as the operation declares them: defaults filled in, scalars parsed, enums in
 * their internal form. Each error names variable and field path and never repeats a value; its extensions are
 * `{ code: 'BAD_USER_INPUT', field, http: { status: 400 } }`.
 */
export function coerceVariables(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  raw: Readonly<Record<string, unknown>>,
): CoercedVariables {
  const errors: GraphQLError[] = [];
  const values: VariableValues = Object.create(null);
  for (const definition of operation.variableDefinitions ?? []) {
    const type = typeFromAST(schema, definition.type);
    if (isInputType(type)) coerceVariable(definition, type, raw, values, errors);
    if (errors.length >= MAX_FAULTS) break;
  }
  return errors.length > 0 ? { errors } : { values };
}

function coerceVariable(
  definition: VariableDefinitionNode,
  type: GraphQLInputType,
  raw: Readonly<Record<string, unknown>>,
  values: VariableValues,
  errors: GraphQLError[],
): void {
  const name = definition.variable.name.value;
  const given = Object.hasOwn(raw, name) ? raw[name] : undefined;
  if (given === undefined) {
    if (definition.defaultValue) values[name] = valueFromAST(definition.defaultValue, type);
    else if (isNonNullType(type)) errors.push(toError(definition, [], 'must be given'));
    return;
  }
  values[name] = coerceInputValue(given, type, (path, _value, error) => {
    if (errors.length >= MAX_FAULTS) return;
    const fault = findValueFault(error) ?? UNKNOWN_FAULT;
    errors.push(toError(definition, 'member' in fault && fault.member ? [...path, fault.member] : path, fault.message));
  });
}

function toError(
  definition: VariableDefinitionNode,
  path: ReadonlyArray<string | number>,
  message: string,
): GraphQLError {
  const name = definition.variable.name.value;
  const field = [name, ...path].join('.');
  const where = path.length > 0 ? ` at "${field}"` : '';
  return new GraphQLError(`Variable "$${name}" is not valid${where}: ${message}`, {
    nodes: definition,
    extensions: { code: 'BAD_USER_INPUT', field, http: { status: 400 } },
  });
}
