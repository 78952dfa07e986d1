import { hasVerhoeffChecksum } from '../../../domain/identifier/verhoeff.js';
import { ContractError } from '../../json-reader.js';
import { isPersonalKey, isSecretKey } from '../crego.personal-keys.mapping.js';
import { isShown, maskValue } from '../crego.redaction.mapping.js';
import type { CregoParsedTemplate } from './runner-tools.contract.js';

const HIDDEN = 'XXXXXX';
/** A list or an object that was written out: nobody knows what is in it. */
const STRUCTURE = /^\s*[[{(<]|\b(dict|list|set|object|method|function)\b.*[[({<]/i;

/**
 * Nothing but the places, each after a mark of its own, so that every value in the answer is known by the place it comes
 * from. `mark`: text that nobody can guess.
 */
export function toTemplate(paths: readonly string[], mark: string): string {
  return `${paths.map((path, index) => `${mark}-${index}:{{ ${path} }}`).join('')}${mark}-${paths.length}:`;
}

/** The values between the marks. Throws a `ContractError` when any mark is missing. */
export function findValues({ text }: CregoParsedTemplate, count: number, mark: string): string[] {
  const parts = (text ?? '').split(`${mark}-`);
  if (parts.length !== count + 2) throw new ContractError('result');
  return parts.slice(1, -1).map((part, index) => {
    if (!part.startsWith(`${index}:`)) throw new ContractError('result');
    return part.slice(`${index}:`.length);
  });
}

/** A value as it may be shown, by the path it comes from: of what no list knows nothing is shown, whatever the reason. */
export function toValue(path: string, value: string, inClear: boolean): string {
  const keys = path.split('.');
  const key = keys.findLast((name) => !/^\d+$/.test(name)) ?? path;
  if (value.trim() === '') return '';
  const harmless = isShown(key, value);
  if (harmless && !keys.some(isPersonalKey)) return value;
  if (!inClear || keys.some(isSecretKey) || !(harmless || isPersonalKey(key)))
    return maskValue(keys.find(isSecretKey) ?? key, value);
  return STRUCTURE.test(value) || hidesAadhaar(value) ? HIDDEN : value;
}

/** Whether twelve of its digits, whatever stands between and around them, are an Aadhaar number, or could be in another script. */
function hidesAadhaar(value: string): boolean {
  const text = value.normalize('NFKC');
  if (/^\+91[6-9]\d{9}$/.test(text)) return false;
  if (/(?![0-9])\p{Nd}/u.test(text)) return true;
  const digits = text.replace(/\D/g, '');
  for (let start = 0; start + 12 <= digits.length; start++) {
    const twelve = digits.slice(start, start + 12);
    if (/^[2-9]/.test(twelve) && hasVerhoeffChecksum(twelve)) return true;
  }
  return false;
}
