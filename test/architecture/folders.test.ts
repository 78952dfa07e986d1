import { describeOrder, FOLDER_ORDER, findOrderFaults, placeOf } from './folder-order.js';
import { parseSource, readSources } from './source-file.js';

const sources = readSources(process.cwd(), 'src');

describe.each(Object.keys(FOLDER_ORDER))('the folders of %s', (root) => {
  test('import only what lies below them', () => {
    expect(findOrderFaults(sources, root)).toEqual([]);
  });

  test('all exist, each with one place', () => {
    const folders = new Set(sources.flatMap(({ path }) => placeOf(path, root) ?? []));
    expect(
      Object.values(FOLDER_ORDER[root] ?? {})
        .flat()
        .sort(),
    ).toEqual([...folders].sort());
  });

  test('are shown in their order', () => {
    process.stdout.write(`${describeOrder(root)}\n`);
    expect(describeOrder(root).split('\n').at(-1)).toMatch(/what everything speaks of/);
  });
});

describe('the order of folders finds', () => {
  test.each([
    ['consent → check', 'src/domain/consent/a.ts', `import type { B } from '../check/b.js';`],
    ['kernel → provider', 'src/domain/kernel/a.ts', `import { b } from '../provider/b.js';`],
    ['a new folder', 'src/domain/misplaced/a.ts', 'export const a = 1;'],
    ['common → consent', 'src/graphql/common/a.ts', `import { b } from '../consent/b.js';`],
    ['user → privacy', 'src/graphql/user/a.ts', `import { b } from '../privacy/b.js';`],
    ['a folder → the schema that is built of all', 'src/graphql/user/a.ts', `import { b } from '../build-schema.js';`],
  ])('%s', (_name, path, text) => {
    const [root = ''] = /^src\/[^/]+/.exec(path) ?? [];
    expect(findOrderFaults([parseSource(path, text)], root)).toHaveLength(1);
  });

  test('nothing wrong with what points down, or stays', () => {
    const text = `import { b } from '../kernel/b.js'; import { c } from './c.js'; import { d } from '../consent/d.js';`;
    expect(findOrderFaults([parseSource('src/domain/check/a.ts', text)], 'src/domain')).toEqual([]);
  });
});
