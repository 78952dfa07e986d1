import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listFields } from '../support/field-record.js';
import { createWorld } from '../support/schema-harness.js';
import { COVERAGE } from './coverage-plan.js';
import { PROVEN_END_TO_END } from './proven-end-to-end.js';

describe('the resolver tests together', () => {
  test('reach every field of the API but those proven end to end', async () => {
    const { schema } = await createWorld();
    const claimed = new Set<string>([...Object.values(COVERAGE).flat(), ...PROVEN_END_TO_END]);
    const left = listFields(schema).filter(({ type, coordinate }) => !claimed.has(type) && !claimed.has(coordinate));
    expect(left.map(({ coordinate }) => coordinate)).toEqual([]);
  });

  test('claim nothing that the API does not have', async () => {
    const { schema } = await createWorld();
    const known = new Set(listFields(schema).flatMap(({ type, coordinate }) => [type, coordinate]));
    const claims = [...Object.values(COVERAGE).flat(), ...PROVEN_END_TO_END];
    expect(claims.filter((claim) => !known.has(claim))).toEqual([]);
  });

  test.each(Object.keys(COVERAGE))('%s proves its claim', (file) => {
    const text = readFileSync(join(process.cwd(), 'test/resolvers', file), 'utf8');
    expect(text).toContain(`findUnreached(world.schema, COVERAGE['${file}'])`);
  });
});
