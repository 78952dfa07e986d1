/** Where a file of a provider lies: `room` is `''` for what lies directly in the provider's folder. */
export interface ProviderPlace {
  readonly provider: string;
  readonly room: string;
  /** From the room on, e.g. `runner.client.ts`. */
  readonly name: string;
}

/** What all providers' simulators are made with; the one folder of `src/providers` that is no provider. */
export const SIMULATOR_KIT = 'simulator';
/** The room of a provider's fake. */
export const SIMULATOR_ROOM = 'simulator';

/** Null for a file that belongs to no provider. */
export function providerPlaceOf(path: string): ProviderPlace | null {
  const [, provider, rest] = /^src\/providers\/([^/]+)\/(.+)$/.exec(path) ?? [];
  if (provider === undefined || rest === undefined || provider === SIMULATOR_KIT) return null;
  const end = rest.indexOf('/');
  return end === -1
    ? { provider, room: '', name: rest }
    : { provider, room: rest.slice(0, end), name: rest.slice(end + 1) };
}

/** `<p>.provider.ts`, which puts the parts of a provider together. */
export function isProviderEntry({ provider, room, name }: ProviderPlace): boolean {
  return room === '' && name === `${provider}.provider.ts`;
}
