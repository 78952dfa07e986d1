/**
 * The text with everything between the two marks of an emitted section replaced.
 * @throws Error when a mark is missing
 */
export function replaceSection(text: string, name: string, content: string): string {
  const begin = `<!-- ${name}: emitted from the code by \`npm run ${name}\` -->
`;
  const end = `<!-- end of ${name} -->`;
  const [before, rest] = split(text, begin);
  const [, after] = split(rest, end);
  return `${before}${begin}
${content}
${end}${after}`;
}

function split(text: string, mark: string): readonly [string, string] {
  const at = text.indexOf(mark);
  if (at < 0) throw new Error(`There is no line ${mark.trim()}`);
  return [text.slice(0, at), text.slice(at + mark.length)];
}
