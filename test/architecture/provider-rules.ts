import { findCycles } from './find-cycles.js';
import { roleOf } from './import-rules.js';
import { isProviderEntry, type ProviderPlace, providerPlaceOf, SIMULATOR_ROOM } from './provider-places.js';
import type { SourceFile } from './source-file.js';

const PARTS = ['contract', 'client', 'mapping', 'provider'];
const ROLES = new Set([...PARTS, 'webhook']);
/** More than these in one folder are not looked over any more; a fake is one thing, however many parts it has. */
const MAX_FILES = 12;

/** The files of a provider by room. */
type Rooms = ReadonlyMap<string, readonly ProviderPlace[]>;

/**
 * One line for each way in which the provider folders or the registry are not alike, and for each excuse that nothing
 * needs. A provider has its parts in its folder or, where they are many, in a room for each resource that has the same
 * parts; its fake has a room of its own. `excused`: the beginning of such a line → why.
 */
export function findProviderFaults(
  files: readonly SourceFile[],
  excused: ReadonlyMap<string, string> = new Map(),
): string[] {
  const providers = placesByProvider(files);
  const names = [...providers.keys()].sort();
  const registry = files.find(({ path }) => path === 'src/providers/registry.ts');
  const faults = [
    ...(names.length === 0 ? ['src/providers has no provider'] : []),
    ...names.flatMap((provider) => folderFaults(provider, providers.get(provider) ?? new Map())),
    ...knotFaults(files),
    ...registryFaults(names, registry),
  ];
  const needless = [...excused.keys()].filter((excuse) => !faults.some((fault) => fault.startsWith(excuse)));
  return [
    ...faults.filter((fault) => ![...excused.keys()].some((excuse) => fault.startsWith(excuse))),
    ...needless.map((excuse) => `${excuse} is excused without need`),
  ];
}

function placesByProvider(files: readonly SourceFile[]): Map<string, Rooms> {
  const providers = new Map<string, Map<string, ProviderPlace[]>>();
  for (const place of files.flatMap(({ path }) => providerPlaceOf(path) ?? [])) {
    const rooms = providers.get(place.provider) ?? new Map<string, ProviderPlace[]>();
    rooms.set(place.room, [...(rooms.get(place.room) ?? []), place]);
    providers.set(place.provider, rooms);
  }
  return providers;
}

function folderFaults(provider: string, rooms: Rooms): string[] {
  const own = [...rooms.keys()].filter((room) => room !== '' && room !== SIMULATOR_ROOM);
  const folder = `src/providers/${provider}`;
  const has = (room: string, name: string) => rooms.get(room)?.some((place) => place.name === name) === true;
  const lacking = (room: string, needed: readonly string[]) =>
    needed.filter((name) => !has(room, name)).map((name) => `${folderOf(folder, room)} lacks ${name}`);
  return [
    ...lacking('', own.length === 0 ? PARTS.map((part) => `${provider}.${part}.ts`) : [`${provider}.provider.ts`]),
    ...lacking(SIMULATOR_ROOM, [`${provider}.simulator.ts`]),
    ...own.flatMap((room) =>
      lacking(
        room,
        PARTS.map((part) => `${room}.${part}.ts`),
      ),
    ),
    ...[...rooms].flatMap(([room, places]) => [
      ...(places.length > MAX_FILES && room !== SIMULATOR_ROOM
        ? [`${folderOf(folder, room)} has ${places.length} files, more than ${MAX_FILES}`]
        : []),
      ...places.flatMap(nameFaults),
    ]),
  ];
}

function nameFaults({ provider, room, name }: ProviderPlace): string[] {
  const path = `${folderOf(`src/providers/${provider}`, room)}/${name}`;
  if (room === SIMULATOR_ROOM)
    return /^[a-z0-9-]+\.simulator\.ts$/.test(name) ? [] : [`${path}: is not named <part>.simulator.ts`];
  const prefix = room === '' ? provider : room;
  const named = new RegExp(`^${prefix}\\.([a-z0-9-]+\\.)?[a-z]+\\.ts$`).test(name) && ROLES.has(roleOf(name));
  return named ? [] : [`${path}: is not named ${prefix}.<role>.ts or ${prefix}.<part>.<role>.ts`];
}

/** Rooms of one provider that see each other; each of them could no longer be read alone. */
function knotFaults(files: readonly SourceFile[]): string[] {
  const rooms = new Map<string, SourceFile>();
  for (const file of files) {
    const place = providerPlaceOf(file.path);
    if (place === null || isProviderEntry(place)) continue;
    const path = roomOf(place);
    const imports = file.imports.flatMap((one) => {
      const to = one.target === null ? null : providerPlaceOf(one.target);
      return to === null || roomOf(to) === path ? [] : [{ ...one, target: roomOf(to) }];
    });
    const known = rooms.get(path)?.imports ?? [];
    rooms.set(path, { ...file, path, imports: [...known, ...imports] });
  }
  return findCycles([...rooms.values()]).map((knot) => `${knot.join(' and ')} see each other`);
}

function roomOf({ provider, room }: ProviderPlace): string {
  return folderOf(`src/providers/${provider}`, room);
}

function folderOf(folder: string, room: string): string {
  return room === '' ? folder : `${folder}/${room}`;
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
