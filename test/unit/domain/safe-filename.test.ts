import { safeFilename } from '../../../src/domain/document/safe-filename.js';

test.each([
  ['Devanagari', 'आधार कार्ड.pdf'],
  ['Tamil', 'குடும்ப அட்டை.png'],
  ['Bengali', 'পরিচয়পত্র ১.jpg'.normalize('NFC')],
  ['Gurmukhi', 'ਪਛਾਣ ਪੱਤਰ.png'],
  ['Malayalam with a joiner', 'അവന്\u200d.pdf'],
  ['Marathi with a joiner', 'दऱ्\u200dया.pdf'],
  ['Urdu', 'شناختی کارڈ.pdf'],
  ['accented Latin', 'Zoë Müller.pdf'],
])('a name in %s stays as it is', (_script, name) => {
  expect(safeFilename(name)).toBe(name);
});

test('the same name is the same text, however a system writes its marks', () => {
  const composed = 'résumé क़.pdf'.normalize('NFC');
  expect(safeFilename(composed.normalize('NFD'))).toBe(composed);
});

test.each([
  ['a joiner between Latin letters', 'pay\u200dslip.pdf', 'pay_slip.pdf'],
  ['a joiner at the end of a word', 'अ\u200c.pdf', 'अ_.pdf'],
  ['text that runs the other way', 'a\u202egpj.exe', 'a_gpj.exe'],
  ['an invisible space', 'a\u200bb.pdf', 'a_b.pdf'],
  ['a mark that stands alone', '\u093f\u0903.pdf', 'pdf'],
  ['half a character', 'a\ud83d.pdf', 'a_.pdf'],
])('%s misleads nobody', (_what, given, kept) => {
  expect(safeFilename(given)).toBe(kept);
});

test('a long name is cut between letters, not between a letter and its vowel', () => {
  const kept = safeFilename(`x${'कि'.repeat(200)}.pdf`);
  expect(kept).toBe(`${'कि'.repeat(58)}.pdf`);
  expect(safeFilename(`x${'\u0301'.repeat(500)}`)).toBe('file');
});

test('an Aadhaar number is not kept, in a name of any script', () => {
  const number = ['2345', '6789', '0124'].join(' ');
  expect(safeFilename(`आधार ${number}.pdf`)).not.toContain('6789');
});
