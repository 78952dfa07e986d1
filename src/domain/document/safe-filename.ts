import { maskAadhaarNumbers } from '../identifier/aadhaar.js';

const MAX_LENGTH = 120;

/** Many scripts of India write their vowels as marks after a letter, and need joiners between some letters. */
const MISLEADING =
  /(?<![\p{Lo}\p{M}])\p{Join_Control}|(?<=\p{Lo})\p{Join_Control}(?![\p{Lo}\p{M}])|[^\p{L}\p{M}\p{N}\p{Join_Control} ._()-]/gu;

/** A mark that stands alone would join whatever a program puts before the name. */
const LEADING = /^[.\p{M}\p{Join_Control}]+/u;

/**
 * The last part of the name that the client gave, in NFC, without characters that could mislead a person or a program, and
 * without an Aadhaar number: people like to name a scan by it.
 */
export function safeFilename(filename: string): string {
  const last = filename.slice(-1_000).split(/[/\\]/).at(-1) ?? '';
  const clean = last.normalize('NFC').replace(MISLEADING, '_').replace(LEADING, '').trim();
  return lastCharacters(maskAadhaarNumbers(clean)) || 'file';
}

/** As many of the last characters as fit, each with its marks: the extension is at the end. */
function lastCharacters(name: string): string {
  if (name.length <= MAX_LENGTH) return name;
  let kept = '';
  for (const { segment } of [...new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(name)].reverse()) {
    if (kept.length + segment.length > MAX_LENGTH) break;
    kept = segment + kept;
  }
  return kept.replace(LEADING, '').trim();
}
