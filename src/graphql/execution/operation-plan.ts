import type { ASTNode, DocumentNode, ExecutionResult, GraphQLSchema, OperationDefinitionNode, TypeNode } from 'graphql';
import { execute, GraphQLScalarType, Kind, GraphQLSchema as Schema } from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import type { VariableValues } from './coerce-variables.js';
import { hasAsyncTypeResolver, isCompilable } from './compilable.js';
import { CompileGuards } from './compile-guards.js';

/** One way to run one operation, any number of times. */
export type OperationPlan = (
  context: unknown,
  variables: { readonly raw: VariableValues; readonly coerced: VariableValues },
) => Promise<ExecutionResult> | ExecutionResult;

const COERCED = new GraphQLScalarType({ name: '__CoercedVariable', parseValue: (value) => value });

/** Chooses between graphql-jit and graphql-js per operation. Variables come in already coerced. */
export class OperationPlanner {
  private readonly compiledSchema: GraphQLSchema | null;
  private readonly guards: CompileGuards;

  constructor(private readonly schema: GraphQLSchema) {
    this.compiledSchema = hasAsyncTypeResolver(schema) ? null : withCoercedScalar(schema);
    this.guards = new CompileGuards(schema);
  }

  plan(document: DocumentNode, operation: OperationDefinitionNode): OperationPlan {
    return this.compile(document, operation) ?? this.interpret(document, operation);
  }

  private interpret(document: DocumentNode, operation: OperationDefinitionNode): OperationPlan {
    const { schema } = this;
    const operationName = operation.name?.value;
    return (contextValue, { raw }) => execute({ schema, document, contextValue, variableValues: raw, operationName });
  }

  private compile(document: DocumentNode, operation: OperationDefinitionNode): OperationPlan | null {
    const schema = this.compiledSchema;
    if (schema === null || !isCompilable(document, operation)) return null;
    const compiled = this.guards.during(() =>
      compileQuery(schema, withCoercedVariables(document), operation.name?.value, {
        useExperimentalPathBasedSkipInclude: true,
      }),
    );
    return isCompiledQuery(compiled) ? (context, { coerced }) => compiled.query(undefined, context, coerced) : null;
  }
}

/** The same schema (the same type objects) plus the scalar that stands for every variable's type when compiling. */
function withCoercedScalar(schema: GraphQLSchema): GraphQLSchema {
  const config = schema.toConfig();
  return new Schema({ ...config, types: [...config.types, COERCED], assumeValid: true });
}

/**
 * A copy of the document in which variables have an opaque type: graphql-jit's own reading of variables quotes values,
 * takes lists for objects and turns dates in defaults into strings. Booleans stay, because it insists on their type in
 * `@skip` and `@include`. A copy, because graphql-jit writes into the nodes and Apollo keeps the document.
 */
function withCoercedVariables(document: DocumentNode): DocumentNode {
  const copy = copyNode(document);
  for (const definition of copy.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    Object.assign(definition, {
      variableDefinitions: definition.variableDefinitions?.map((variable) =>
        isBoolean(variable.type)
          ? variable
          : {
              ...variable,
              defaultValue: undefined,
              type: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: COERCED.name } },
            },
      ),
    });
  }
  return copy;
}

function isBoolean(type: TypeNode): boolean {
  const named = type.kind === Kind.NON_NULL_TYPE ? type.type : type;
  return named.kind === Kind.NAMED_TYPE && named.name.value === 'Boolean';
}

function copyNode<T extends ASTNode>(node: T): T {
  const copy: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(node)) copy[key] = key === 'loc' ? value : copyValue(value);
  return copy as T;
}

function copyValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyValue);
  return isNode(value) ? copyNode(value) : value;
}

function isNode(value: unknown): value is ASTNode {
  return typeof value === 'object' && value !== null && 'kind' in value;
}
