import { findNamesUsedTwice } from './name-rules.js';
import { parseSource, readSources } from './source-file.js';

const sources = readSources(process.cwd(), 'src');

describe('the names that files of src declare for others', () => {
  test('have one meaning each', () => {
    expect(sources.flatMap(({ exportedNames }) => exportedNames).length).toBeGreaterThan(1000);
    expect(findNamesUsedTwice(sources)).toEqual([]);
  });
});

describe('the name rule finds', () => {
  const there = (text: string) => parseSource('src/domain/a.ts', text);
  const here = (text: string) => parseSource('src/http/b.ts', text);

  test.each([
    ['two functions', 'export function toProblem() {}', 'export async function toProblem() {}'],
    ['two types', 'export type Session = string;', 'export interface Session { readonly id: string }'],
    ['a class and a constant', 'export class Table {}', 'export const Table = 1;'],
    ['an abstract class and an enum', 'export abstract class Kind {}', 'export enum Kind { A }'],
    ['the second of two constants', 'export const a = 1, b = 2;', 'export const b = 3;'],
    ['what a pattern binds', 'export const { a: b, ...rest } = c;', 'export const [, b] = c;'],
    ['what a pattern binds with a default', 'export const { a: b = 1 } = c;', 'export const [b = 2] = c;'],
    ['the rest of a pattern', 'export const { a, ...rest } = c;', 'export const rest = 1;'],
    ['a name given at the export', 'const a = 1; export { a as b };', 'export const b = 1;'],
  ])('%s', (_name, first, second) => {
    expect(findNamesUsedTwice([there(first), here(second)])).toHaveLength(1);
  });

  test.each([
    ['a constant and the type of its values', 'export const A = 1; export type A = number;', 'export const B = 1;'],
    ['a name that is handed on', 'export const a = 1;', `export { a } from '../domain/a.js'; export const b = 1;`],
    ['names of files’ own', 'const a = 1; export const b = a;', 'function a() {} export const c = a;'],
    ['the name of a property', 'export const { a: b } = c;', 'export const a = 1;'],
  ])('nothing wrong with %s', (_name, first, second) => {
    expect(findNamesUsedTwice([there(first), here(second)])).toEqual([]);
  });

  test('nothing in an excused name, but an excuse that nobody needs', () => {
    const files = [there('export const a = 1;'), here('export const a = 2;')];
    expect(findNamesUsedTwice(files, new Map([['a', 'the same in both']]))).toEqual([]);
    expect(findNamesUsedTwice(files.slice(1), new Map([['a', 'the same in both']]))).toEqual([
      'a is excused without need',
    ]);
  });
});
