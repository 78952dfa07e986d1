import type { SourceFile } from './source-file.js';

/**
 * One line for each name that more than one file declares for others: a reader who knows it from one place would take it
 * for the same thing in the other. `excused`: name → why; an excuse that nothing needs is a fault too.
 */
export function findNamesUsedTwice(
  files: readonly SourceFile[],
  excused: ReadonlyMap<string, string> = new Map(),
): string[] {
  const places = new Map<string, Set<string>>();
  for (const { path, exportedNames } of files)
    for (const name of exportedNames) places.set(name, (places.get(name) ?? new Set()).add(path));
  const twice = [...places].filter(([, paths]) => paths.size > 1).sort(([a], [b]) => (a < b ? -1 : 1));
  const names = new Set(twice.map(([name]) => name));
  return [
    ...twice
      .filter(([name]) => !excused.has(name))
      .map(([name, paths]) => `${name} is declared in ${[...paths].join(' and in ')}`),
    ...[...excused.keys()].filter((name) => !names.has(name)).map((name) => `${name} is excused without need`),
  ];
}
