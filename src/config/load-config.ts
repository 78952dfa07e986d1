import type { SettingTable, SettingValues } from './setting.js';

/** Thrown with every fault of the environment at once. */
export class ConfigError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(
      `The configuration has ${faults.length} fault${faults.length === 1 ? '' : 's'}:\n${faults.map((f) => `  - ${f}`).join('\n')}`,
    );
    this.name = 'ConfigError';
  }
}

/**
 * Reads the environment through a table of settings into one frozen object. An empty variable counts as unset.
 * `findFaults` judges what several settings say together, once each is right by itself.
 * @throws ConfigError listing every fault; a fault names the variable and never repeats its value
 */
export function loadConfig<S extends SettingTable>(
  table: S,
  env: Readonly<Record<string, string | undefined>>,
  findFaults: (values: SettingValues<S>) => readonly string[] = () => [],
): SettingValues<S> {
  const production = env.NODE_ENV === 'production';
  const faults: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, setting] of Object.entries(table)) {
    const text = env[name]?.trim() ?? '';
    if (text === '') {
      values[name] = setting.fallback;
      const partner = setting.requiredWith;
      if (production && setting.requiredInProduction)
        faults.push(`${name} is required in production: ${setting.description}`);
      else if (partner !== undefined && (env[partner]?.trim() ?? '') !== '')
        faults.push(`${name} is required when ${partner} is set: ${setting.description}`);
      continue;
    }
    try {
      values[name] = setting.parse(text);
    } catch (error) {
      faults.push(`${name} ${error instanceof Error ? error.message : 'is not valid'}`);
    }
  }
  if (faults.length === 0) faults.push(...findFaults(values as SettingValues<S>));
  if (faults.length > 0) throw new ConfigError(faults);
  return Object.freeze(values) as SettingValues<S>;
}
