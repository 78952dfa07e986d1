import { findCycles } from './find-cycles.js';
import { findArrowFaults } from './import-rules.js';
import { parseSource, readSources } from './source-file.js';

const sources = readSources(process.cwd(), 'src');

describe('the imports of src', () => {
  test('follow the arrows', () => {
    expect(sources.length).toBeGreaterThan(100);
    expect(findArrowFaults(sources)).toEqual([]);
  });

  test('point at files that exist', () => {
    const paths = new Set(sources.map(({ path }) => path));
    const missing = sources.flatMap(({ path, imports }) =>
      imports.flatMap(({ target }) => (target === null || paths.has(target) ? [] : [`${path} → ${target}`])),
    );
    expect(missing).toEqual([]);
  });

  test('form no cycle, neither of values nor of types', () => {
    expect(findCycles(sources)).toEqual([]);
  });

  test('leave the environment to the processes and to the programs that the embedded server starts', () => {
    const readers = sources.filter(({ text }) => /\bprocess\s*\.\s*env\b/.test(text)).map(({ path }) => path);
    const allowed = /^src\/(?:main\.ts|commands\/.*\.command\.ts|persistence\/embedded\/.*)$/;
    expect(readers.filter((path) => !allowed.test(path))).toEqual([]);
  });
});

describe('the arrow rule finds', () => {
  test.each([
    ['domain → graphql', 'src/domain/user/a.ts', `import type { B } from '../../graphql/b.js';`],
    [
      'domain → persistence by a dynamic import',
      'src/domain/a.ts',
      `export const b = () => import('../persistence/b.js');`,
    ],
    ['domain → persistence by a type query', 'src/domain/a.ts', `export type B = import('../persistence/b.js').B;`],
    ['domain → providers by export from', 'src/domain/a.ts', `export { b } from '../providers/b.js';`],
    ['domain → a package', 'src/domain/a.ts', `import type { B } from 'typeorm';`],
    ['domain → a Node.js module', 'src/domain/a.ts', `import { readFileSync } from 'node:fs';`],
    ['graphql → persistence', 'src/graphql/user/a.ts', `import { b } from '../../persistence/b.js';`],
    ['graphql → http', 'src/graphql/a.ts', `import { b } from '../http/b.js';`],
    ['graphql → providers', 'src/graphql/a.ts', `import { b } from '../providers/registry.js';`],
    ['persistence → graphql', 'src/persistence/a.ts', `import { b } from '../graphql/b.js';`],
    ['transport → domain', 'src/transport/a.ts', `import { b } from '../domain/b.js';`],
    ['transport → providers', 'src/transport/a.ts', `import { b } from '../providers/b.js';`],
    ['config → telemetry', 'src/config/a.ts', `import { b } from '../telemetry/b.js';`],
    ['telemetry → domain', 'src/telemetry/a.ts', `import { b } from '../domain/b.js';`],
    ['security → persistence', 'src/security/a.ts', `import { b } from '../persistence/b.js';`],
    ['storage → config', 'src/storage/a.ts', `import { b } from '../config/b.js';`],
    ['anything → the app', 'src/http/a.ts', `import { startGateway } from '../app.js';`],
    ['anything → a process', 'src/app.ts', `import './commands/emit-schema.command.js';`],
    ['one provider → another', 'src/providers/crego/crego.client.ts', `import { b } from '../cdp/cdp.client.js';`],
    ['shared provider file → a provider', 'src/providers/kit.ts', `import { b } from './cdp/cdp.client.js';`],
    ['registry → a client', 'src/providers/registry.ts', `import { b } from './cdp/cdp.client.js';`],
    ['simulator → its client', 'src/providers/cdp/simulator/a.simulator.ts', `import { b } from '../cdp.client.js';`],
    ['simulator → its mapping', 'src/providers/cdp/simulator/a.simulator.ts', `import { b } from '../cdp.mapping.js';`],
    ['simulator → a room', 'src/providers/cdp/simulator/a.simulator.ts', `import { b } from '../otp/otp.client.js';`],
    [
      'simulator → another one',
      'src/providers/cdp/simulator/a.simulator.ts',
      `import '../../x/simulator/x.simulator.js';`,
    ],
    ['simulator → a foreign contract', 'src/providers/cdp/simulator/a.simulator.ts', `import '../../x/x.contract.js';`],
    ['simulator → the domain', 'src/providers/cdp/simulator/a.simulator.ts', `import '../../../domain/b.js';`],
    ['client → its simulator', 'src/providers/cdp/cdp.client.ts', `import { b } from './simulator/cdp.simulator.js';`],
    ['client → the kit', 'src/providers/cdp/cdp.client.ts', `import { b } from '../simulator/simulator-kit.js';`],
    ['the kit → a provider', 'src/providers/simulator/kit.ts', `import { b } from '../cdp/cdp.contract.js';`],
    ['the kit → the domain', 'src/providers/simulator/kit.ts', `import { b } from '../../domain/b.js';`],
    ['a room → its simulator', 'src/providers/cdp/otp/otp.provider.ts', `import '../simulator/cdp.simulator.js';`],
    ['a room → the entry', 'src/providers/cdp/otp/otp.provider.ts', `import { b } from '../cdp.provider.js';`],
    ['what rooms share → a room', 'src/providers/cdp/cdp.call.client.ts', `import { b } from './otp/otp.client.js';`],
    [
      'a room’s mapping → a client',
      'src/providers/cdp/otp/otp.mapping.ts',
      `import { b } from '../cdp.call.client.js';`,
    ],
    ['a room’s client → its provider', 'src/providers/cdp/otp/otp.client.ts', `import { b } from './otp.provider.js';`],
    ['registry → a room', 'src/providers/registry.ts', `import { b } from './cdp/otp/otp.provider.js';`],
    ['client → demo people', 'src/providers/cdp/cdp.client.ts', `import { b } from '../../demo/people.js';`],
    ['mapping → its client', 'src/providers/cdp/cdp.mapping.ts', `import { b } from './cdp.client.js';`],
    ['contract → its mapping', 'src/providers/cdp/cdp.contract.ts', `import { b } from './cdp.mapping.js';`],
    ['demo people → the domain', 'src/demo/people.ts', `import { b } from '../domain/b.js';`],
    ['demo seed → persistence', 'src/demo/seed.ts', `import { b } from '../persistence/b.js';`],
    ['demo play → the domain', 'src/demo/play-client.ts', `import { b } from '../domain/b.js';`],
    ['SQL outside persistence', 'src/graphql/a.ts', `import { DataSource } from 'typeorm';`],
    ['HTTP calls outside transport', 'src/providers/cdp/cdp.client.ts', `import { request } from 'undici';`],
    ['src → test', 'src/app.ts', `import { b } from '../test/support/b.js';`],
    ['a computed name', 'src/app.ts', 'const name = "x"; await import(name);'],
    ['a new folder', 'src/misplaced/a.ts', 'export const a = 1;'],
  ])('%s', (_name, path, text) => {
    expect(findArrowFaults([parseSource(path, text)])).toHaveLength(1);
  });

  test.each([
    ['domain → domain', 'src/domain/user/a.ts', `import { b } from '../b.js';`],
    ['a type of a stream in the domain', 'src/domain/a.ts', `import type { Readable } from 'node:stream';`],
    ['http → graphql', 'src/http/a.ts', `import { b } from '../graphql/b.js';`],
    ['app → persistence', 'src/app.ts', `import { b } from './persistence/b.js';`],
    ['main → app', 'src/main.ts', `import { b } from './app.js';`],
    [
      'provider → its simulator',
      'src/providers/cdp/cdp.provider.ts',
      `import { b } from './simulator/cdp.simulator.js';`,
    ],
    ['provider → its rooms', 'src/providers/cdp/cdp.provider.ts', `import { b } from './otp/otp.provider.js';`],
    ['a room → what rooms share', 'src/providers/cdp/otp/otp.client.ts', `import { b } from '../cdp.call.client.js';`],
    ['a room → another one', 'src/providers/cdp/otp/otp.mapping.ts', `import { b } from '../auth/auth.mapping.js';`],
    [
      'simulator → its contract',
      'src/providers/cdp/simulator/a.simulator.ts',
      `import { b } from '../cdp.contract.js';`,
    ],
    ['simulator → a room’s contract', 'src/providers/cdp/simulator/a.simulator.ts', `import '../otp/otp.contract.js';`],
    ['simulator → the kit', 'src/providers/cdp/simulator/a.simulator.ts', `import '../../simulator/simulator-kit.js';`],
    ['simulator → the demo people', 'src/providers/cdp/simulator/a.simulator.ts', `import '../../../demo/people.js';`],
    ['registry → a provider', 'src/providers/registry.ts', `import { b } from './cdp/cdp.provider.js';`],
    ['a type of a package elsewhere', 'src/app.ts', `import type { DataSource } from 'typeorm';`],
  ])('nothing wrong with %s', (_name, path, text) => {
    expect(findArrowFaults([parseSource(path, text)])).toEqual([]);
  });
});

