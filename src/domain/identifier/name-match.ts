import { hasIndicLetters, indicToLatin } from './indic-to-latin.js';

/** What a pair of words adds to the score, at most 1. Chosen so that a pass needs every word but one initial in three. */
const ALIKE = { same: 1, spelling: 0.97, initial: 0.6, near: 0.5 } as const;
/** Each word that only one of the names has. */
const MISSING_WORD = 0.1;
/** One word of a longer name is never enough to tell a person. */
const ONE_WORD = 0.7;
const MIN_NEAR_LENGTH = 5;

const TITLES: ReadonlySet<string> = new Set(
  'mr mrs ms miss master mx dr prof er adv ca capt col lt maj gen shri sri shree smt shrimati sushri kum km late messrs'.split(
    ' ',
  ),
);
/** Of firms; the same word, however it is written. */
const SYNONYMS: Readonly<Record<string, string>> = {
  pvt: 'private',
  ltd: 'limited',
  co: 'company',
  corp: 'corporation',
  inc: 'incorporated',
  bros: 'brothers',
  intl: 'international',
  ind: 'india',
  and: '',
};
const SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/aa+/g, 'a'],
  [/ee+|ii+|ea/g, 'i'],
  [/oo+|uu+/g, 'u'],
  [/ph/g, 'f'],
  [/ck|q|c(?![hiey])/g, 'k'],
  [/x/g, 'ks'],
  [/w/g, 'v'],
  [/z/g, 'j'],
  [/sh/g, 's'],
  [/(?<=[bcdgjkpt])h/g, ''],
  [/ou|ow/g, 'au'],
  [/ao\b/g, 'av'],
  [/ey\b|ie\b|y\b/g, 'i'],
  [/(.)\1+/g, '$1'],
];

/**
 * How alike two names of persons or firms are, 0 to 1; null when they cannot be compared (nothing left of one of them, or
 * different scripts that do not clearly agree). Case, accents, punctuation, titles, the order of words, and whether
 * words are joined make no difference; initials, missing words and spelling make a small one. 0.85 and more means the
 * same name for all that can be seen, less than 0.6 another one: our assumption, so both are settings.
 */
export function nameScore(one: string, other: string): number | null {
  const [a, b] = [wordsOf(one), wordsOf(other)];
  if (a.length === 0 || b.length === 0) return null;
  const score = joined(a) === joined(b) ? 1 : compareWords(a, b);
  // Between scripts only agreement says something: vowels are written differently.
  if (hasIndicLetters(one) !== hasIndicLetters(other) && score < 0.85) return null;
  return Math.round(score * 100) / 100;
}

function wordsOf(name: string): string[] {
  return (
    indicToLatin(name.normalize('NFC'))
      .normalize('NFKD')
      .toLowerCase()
      .replace(/\p{M}/gu, '')
      .replace(/\bm\/s\b\.?/g, ' ')
      // Whose child or spouse somebody is stands behind the name.
      .replace(/\b[sdwc]\s*\/\s*o\b.*$/, ' ')
      .replace(/['’‘`´]/g, '')
      .split(/[^\p{L}\p{N}]+/u)
      .map((word) => SYNONYMS[word] ?? word)
      .filter((word) => word !== '' && !TITLES.has(word))
  );
}

/** The words without the spaces between them, in no order of their own. */
function joined(words: readonly string[]): string {
  return words.map(soundOf).join('');
}

function compareWords(a: readonly string[], b: readonly string[]): number {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  const matched = bestPairs(short, long);
  const score = matched / short.length - MISSING_WORD * (long.length - short.length);
  return Math.max(0, short.length === 1 && long.length > 1 ? Math.min(score, ONE_WORD) : score);
}

/** Greedy: the pairs that are most alike first, each word once. */
function bestPairs(short: readonly string[], long: readonly string[]): number {
  const pairs = short
    .flatMap((one, i) => long.map((other, j) => ({ i, j, value: alike(one, other) })))
    .filter(({ value }) => value > 0)
    .sort((x, y) => y.value - x.value);
  const [left, right] = [new Set<number>(), new Set<number>()];
  let sum = 0;
  for (const { i, j, value } of pairs) {
    if (left.has(i) || right.has(j)) continue;
    left.add(i);
    right.add(j);
    sum += value;
  }
  return sum;
}

function alike(one: string, other: string): number {
  if (one === other) return ALIKE.same;
  if (one.length === 1 || other.length === 1) return one[0] === other[0] ? ALIKE.initial : 0;
  if (soundOf(one) === soundOf(other)) return ALIKE.spelling;
  return Math.min(one.length, other.length) >= MIN_NEAR_LENGTH && isOneEditApart(one, other) ? ALIKE.near : 0;
}

/** The same for the usual ways to write one Indian word in Latin letters: Lakshmi and Laxmi, Shree and Sri. */
function soundOf(word: string): string {
  return SOUNDS.reduce((text, [pattern, sound]) => text.replace(pattern, sound), word);
}

function isOneEditApart(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (long.length - short.length > 1) return false;
  let start = 0;
  while (start < short.length && short[start] === long[start]) start += 1;
  const rest = long.slice(start + 1);
  return short.length === long.length ? short.slice(start + 1) === rest : short.slice(start) === rest;
}
