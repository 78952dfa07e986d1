import { findFileFaults } from './file-rules.js';
import { findProviderFaults } from './provider-rules.js';
import { parseSource, readSources } from './source-file.js';

/** The beginning of a fault → the reason why the habit does not hold there. */
const EXCUSED = new Map<string, string>();

const sources = readSources(process.cwd(), 'src');

describe('the files of src', () => {
  test('are named, sized and made as agreed', () => {
    expect(findFileFaults(sources, EXCUSED)).toEqual([]);
  });

  test('have the same shape in every provider folder, and the registry lists each', () => {
    expect(findProviderFaults(sources)).toEqual([]);
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
  const parts = ['client', 'contract', 'mapping', 'provider'];
  const file = (path: string, text = 'export const a = 1;') => parseSource(`src/providers/${path}`, text);
  const fake = (provider: string) => file(`${provider}/simulator/${provider}.simulator.ts`);
  const flat = (provider: string) => [
    ...parts.map((part) => file(`${provider}/${provider}.${part}.ts`)),
    fake(provider),
  ];
  const room = (provider: string, name: string) => parts.map((part) => file(`${provider}/${name}/${name}.${part}.ts`));
  const roomy = (provider: string) => [
    file(`${provider}/${provider}.provider.ts`),
    ...room(provider, 'otp'),
    fake(provider),
  ];
  const registry = (...providers: string[]) =>
    file(
      'registry.ts',
      `${providers.map((p) => `import { ${p}Provider } from './${p}/${p}.provider.js';\n`).join('')}
      export const PROVIDERS: readonly P[] = [${providers.map((p) => `${p}Provider`).join(', ')}];`,
    );
  const faultsIn = (...files: ReturnType<typeof file>[]) => findProviderFaults([...files, registry('alpha')]);

  test('nothing in complete folders: one with a webhook and a split file, one with rooms, and the kit', () => {
    const more = [file('beta/beta.webhook.ts'), file('beta/beta.token.client.ts'), file('simulator/kit.ts')];
    const shared = [file('gamma/gamma.call.client.ts'), file('gamma/otp/otp.settings.provider.ts')];
    const files = [...flat('alpha'), ...flat('beta'), ...more, ...roomy('gamma'), ...shared];
    expect(findProviderFaults([...files, registry('alpha', 'beta', 'gamma')])).toEqual([]);
  });

  test.each(parts)('a folder without its %s', (part) => {
    const files = flat('alpha').filter(({ path }) => !path.endsWith(`alpha.${part}.ts`));
    expect(faultsIn(...files)).toEqual([`src/providers/alpha lacks alpha.${part}.ts`]);
  });

  test.each(parts)('a room without its %s', (part) => {
    const files = roomy('alpha').filter(({ path }) => !path.endsWith(`otp.${part}.ts`));
    expect(faultsIn(...files)).toEqual([`src/providers/alpha/otp lacks otp.${part}.ts`]);
  });

  test('a provider without a fake, and one whose fake lies among its own files', () => {
    const files = flat('alpha').filter(({ path }) => !path.includes('/simulator/'));
    expect(faultsIn(...files)).toEqual(['src/providers/alpha/simulator lacks alpha.simulator.ts']);
    expect(faultsIn(...flat('alpha'), file('alpha/alpha.token.simulator.ts'))).toHaveLength(1);
    expect(faultsIn(...flat('alpha'), file('alpha/simulator/token.client.ts'))).toHaveLength(1);
  });

  test.each([
    'alpha.token.ts',
    'beta.client.ts',
    'alpha.a.b.client.ts',
    'otp/alpha.otp.client.ts',
    'otp/a/otp.client.ts',
  ])('a file that is named after nothing: %s', (name) => {
    expect(faultsIn(...roomy('alpha'), file(`alpha/${name}`))).toHaveLength(1);
  });

  test('a folder of more files than can be looked over, unless it is excused, and an excuse that nobody needs', () => {
    const many = (count: number) => Array.from({ length: count }, (_, at) => file(`alpha/alpha.a${at}.mapping.ts`));
    expect(faultsIn(...flat('alpha'), ...many(8))).toEqual([]);
    const full = [...flat('alpha'), ...many(9), registry('alpha')];
    expect(findProviderFaults(full)).toEqual(['src/providers/alpha has 13 files, more than 12']);
    expect(findProviderFaults(full, new Map([['src/providers/alpha has', 'a table']]))).toEqual([]);
    const excuse = new Map([['src/providers/alpha has', 'a table']]);
    expect(findProviderFaults([...flat('alpha'), registry('alpha')], excuse)).toHaveLength(1);
  });

  describe('of the checks of a provider', () => {
    const kind = (name: string) =>
      parseSource(`src/domain/check/kinds/${name}.ts`, 'export const a = defineCheck<A>({});');
    const check = (name: string) => file(`alpha/checks/${name}.ts`, `export const a = defineAlphaCheck('A', {});`);
    const list = file('alpha/checks/alpha-checks.ts');
    const kinds = [
      kind('pan'),
      kind('upi'),
      parseSource('src/domain/check/kinds/input-rule.ts', 'export const a = 1;'),
    ];
    const complete = [
      ...flat('alpha'),
      ...kinds,
      list,
      check('pan'),
      check('upi'),
      file('alpha/checks/shared/words.ts'),
    ];

    test('nothing when each kind has its file', () => {
      expect(faultsIn(...complete)).toEqual([]);
    });

    test.each(['pan', 'upi', 'alpha-checks'])('that %s is missing', (name) => {
      const files = complete.filter(({ path }) => path !== `src/providers/alpha/checks/${name}.ts`);
      expect(faultsIn(...files)).toEqual([`src/providers/alpha/checks lacks ${name}.ts`]);
    });

    test('a file that is no kind, one that defines nothing, and a provider that lives in its checks alone', () => {
      const strange = 'src/providers/alpha/checks/pan-words.ts: is no kind of check of the domain';
      expect(faultsIn(...complete, file('alpha/checks/pan-words.ts'))).toEqual([strange]);
      const hollow = complete.map((one) => (one.path.endsWith('checks/upi.ts') ? file('alpha/checks/upi.ts') : one));
      expect(faultsIn(...hollow)).toEqual(['src/providers/alpha/checks/upi.ts: defines no check']);
      const without = complete.filter(({ path }) => !path.endsWith('alpha.client.ts'));
      expect(faultsIn(...without)).toEqual(['src/providers/alpha lacks alpha.client.ts']);
    });
  });

  test('two rooms that see each other', () => {
    const rooms = [...roomy('alpha'), ...room('alpha', 'auth')];
    const there = file(
      'alpha/otp/otp.token.mapping.ts',
      `import { a } from '../auth/auth.mapping.js'; export const b = a;`,
    );
    const back = file(
      'alpha/auth/auth.code.mapping.ts',
      `import { a } from '../otp/otp.mapping.js'; export const b = a;`,
    );
    expect(faultsIn(...rooms, there)).toEqual([]);
    expect(faultsIn(...rooms, there, back)).toEqual([
      'src/providers/alpha/auth and src/providers/alpha/otp see each other',
    ]);
  });

  test('a folder that the registry forgets, one that it invents, and a wrong order', () => {
    const files = [...flat('alpha'), ...flat('beta')];
    expect(findProviderFaults([...files, registry('alpha')])).toHaveLength(2);
    expect(findProviderFaults([...files, registry('alpha', 'beta', 'gamma')])).toHaveLength(2);
    expect(findProviderFaults([...files, registry('beta', 'alpha')])).toHaveLength(2);
    expect(findProviderFaults(files)).toHaveLength(1);
  });
});
