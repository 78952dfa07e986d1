import {
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isObjectType,
  parse,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { buildGatewaySchema } from '../../../src/graphql/build-schema.js';
import { selectField } from '../../../src/graphql/privacy/export-selection.js';
import { EXPORTED_ROOTS } from '../../../src/graphql/privacy/read-everything.js';

/** Fields of Query that an export does without, each for a reason. */
const EXCLUDED_ROOTS: Readonly<Record<string, string>> = {
  ...because('shows one record, which `me` leads to', 'applicant document node runner user verification'),
  ...because(
    'for customers what `me` leads to, for staff what is everybody’s',
    'applicants documents runners verifications',
  ),
  ...because('for staff', 'providerCommands providerRunners storageDocument unsettledOnboardings users'),
  ...because('for admins', 'apiKeys erasures retainedRecord'),
  ...because(
    'for staff: designs and stores of the operator',
    'workflowDesign workflowDesigns workflowGraphValidation workflowSchema workflowStore workflowStores workflowWarehouse workflowWarehouses',
  ),
  ...because('tells of no person', 'consentNotice providers validateIdentifier'),
  erasure: 'shows what `User.erasure` shows, to whoever holds the receipt',
  findCustomer: 'finds for customers what `User.customer` shows',
};

/** Fields below the exported roots that an export does without. */
const EXCLUDED_FIELDS: Readonly<Record<string, string>> = because(
  'leads back to the person',
  'Applicant.user Document.user Onboarding.user Runner.user Verification.user',
);

function because(reason: string, names: string): Record<string, string> {
  return Object.fromEntries(names.split(' ').map((name) => [name, reason]));
}

let schema: GraphQLSchema;
beforeAll(async () => {
  schema = await buildGatewaySchema();
});

/** What an export asks for, as a query; pages and their edges are put together there. */
function exportedDocument() {
  const fields = schema.getQueryType()?.getFields() ?? {};
  return parse(`{ ${EXPORTED_ROOTS.flatMap((name) => selectField(schema, fields[name]!, [])).join(' ')} }`);
}

function selectedFields(): ReadonlySet<string> {
  const selected = new Set<string>();
  const info = new TypeInfo(schema);
  visit(
    exportedDocument(),
    visitWithTypeInfo(info, {
      Field: ({ name }) => {
        selected.add(`${info.getParentType()?.name}.${name.value}`);
      },
    }),
  );
  return selected;
}

/** Every field that a way through the schema from the exported roots leads to, whatever arguments it takes. */
function reachableFields(): readonly string[] {
  const roots = EXPORTED_ROOTS.map((name) => getNamedType(schema.getQueryType()!.getFields()[name]!.type));
  const seen = new Set<GraphQLNamedType>();
  const fields: string[] = [];
  for (const pending = [...roots]; pending.length > 0; ) {
    const type = pending.pop() as GraphQLNamedType;
    if (seen.has(type)) continue;
    seen.add(type);
    if (isAbstractType(type)) pending.push(...schema.getPossibleTypes(type));
    if (!isObjectType(type)) continue;
    for (const field of Object.values((type as GraphQLObjectType).getFields())) {
      pending.push(getNamedType(field.type));
      if (!/(Connection|Edge)$|^PageInfo$/.test(type.name)) fields.push(`${type.name}.${field.name}`);
    }
  }
  return fields;
}

test('every field of Query is exported, or excluded for a reason', () => {
  const roots = Object.keys(schema.getQueryType()?.getFields() ?? {});
  expect([...EXPORTED_ROOTS, ...Object.keys(EXCLUDED_ROOTS)].sort()).toEqual(roots.sort());
});

test('so is every field that they lead to', () => {
  const selected = selectedFields();
  const missing = reachableFields().filter((name) => !selected.has(name));
  expect(missing.sort()).toEqual(Object.keys(EXCLUDED_FIELDS).sort());
});

test('every list is read by its nodes', () => {
  const lists = [...selectedFields()].filter((name) => /Connection\./.test(name));
  expect(lists.length).toBeGreaterThan(5);
  for (const name of lists) expect(name).toMatch(/\.(nodes|pageInfo|__typename)$/);
});

test('what is asked fits the schema', () => {
  expect(validate(schema, exportedDocument())).toEqual([]);
});
