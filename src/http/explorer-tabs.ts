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
/** These open before the others, in this order. */
const FIRST = ['first-look', 'login'];

/**
 * Every `<name>.graphql` of a folder as a tab called by the words of its file name, `first-look` and `login` before the
 * others, with the variables of `<name>.variables.json` where that file exists.
 */
export async function readExplorerTabs(folder: string): Promise<ExplorerTab[]> {
  const files = new Set(await readdir(folder));
  const names = [...files].filter((file) => file.endsWith(SUFFIX)).map((file) => file.slice(0, -SUFFIX.length));
  names.sort((a, b) => rank(a) - rank(b) || a.localeCompare(b, 'en'));
  return Promise.all(
    names.map(async (name) => {
      const query = await readFile(join(folder, name + SUFFIX), 'utf8');
      const variablesFile = `${name}.variables.json`;
      if (!files.has(variablesFile)) return { name: toWords(name), query };
      return { name: toWords(name), query, variables: await readFile(join(folder, variablesFile), 'utf8') };
    }),
  );
}

function rank(name: string): number {
  const index = FIRST.findIndex((first) => name === first || name.endsWith(`-${first}`));
  return index < 0 ? FIRST.length : index;
}

function toWords(name: string): string {
  const words = name.replaceAll(/[-_]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
