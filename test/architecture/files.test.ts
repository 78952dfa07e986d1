import { findFileFaults } from './file-rules.js';
import { findProviderFaults } from './provider-rules.js';
import { parseSource, readSources } from './source-file.js';

/** The beginning of a fault → the reason why the habit does not hold there. */
const EXCUSED = new Map<string, string>([['src/providers/cdp/cdp.token.ts: ', 'to become cdp.token.client.ts']]);

const sources = readSources(process.cwd(), 'src');

describe('the files of src', () => {
  test('are named, sized and made as agreed', () => {
    expect(findFileFaults(sources, EXCUSED)).toEqual([]);
  });

  test('have the same shape in every provider folder, and the registry lists each', () => {
    expect(findProviderFaults(sources, EXCUSED)).toEqual([]);
  });
});

describe('the file rule finds', () => {
  const line = 'export const a = 1;\n';
  const longFunction = `export function f() {\n${'  g();\n'.repeat(49)}}\n`;
  test.each([
    ['a default export', 'src/domain/a.ts', 'export default 1;'],
    ['a default export by another name', 'src/domain/a.ts', 'const a = 1; export { a as default };'],
    ['a barrel', 'src/domain/user/a.ts', `export * from './b.js'; export { c } from './c.js';`],
    ['a barrel that imports first', 'src/domain/a.ts', `import { b } from './b.js'; export { b };`],
    ['a file named index of others', 'src/domain/index.ts', `export type { B } from './b.js';`],
    ['a file of utils', 'src/domain/date-utils.ts', line],
    ['a folder of helpers', 'src/domain/helpers/a.ts', line],
    ['camelCase', 'src/domain/userService.ts', line],
    ['an unknown role', 'src/domain/user.thing.ts', line],
    ['a file of 301 lines', 'src/domain/a.ts', line.repeat(301)],
    ['a function of 51 lines', 'src/domain/a.ts', longFunction],
    [
      'a method of 51 lines',
      'src/domain/a.ts',
      longFunction.replace('export function', 'export class C {').concat('}'),
    ],
  ])('%s', (_name, path, text) => {
    expect(findFileFaults([parseSource(path, text)])).toHaveLength(1);
  });

  test('nothing in a file within the bounds, nor in an excused one; but an excuse that nobody needs', () => {
    const atBounds = parseSource(
      'src/domain/user.errors.ts',
      `${line.repeat(249)}${longFunction.replace('  g();\n', '')}`,
    );
    expect(atBounds.lines).toBe(299);
    expect(findFileFaults([atBounds])).toEqual([]);
    const tooLong = parseSource('src/domain/a.ts', line.repeat(301));
    expect(findFileFaults([tooLong], new Map([['src/domain/a.ts: has', 'a table']]))).toEqual([]);
    expect(findFileFaults([tooLong], new Map([['src/domain/a.ts: start', 'a table']]))).toHaveLength(2);
    expect(findFileFaults([atBounds], new Map([[atBounds.path, 'a table']]))).toHaveLength(1);
  });
});

describe('the provider rule finds', () => {
  const roles = ['client', 'contract', 'mapping', 'provider', 'simulator'];
  const folder = (provider: string, names = roles.map((role) => `${provider}.${role}.ts`)) =>
    names.map((name) => parseSource(`src/providers/${provider}/${name}`, 'export const a = 1;'));
  const registry = (...providers: string[]) =>
    parseSource(
      'src/providers/registry.ts',
      `${providers.map((p) => `import { ${p}Provider } from './${p}/${p}.provider.js';\n`).join('')}
      export const PROVIDERS: readonly P[] = [${providers.map((p) => `${p}Provider`).join(', ')}];`,
    );

  test('nothing in two complete folders, one of them with a webhook and a split file', () => {
    const more = folder('beta', ['beta.webhook.ts', 'beta.token.client.ts']);
    expect(findProviderFaults([...folder('alpha'), ...folder('beta'), ...more, registry('alpha', 'beta')])).toEqual([]);
  });

  test.each(roles)('a folder without its %s', (role) => {
    const files = folder('alpha').filter(({ path }) => !path.endsWith(`.${role}.ts`));
    expect(findProviderFaults([...files, registry('alpha')])).toEqual([`src/providers/alpha lacks alpha.${role}.ts`]);
  });

  test('a file that is named after nothing', () => {
    const faults = (name: string) =>
      findProviderFaults([...folder('alpha'), ...folder('alpha', [name]), registry('alpha')]);
    expect(faults('alpha.token.ts')).toHaveLength(1);
    expect(faults('beta.client.ts')).toHaveLength(1);
    expect(faults('alpha.a.b.client.ts')).toHaveLength(1);
  });

  test('a folder that the registry forgets, one that it invents, and a wrong order', () => {
    const files = [...folder('alpha'), ...folder('beta')];
    expect(findProviderFaults([...files, registry('alpha')])).toHaveLength(2);
    expect(findProviderFaults([...files, registry('alpha', 'beta', 'gamma')])).toHaveLength(2);
    expect(findProviderFaults([...files, registry('beta', 'alpha')])).toHaveLength(2);
    expect(findProviderFaults(files)).toHaveLength(1);
  });
});