describe('the cycle rule', () => {
  const a = parseSource('src/domain/a.ts', `import { b } from './b.js'; export const a = b;`);
  const b = parseSource('src/domain/b.ts', `import { c } from './c.js'; export const b = c;`);

  test('finds a cycle over three files and names all of them', () => {
    const c = parseSource('src/domain/c.ts', `import { a } from './a.js'; export const c = a;`);
    expect(findCycles([a, b, c], true)).toEqual([['src/domain/a.ts', 'src/domain/b.ts', 'src/domain/c.ts']]);
  });

  test('tells a cycle of types from one of values', () => {
    const c = parseSource('src/domain/c.ts', `import type { a } from './a.js'; export const c = 1;`);
    expect(findCycles([a, b, c], true)).toEqual([]);
    expect(findCycles([a, b, c])).toHaveLength(1);
  });

  test('finds a file that imports itself, and nothing in a diamond', () => {
    const self = parseSource('src/domain/s.ts', `import { s } from './s.js'; export const t = s;`);
    expect(findCycles([self])).toEqual([['src/domain/s.ts']]);
    const top = parseSource(
      'src/domain/t.ts',
      `import { a } from './a.js'; import { b } from './b.js'; export const t = [a, b];`,
    );
    const c = parseSource('src/domain/c.ts', 'export const c = 1;');
    expect(findCycles([top, a, b, c])).toEqual([]);
  });
});
