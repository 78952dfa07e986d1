import { readFileSync } from 'node:fs';
import {
  buildSchema,
  type FieldNode,
  type GraphQLFieldMap,
  type GraphQLNamedType,
  getNamedType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  isUnionType,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  visit,
} from 'graphql';
import { type RecordType, toGlobalId } from '../../src/graphql/common/global-id.js';
import { type OperationFile, readOperationFiles } from '../e2e/operation-files.js';
import { JPEG } from '../support/fakes/memory-document-store.js';
import { CLEAR, PASSWORD } from '../support/fakes/record-samples.js';
import { fileUpload } from './file-upload.js';
import { onboardingInput } from './inputs.js';
import { PROBLEM } from './selections.js';

export interface RootOperation {
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

/** Global ids. */
export interface Ids {
  readonly user: string;
  readonly applicant: string;
  readonly runner: string;
  readonly document: string;
  readonly verification: string;
}

const SCHEMA = buildSchema(readFileSync(new URL('../../schema/schema.graphql', import.meta.url), 'utf8'));
const NOBODY = '01900000-0000-7000-8000-ffffffffffff';

/** Variables for which the fakes expect something else than the demo data has. */
const CHANGED: Readonly<Record<string, Record<string, unknown>>> = {
  login: { input: { email: 'asha@example.com', password: PASSWORD } },
  changePassword: {
    input: { currentPassword: 'not the password', password: PASSWORD, passwordConfirmation: PASSWORD },
  },
  // One that nobody was given.
  erasure: { receipt: 'A'.repeat(43) },
  onboardCustomer: { input: onboardingInput() },
  updateProfile: { input: {} },
  uploadDocument: { input: { kind: 'SELFIE' } },
  verifyPan: { input: { pan: CLEAR.pan } },
  verifyBankAccount: { input: { accountNumber: CLEAR.accountNumber, ifsc: 'HDFC0000001' } },
  verifyGstin: { input: { gstin: '29AAGCB7383J1Z4' } },
  matchNames: { input: { name: 'Asha Rao', otherName: 'Asha K Rao' } },
};

/**
 * One operation with good input for every field of Query and Mutation: that of the sample operation, about the records
 * with these ids, and with a selection of the least there is.
 */
export function rootOperations(ids: Ids): Readonly<Record<string, RootOperation>> {
  return Object.fromEntries(
    SAMPLES.map(({ field, query, variables }) => [
      field,
      { query, variables: { ...(withIds(variables, ids) as object), ...CHANGED[field] } },
    ]),
  );
}

/** Names of the mutations that fill in a step of the sample flow. */
export const STEP_MUTATIONS = Object.values(fieldsOf('mutation'))
  .filter(({ type }) => String(type) === 'SubmitStepResult!')
  .map(({ name }) => name);

const SAMPLES = (['query', 'mutation'] as const).flatMap((kind) => {
  const files = readOperationFiles().filter((file) => file.kind === kind);
  return Object.keys(fieldsOf(kind)).map((field) => ({ field, ...reduced(fileOf(field, files), field) }));
});

function fieldsOf(kind: OperationFile['kind']): GraphQLFieldMap<unknown, unknown> {
  return (kind === 'query' ? SCHEMA.getQueryType() : SCHEMA.getMutationType())?.getFields() ?? {};
}

/** The one of the field's own name, or else the first that asks for it. */
function fileOf(field: string, files: readonly OperationFile[]): OperationFile {
  const name = field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const file = files.find((one) => one.name === name) ?? files.find(({ rootFields }) => rootFields.includes(field));
  if (file === undefined) throw new Error(`No sample operation asks for ${field}.`);
  return file;
}

/** The operation with this field alone. */
function reduced({ text, kind, variables }: OperationFile, field: string): RootOperation {
  const operation = parse(text).definitions[0] as OperationDefinitionNode;
  const [node] = operation.selectionSet.selections.filter(
    (one): one is FieldNode => one.kind === Kind.FIELD && one.name.value === field,
  );
  if (node === undefined) throw new Error(`The sample operation of ${field} has it in a fragment.`);
  const used = new Set<string>();
  visit({ ...node, selectionSet: undefined }, { Variable: ({ name }) => void used.add(name.value) });
  const definitions = operation.variableDefinitions?.filter(({ variable }) => used.has(variable.name.value)) ?? [];
  const head = print({
    ...operation,
    variableDefinitions: definitions,
    selectionSet: { ...operation.selectionSet, selections: [{ ...node, selectionSet: undefined }] },
  });
  const selection = leastOf(getNamedType(fieldsOf(kind)[field]?.type));
  const given = Object.fromEntries(Object.entries(variables).filter(([name]) => used.has(name)));
  return {
    query: head.replace(/\s*\}\s*$/, ` ${selection} }`),
    variables: used.has('file') ? { ...given, file: fileUpload(JPEG) } : given,
  };
}

/** What tells that there is something: its id, those in a list, what went wrong, or the first value. */
function leastOf(type: GraphQLNamedType | undefined): string {
  if (isUnionType(type)) return `{ __typename ${PROBLEM} }`;
  if (!isObjectType(type) && !isInterfaceType(type)) return '';
  const fields = type.getFields();
  if (fields.id) return '{ id }';
  if (fields.nodes) return `{ nodes ${leastOf(getNamedType(fields.nodes.type))} }`;
  const leaf = Object.values(fields).find((field) => isLeafType(getNamedType(field.type)));
  return `{ ${leaf?.name ?? '__typename'} }`;
}

/** The ids of demo records in it replaced by these, and those of other types by ids that nobody has. */
function withIds(value: unknown, ids: Ids): unknown {
  if (Array.isArray(value)) return value.map((item) => withIds(item, ids));
  if (typeof value === 'string') {
    const type = /^([A-Z]\w+):[\da-f-]{36}$/.exec(Buffer.from(value, 'base64url').toString())?.[1];
    if (type === undefined) return value;
    return (
      new Map<string, string>(Object.entries(ids)).get(type.toLowerCase()) ?? toGlobalId(type as RecordType, NOBODY)
    );
  }
  if (typeof value !== 'object' || value === null || 'promise' in value) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withIds(item, ids)]));
}
