import { maskAadhaarNumbers } from '../../domain/identifier/aadhaar.js';

const MAX_LENGTH = 120;

/**
 * The last part of the name that the client gave, without characters that could mislead a person or a program, and
 * without an Aadhaar number: people like to name a scan by it.
 */
export function safeFilename(filename: string): string {
  const last = filename.slice(-1_000).split(/[/\\]/).at(-1) ?? '';
  const clean = last
    .normalize('NFC')
    .replace(/[^\p{L}\p{N} ._()-]/gu, '_')
    .replace(/^\.+/, '')
    .trim();
  return maskAadhaarNumbers(clean).slice(-MAX_LENGTH) || 'file';
}
