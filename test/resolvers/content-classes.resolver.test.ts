import { getNamedType, isObjectType } from 'graphql';
import { ACCESS_RULES } from '../../src/graphql/access-rules.js';
import { CONTENT_CLASSES } from '../support/content-classes.js';
import { createWorld } from '../support/schema-harness.js';

const { schema } = await createWorld();
const TEXTS = new Set(['String', 'JSONObject']);
const WRAPPERS = /^__|Edge$|^PageInfo$/;

const fields = Object.values(schema.getTypeMap()).flatMap((type) => {
  if (!isObjectType(type) || WRAPPERS.test(type.name)) return [];
  return Object.values(type.getFields()).map((field) => ({
    name: `${type.name}.${field.name}`,
    scalar: getNamedType(field.type).name,
  }));
});
const texts = fields.filter(({ scalar }) => TEXTS.has(scalar)).map(({ name }) => name);
const classified = Object.values(CONTENT_CLASSES).flatMap((list) => list.split(/\s+/));

test('every text and JSON field of the API says what it may hold, once, and no other does', () => {
  expect(texts.length).toBeGreaterThan(150);
  expect([...classified].sort()).toEqual([...texts].sort());
});

test('every JSON field is masked by key, or in clear with a purpose', () => {
  const json = fields.filter(({ scalar }) => scalar === 'JSONObject').map(({ name }) => name);
  const lists = `${CONTENT_CLASSES.MASKED_BY_KEY} ${CONTENT_CLASSES.REVEALED}`.split(/\s+/);
  expect(json.filter((name) => !lists.includes(name))).toEqual([]);
});

test.each([
  ['AmlResults', 'Applicant', 'aml'],
  ['ObservedNetwork', 'Applicant', 'observed'],
  ['RunnerStore', 'Runner', 'store'],
])('%s is hidden from its subject where it hangs, at %s.%s', (_type, parent, field) => {
  expect(ACCESS_RULES[parent]?.[field]).toEqual({ to: ['STAFF'], others: 'NULL' });
});

test('what is revealed takes a purpose', () => {
  const mutation = schema.getMutationType()?.getFields() ?? {};
  const query = schema.getQueryType()?.getFields() ?? {};
  const purposeOf = (field: { args: readonly { name: string }[] } | undefined) => field?.args.map(({ name }) => name);
  expect(purposeOf(mutation.parseRunnerTemplate)).toContain('purpose');
  expect(purposeOf(query.retainedRecord)).toContain('purpose');
  expect(schema.getType('RevealFieldInput')?.toConfig()).toMatchObject({ fields: { purpose: expect.anything() } });
});
