import { readdirSync, readFileSync } from 'node:fs';
import { type FieldNode, Kind, type OperationDefinitionNode, parse } from 'graphql';

const FOLDER = new URL('../../schema/operations/', import.meta.url);

export interface OperationFile {
  /** File name without `.graphql`. */
  readonly name: string;
  readonly text: string;
  readonly kind: 'query' | 'mutation';
  /** The fields of Query or Mutation that it asks for. */
  readonly rootFields: readonly string[];
  readonly variableNames: readonly string[];
  readonly variables: Record<string, unknown>;
  /** The account that its comment names; null where no login is needed. */
  readonly as: string | null;
}

/** Every sample operation of the project, by name. */
export function readOperationFiles(): readonly OperationFile[] {
  const files = readdirSync(FOLDER);
  const names = files.filter((file) => file.endsWith('.graphql')).map((file) => file.replace('.graphql', ''));
  return names.sort().map((name) => readOperation(name, files.includes(`${name}.variables.json`)));
}

export function readOperationFile(name: string): OperationFile {
  const found = readOperationFiles().find((file) => file.name === name);
  if (found === undefined) throw new Error(`There is no operation ${name}.`);
  return found;
}

function readOperation(name: string, hasVariables: boolean): OperationFile {
  const text = readFileSync(new URL(`${name}.graphql`, FOLDER), 'utf8');
  const operation = parse(text).definitions.find(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  );
  if (operation === undefined || operation.operation === 'subscription') throw new Error(`${name} has no operation.`);
  const fields = operation.selectionSet.selections.filter((node): node is FieldNode => node.kind === Kind.FIELD);
  return {
    name,
    text,
    kind: operation.operation,
    rootFields: fields.map((field) => field.name.value),
    variableNames: (operation.variableDefinitions ?? []).map(({ variable }) => variable.name.value),
    variables: hasVariables ? JSON.parse(readFileSync(new URL(`${name}.variables.json`, FOLDER), 'utf8')) : {},
    as: accountOf(text),
  };
}

function accountOf(text: string): string | null {
  const comment = text
    .split('\n')
    .filter((line) => line.startsWith('#'))
    .join(' ');
  if (comment.includes('Needs no login')) return null;
  if (/As any account/.test(comment)) return 'asha@example.com';
  const named = /As (\w+@example\.com)/.exec(comment)?.[1];
  if (named === undefined) throw new Error('The comment of an operation must say as whom it runs.');
  return named;
}
