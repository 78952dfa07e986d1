import { roleOf } from './import-rules.js';
import type { SourceFile } from './source-file.js';

const REQUIRED_ROLES = ['contract', 'client', 'mapping', 'simulator', 'provider'];
const ROLES = new Set([...REQUIRED_ROLES, 'webhook']);

/** One line for each way in which the provider folders or the registry are not alike. `excused`: path → why. */
export function findProviderFaults(
  files: readonly SourceFile[],
  excused: ReadonlyMap<string, string> = new Map(),
): string[] {
  const folders = new Map<string, string[]>();
  for (const { path } of files) {
    const [, provider, name] = /^src\/providers\/([^/]+)\/(.+)$/.exec(path) ?? [];
    if (provider !== undefined && name !== undefined) folders.set(provider, [...(folders.get(provider) ?? []), name]);
  }
  const providers = [...folders.keys()].sort();
  return [
    ...(providers.length === 0 ? ['src/providers has no provider'] : []),
    ...providers.flatMap((provider) => folderFaults(provider, folders.get(provider) ?? [], excused)),
    ...registryFaults(
      providers,
      files.find(({ path }) => path === 'src/providers/registry.ts'),
    ),
  ];
}

function folderFaults(provider: string, names: readonly string[], excused: ReadonlyMap<string, string>): string[] {
  const missing = REQUIRED_ROLES.map((role) => `${provider}.${role}.ts`).filter((name) => !names.includes(name));
  const shape = new RegExp(`^${provider}\\.([a-z0-9-]+\\.)?[a-z]+\\.ts$`);
  const strange = names.filter((name) => !(shape.test(name) && ROLES.has(roleOf(name))));
  return [
    ...missing.map((name) => `src/providers/${provider} lacks ${name}`),
    ...strange
      .map((name) => `src/providers/${provider}/${name}`)
      .filter((path) => ![...excused.keys()].some((beginning) => `${path}: `.startsWith(beginning)))
      .map((path) => `${path}: is not named ${provider}.<role>.ts or ${provider}.<resource>.<role>.ts`),
  ];
}

function registryFaults(providers: readonly string[], registry: SourceFile | undefined): string[] {
  if (registry === undefined) return ['src/providers/registry.ts is missing'];
  const lines = registry.text
    .split('\n')
    .flatMap((line) => /^import \{ \w+ \} from '\.\/([a-z0-9-]+)\//.exec(line)?.[1] ?? []);
  const listed = /PROVIDERS[^=]*=\s*\[([^\]]*)\]/.exec(registry.text)?.[1] ?? '';
  const names = listed.split(',').flatMap((name) => /^\s*(\w+)Provider\s*$/.exec(name)?.[1] ?? []);
  const faults: string[] = [];
  if (lines.join() !== providers.join()) faults.push(`registry.ts imports [${lines}], the folders are [${providers}]`);
  const expected = providers.map((provider) => provider.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()));
  if (names.join() !== expected.join()) faults.push(`registry.ts lists [${names}], the folders are [${providers}]`);
  return faults;
}
