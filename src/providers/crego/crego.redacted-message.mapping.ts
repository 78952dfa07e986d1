import { isShown, redactText } from './crego.redaction.mapping.js';

const MAX_DEPTH = 24;
const MAX_VALUES = 500;
const SHORTEST = 3;

/** The texts and numbers of what a person entered, without those that tell nothing of them; the longest first. */
export function valuesIn(value: unknown): string[] {
  const found = new Set<string>();
  collect(value, '', found, 0);
  return [...found].sort((a, b) => b.length - a.length);
}

function collect(value: unknown, key: string, found: Set<string>, depth: number): void {
  if (found.size >= MAX_VALUES || depth >= MAX_DEPTH) return;
  if (typeof value === 'string' || typeof value === 'number') {
    const text = String(value).trim();
    if (text.length >= SHORTEST && !isShown(key, value)) found.add(text.toLowerCase());
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [name, item] of Object.entries(value)) collect(item, Array.isArray(value) ? key : name, found, depth + 1);
}

/**
 * What the provider says about a step, for the person to read: the values that the same answer holds are masked in it
 * because it is known whose they are, and what looks personal is masked all the same.
 */
export function redactMessage(message: string, known: readonly string[]): string {
  let text = message;
  for (const value of known) text = hide(text, value);
  return redactText(text);
}

/** Whole words alone: `ram` is not in `program`. */
function hide(text: string, value: string): string {
  const lower = text.toLowerCase();
  // Some letters change their number when their case does; then nothing can be told of places.
  if (lower.length !== text.length) return text;
  let shown = '';
  let end = 0;
  for (let at = lower.indexOf(value); at !== -1; at = lower.indexOf(value, end)) {
    const after = at + value.length;
    const inside = /[\p{L}\p{N}]$/u.test(lower.slice(0, at)) || /^[\p{L}\p{N}]/u.test(lower.slice(after));
    shown += text.slice(end, at) + (inside ? text.slice(at, after) : 'XXXXXX');
    end = after;
  }
  return shown + text.slice(end);
}
