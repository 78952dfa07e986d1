import type { SourceFile } from './source-file.js';

/** Groups of files that import each other, each sorted; types included unless `valuesOnly`. Tarjan's algorithm. */
export function findCycles(files: readonly SourceFile[], valuesOnly = false): string[][] {
  const targets = new Map(
    files.map((file) => [
      file.path,
      file.imports.filter(({ typeOnly }) => !(valuesOnly && typeOnly)).flatMap(({ target }) => target ?? []),
    ]),
  );
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const cycles: string[][] = [];
  const visit = (path: string): number => {
    const number = index.size;
    index.set(path, number);
    let lowest = number;
    stack.push(path);
    for (const target of targets.get(path) ?? []) {
      if (!targets.has(target)) continue;
      if (!index.has(target)) lowest = Math.min(lowest, visit(target));
      else if (stack.includes(target)) lowest = Math.min(lowest, low.get(target) ?? index.get(target) ?? lowest);
      low.set(path, lowest);
    }
    low.set(path, lowest);
    if (lowest === number) {
      const group = stack.splice(stack.indexOf(path));
      if (group.length > 1 || targets.get(path)?.includes(path)) cycles.push(group.sort());
    }
    return lowest;
  };
  for (const path of targets.keys()) if (!index.has(path)) visit(path);
  return cycles;
}
