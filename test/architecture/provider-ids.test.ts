import { findProviderIds } from './provider-id-rules.js';
import { providerPlaceOf } from './provider-places.js';
import { parseSource, readSources } from './source-file.js';

const sources = readSources(process.cwd(), 'src');
const ids = [...new Set(sources.flatMap(({ path }) => providerPlaceOf(path)?.provider ?? []))];

describe('a provider', () => {
  test('is known by name in its folder, the demo and the configuration alone', () => {
    expect(ids.length).toBeGreaterThanOrEqual(4);
    expect(findProviderIds(sources, ids)).toEqual([]);
  });
});

describe('the rule about provider ids', () => {
  const faults = (text: string, path = 'src/graphql/a.ts') =>
    findProviderIds([parseSource(path, text)], ['alpha', 'be']);

  test.each([
    ['a text', `export const isOurs = (id: string) => id === 'alpha';`],
    ['a key', 'export const PRICES = { alpha: 1 };'],
    ['a text among others', `export const sql = \`DELETE FROM a WHERE provider_id = \${b} OR alpha\`;`],
    ['a setting', `export const base = process.env['ALPHA_BASE_URL'];`],
    ['a field', 'export const id = (a: { alphaRunnerId: string }) => a.alphaRunnerId;'],
    ['a type', 'export type AlphaStatus = 1;'],
    ['a text beside a description', `export const a = { description: 'alpha', name: 'alpha' };`],
  ])('finds one in %s', (_name, text) => {
    expect(faults(text)).toEqual(['src/graphql/a.ts knows alpha']);
  });

  test.each([
    ['a description', `export const a = { description: 'A provider, e.g. \`alpha\`.' };`],
    ['a description in parts', `export const a = { description: \`A provider, e.g. \${'alpha'}.\` };`],
    ['a comment', '/** e.g. alpha */ export const a = 1; // alpha'],
    ['a longer word', `export const alphabet = 'alphabet, being';`],
  ])('lets %s be', (_name, text) => {
    expect(faults(text)).toEqual([]);
  });

  test('lets the folders be where providers have names', () => {
    const text = `export const id = 'alpha';`;
    for (const home of ['providers/alpha/alpha.client.ts', 'demo/people.ts', 'config/prices.ts'])
      expect(faults(text, `src/${home}`)).toEqual([]);
    expect(faults(text, 'src/app/services.ts')).toHaveLength(1);
  });
});
