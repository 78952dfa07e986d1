import { readBearer } from '../../../src/domain/session/bearer.js';

test.each([
  ['Bearer abc', 'abc'],
  ['bearer abc', 'abc'],
  ['BeArEr   abc', 'abc'],
  ['Bearer abc ', 'abc'],
])('%p brings a token', (header, token) => {
  expect(readBearer(header)).toBe(token);
});

test.each(['abc', 'Bearer', 'Bearer ', 'Bearerabc', 'Basic abc', 'Bearer\tabc', ''])('%p brings none', (header) => {
  expect(readBearer(header)).toBeNull();
});
