import type { SourceFile } from './source-file.js';

/** Where providers are known by name. Elsewhere one is like another, so that a fifth changes nothing there. */
const HOMES = ['src/providers/', 'src/demo/', 'src/config/', 'src/persistence/migrations/'];

/** One line for each file that knows a provider by name, in code or in text that is no description. */
export function findProviderIds(files: readonly SourceFile[], ids: readonly string[]): string[] {
  const known = new Set(ids);
  return files
    .filter(({ path }) => !HOMES.some((home) => path.startsWith(home)))
    .flatMap(({ path, words }) => {
      const found = new Set(words.flatMap(parts).filter((part) => known.has(part)));
      return [...found].sort().map((id) => `${path} knows ${id}`);
    });
}

/** `cregoRunnerId`, `CREGO_BASE_URL` and `from crego` in their parts. */
function parts(text: string): string[] {
  return text
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
}
