/**
 * The nine large Brahmic scripts of Unicode, Devanagari to Malayalam, stand in blocks of 128 with the same letter at the
 * same place, so one table reads them all. A plain transliteration, good enough to recognise the same name.
 */
const FIRST_BLOCK = 0x0900;
const LAST_BLOCK_END = 0x0d7f;
const BLOCK_SIZE = 0x80;

const NUKTA = 0x3c;
const VIRAMA = 0x4d;
const VOWELS: Readonly<Record<number, string>> = {
  5: 'a',
  6: 'aa',
  7: 'i',
  8: 'ii',
  9: 'u',
  10: 'uu',
  11: 'ri',
  14: 'e',
  15: 'e',
  16: 'ai',
  18: 'o',
  19: 'o',
  20: 'au',
};
const SIGNS: Readonly<Record<number, string>> = {
  62: 'aa',
  63: 'i',
  64: 'ii',
  65: 'u',
  66: 'uu',
  67: 'ri',
  70: 'e',
  71: 'e',
  72: 'ai',
  74: 'o',
  75: 'o',
  76: 'au',
};
const FIRST_CONSONANT = 0x15;
const CONSONANTS = 'k kh g gh n ch chh j jh n t th d dh n t th d dh n n p ph b bh m y r r l l l v sh sh s h'.split(' ');
const NASAL: Readonly<Record<number, string>> = { 1: 'n', 2: 'n' };

export function hasIndicLetters(text: string): boolean {
  return /[\u0900-\u0d7f]/.test(text);
}

/** Latin letters for those of the Brahmic scripts; all other characters stay. The last inherent vowel of a word is not spoken. */
export function indicToLatin(text: string): string {
  let latin = '';
  let open = false;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const place = code < FIRST_BLOCK || code > LAST_BLOCK_END ? -1 : (code - FIRST_BLOCK) % BLOCK_SIZE;
    if (place === NUKTA) continue;
    const sign = SIGNS[place];
    const consonant = CONSONANTS[place - FIRST_CONSONANT];
    if (sign !== undefined) latin += sign;
    else if (place < 0) latin += character;
    else if (place !== VIRAMA) latin += `${open ? 'a' : ''}${VOWELS[place] ?? consonant ?? NASAL[place] ?? ''}`;
    open = consonant !== undefined;
  }
  return latin;
}
