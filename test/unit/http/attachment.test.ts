import contentDisposition from 'content-disposition';
import fc from 'fast-check';
import { toAttachment } from '../../../src/http/attachment.js';

test.each([
  ['pan-card.png', 'attachment; filename="pan-card.png"'],
  ['आधार.pdf', `attachment; filename="_.pdf"; filename*=UTF-8''%E0%A4%86%E0%A4%A7%E0%A4%BE%E0%A4%B0.pdf`],
  ['card 1ä.png', `attachment; filename="card 1a.png"; filename*=UTF-8''card%201%C3%A4.png`],
  [
    'a"; filename=evil.exe.png',
    `attachment; filename="a_ filename_evil.exe.png"; filename*=UTF-8''a%22%3B%20filename%3Devil.exe.png`,
  ],
])('%s is offered as it is called, and in ASCII', (name, header) => {
  expect(toAttachment(name)).toBe(header);
});

test('whatever a file is called, the header is one line of ASCII and gives the name back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (given) => {
      const name = given.normalize('NFC').replaceAll('/', '-');
      const header = toAttachment(name);
      expect(header).toMatch(/^[\x20-\x7e]+$/);
      expect(contentDisposition.parse(header).parameters.filename).toBe(name);
    }),
  );
});

test('half a character does not fail the download', () => {
  expect(toAttachment('a\ud83d.png')).toContain('filename="a_.png"');
});
