import { encodeBody } from '../../../src/transport/request-body.js';

test('JSON', () => {
  const { contentType, bytes } = encodeBody({ type: 'json', value: { name: 'Äsha', left: undefined } });
  expect(contentType).toBe('application/json');
  expect(bytes.toString()).toBe('{"name":"Äsha"}');
});

test('a form', () => {
  const { contentType, bytes } = encodeBody({ type: 'form', fields: { scope: 'a b', secret: 'x&y=z' } });
  expect(contentType).toBe('application/x-www-form-urlencoded');
  expect(Object.fromEntries(new URLSearchParams(bytes.toString()))).toEqual({ scope: 'a b', secret: 'x&y=z' });
});

test('multipart arrives as it was meant, bytes untouched', async () => {
  const image = Uint8Array.from({ length: 300 }, (_, i) => i % 256);
  const { contentType, bytes } = encodeBody({
    type: 'multipart',
    fields: { verification_id: 'v-1', tags: ['one', 'two'] },
    files: [{ field: 'image', filename: 'fäce.png', contentType: 'image/png', bytes: image }],
  });
  const form = await new Response(bytes, { headers: { 'content-type': contentType } }).formData();
  expect(form.get('verification_id')).toBe('v-1');
  expect(form.getAll('tags')).toEqual(['one', 'two']);
  const file = form.get('image') as File;
  expect([file.name, file.type]).toEqual(['fäce.png', 'image/png']);
  expect(new Uint8Array(await file.arrayBuffer())).toEqual(image);
});

test('a name cannot end its header', async () => {
  const { contentType, bytes } = encodeBody({
    type: 'multipart',
    fields: { 'a"\r\nx-evil: 1': 'b' },
    files: [{ field: 'f', filename: 'x"; filename="y\r\n.png', contentType: 'image/png', bytes: new Uint8Array(1) }],
  });
  expect(bytes.toString()).not.toMatch(/^x-evil/m);
  const form = await new Response(bytes, { headers: { 'content-type': contentType } }).formData();
  expect([...form.keys()]).toHaveLength(2);
});

test.each(['', 'png', 'image/png\r\nx: y', 'image/png; a="b'])('%j is no content type', (contentType) => {
  const files = [{ field: 'f', filename: 'x', contentType, bytes: new Uint8Array(1) }];
  expect(() => encodeBody({ type: 'multipart', fields: {}, files })).toThrow(TypeError);
});
