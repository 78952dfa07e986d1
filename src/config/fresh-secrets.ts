import type { SettingTable } from './setting.js';

/** A new value for every setting that can be made up, by name. */
export function freshSecrets(settings: SettingTable): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(settings).flatMap(([name, { generate }]) => (generate === undefined ? [] : [[name, generate()]])),
  );
}
