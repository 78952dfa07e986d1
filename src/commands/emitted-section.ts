import { readFileSync, writeFileSync } from 'node:fs';

export interface EmittedSection {
  /** The document, from the root of the project. */
  readonly file: string;
  /** Of the section's marks, and of the npm script that writes it. */
  readonly name: string;
  readonly content: string;
}

/** Writes a section of a document; with `--check` among the arguments, fails when it is not what the code has. */
export function emitSection({ file, name, content }: EmittedSection): void {
  const text = readFileSync(file, 'utf8');
  const emitted = replaceSection(text, name, content);
  if (!process.argv.includes('--check')) {
    writeFileSync(file, emitted);
  } else if (emitted !== text) {
    process.stderr.write(`${file} is not what the code has. Run \`npm run ${name}\` and look at the difference.\n`);
    process.exitCode = 1;
  }
}

/** @throws Error when a mark is missing */
function replaceSection(text: string, name: string, content: string): string {
  const begin = `<!-- ${name}: emitted from the code by \`npm run ${name}\` -->\n`;
  const end = `<!-- end of ${name} -->`;
  const [before, rest] = split(text, begin);
  const [, after] = split(rest, end);
  return `${before}${begin}\n${content}\n${end}${after}`;
}

function split(text: string, mark: string): readonly [string, string] {
  const at = text.indexOf(mark);
  if (at < 0) throw new Error(`There is no line ${mark.trim()}`);
  return [text.slice(0, at), text.slice(at + mark.length)];
}
