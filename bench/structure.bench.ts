import { readFileSync } from 'node:fs';
import { findCycles } from '../test/architecture/find-cycles.js';
import { placeOf } from '../test/architecture/folder-order.js';
import { readSources, type SourceFile } from '../test/architecture/source-file.js';

/** How large the parts of src are, and whether its folders form knots; a second checkout may be named to compare with. */
const roots = [process.cwd(), ...process.argv.slice(2)];
const columns = roots.map(figuresOf);
for (const name of Object.keys(columns[0] ?? {})) {
  process.stdout.write(`${name.padEnd(44)}${columns.map((figures) => String(figures[name]).padStart(10)).join('')}\n`);
}

function figuresOf(root: string): Readonly<Record<string, number>> {
  const files = readSources(root, 'src');
  const lines = files.map((file) => file.lines);
  const functions = files.flatMap((file) => file.functions.map((one) => one.lines));
  return {
    'files of src': files.length,
    'lines of src': lines.reduce((sum, count) => sum + count, 0),
    'lines of a file, median': quantile(lines, 0.5),
    'lines of a file, 90 of 100': quantile(lines, 0.9),
    'lines of a function, median': quantile(functions, 0.5),
    'lines of a function, 90 of 100': quantile(functions, 0.9),
    'folders of domain': foldersOf(files, 'src/domain').length,
    'folders of domain in knots': inKnots(files, 'src/domain'),
    'folders of graphql': foldersOf(files, 'src/graphql').length,
    'folders of graphql in knots': inKnots(files, 'src/graphql'),
    'lines of README': readFileSync(`${root}/README.md`, 'utf8').split('\n').length - 1,
  };
}

function quantile(values: readonly number[], part: number): number {
  return [...values].sort((one, other) => one - other)[Math.floor((values.length - 1) * part)] ?? 0;
}

/** The files directly in a root count as a folder of their own; so does a room with a place of its own in the order. */
function folderOf(path: string, root: string): string | null {
  return path.startsWith(`${root}/`) ? (placeOf(path, root) ?? '.') : null;
}

function foldersOf(files: readonly SourceFile[], root: string): readonly string[] {
  return [...new Set(files.flatMap(({ path }) => folderOf(path, root) ?? []))];
}

function inKnots(files: readonly SourceFile[], root: string): number {
  const folders = foldersOf(files, root).map((folder) => {
    const own = files.filter(({ path }) => folderOf(path, root) === folder);
    const imports = own
      .flatMap((file) => file.imports)
      .flatMap((one) => {
        const target = one.target === null ? null : folderOf(one.target, root);
        return target === null || target === folder ? [] : [{ ...one, target }];
      });
    return { ...(own[0] as SourceFile), path: folder, imports };
  });
  return findCycles(folders).flat().length;
}
