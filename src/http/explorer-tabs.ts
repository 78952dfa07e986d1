import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** One tab of the explorer page. */
export interface ExplorerTab {
  readonly name: string;
  readonly query: string;
  /** JSON text; absent when the operation has no file of variables. */
  readonly variables?: string;
}

const SUFFIX = '.graphql';
const FIRST = 'first-look';

/**
 * Every `<name>.graphql` of a folder as a tab called by the words of its file name, `first-look` before the others,
 * with the variables of `<name>.variables.json` where that file exists.
 */
export async function readExplorerTabs(folder: string): Promise<ExplorerTab[]> {
  const files = new Set(await readdir(folder));
  const names = [...files].filter((file) => file.endsWith(SUFFIX)).map((file) => file.slice(0, -SUFFIX.length));
  names.sort((a, b) => Number(isFirst(b)) - Number(isFirst(a)) || a.localeCompare(b, 'en'));
  return Promise.all(
    names.map(async (name) => {
      const query = await readFile(join(folder, name + SUFFIX), 'utf8');
      const variablesFile = `${name}.variables.json`;
      if (!files.has(variablesFile)) return { name: toWords(name), query };
      return { name: toWords(name), query, variables: await readFile(join(folder, variablesFile), 'utf8') };
    }),
  );
}

function isFirst(name: string): boolean {
  return name === FIRST || name.endsWith(`-${FIRST}`);
}

function toWords(name: string): string {
  const words = name.replaceAll(/[-_]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
