import type { SourceFile } from './source-file.js';

const MAX_FILE_LINES = 300;
const MAX_FUNCTION_LINES = 50;

/** What the part after a dot may be: `user.resolver.ts`, `cdp.magic.simulator.ts`. */
const ROLES = new Set([
  'command',
  'errors',
  'type',
  'types',
  'input',
  'args',
  'union',
  'view',
  'resolver',
  'scalar',
  'scalars',
  'contract',
  'client',
  'mapping',
  'webhook',
  'simulator',
  'provider',
]);

const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const VAGUE = /(^|-)(utils?|helpers?)(-|$)/;

/**
 * One line for each way in which a file of `src` is named, sized or made against the habits, and for each excuse that
 * nothing needs. `excused`: the beginning of such a line → why.
 */
export function findFileFaults(
  files: readonly SourceFile[],
  excused: ReadonlyMap<string, string> = new Map(),
): string[] {
  const unused = new Set(excused.keys());
  const faults = files
    .flatMap((file) => faultsOf(file).map((fault) => `${file.path}: ${fault}`))
    .filter((fault) => {
      const excuse = [...excused.keys()].find((beginning) => fault.startsWith(beginning));
      if (excuse !== undefined) unused.delete(excuse);
      return excuse === undefined;
    });
  return [...faults, ...[...unused].map((excuse) => `${excuse} is excused without need`)];
}

function faultsOf(file: SourceFile): string[] {
  const faults: string[] = [...nameFaults(file.path)];
  if (file.hasDefaultExport) faults.push('has a default export');
  if (file.isBarrel) faults.push('only hands on other files’ exports');
  if (file.lines > MAX_FILE_LINES) faults.push(`has ${file.lines} lines, more than ${MAX_FILE_LINES}`);
  for (const { name, lines } of file.functions)
    if (lines > MAX_FUNCTION_LINES) faults.push(`${name} has ${lines} lines, more than ${MAX_FUNCTION_LINES}`);
  return faults;
}

function* nameFaults(path: string): Generator<string> {
  const segments = path.replace(/\.ts$/, '').split('/');
  const [name = '', ...suffixes] = (segments.pop() ?? '').split('.');
  for (const word of [...segments, name, ...suffixes]) {
    if (!KEBAB.test(word)) yield `"${word}" is not kebab-case`;
    if (VAGUE.test(word)) yield `"${word}" says nothing about what is inside`;
  }
  const role = suffixes.at(-1);
  if (role !== undefined && !ROLES.has(role)) yield `".${role}" is not a role`;
}
