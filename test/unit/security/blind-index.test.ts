import { KeyedBlindIndexer } from '../../../src/security/blind-index.js';

const EMAIL = { table: 'users', column: 'email_index' };

test('equal texts of one column have one index, in every process that has the key', () => {
  const index = new KeyedBlindIndexer('a secret').index('asha@example.com', EMAIL);
  expect(new KeyedBlindIndexer('a secret').index('asha@example.com', EMAIL)).toBe(index);
  expect(index).toMatch(/^[\w-]{43}$/);
});

test.each([
  ['another text', 'a secret', 'ravi@example.com', EMAIL],
  ['another column', 'a secret', 'asha@example.com', { ...EMAIL, column: 'mobile_index' }],
  ['another table', 'a secret', 'asha@example.com', { ...EMAIL, table: 'profiles' }],
  ['another key', 'a guess', 'asha@example.com', EMAIL],
])('%s has another index', (_, secret, text, place) => {
  const index = new KeyedBlindIndexer('a secret').index('asha@example.com', EMAIL);
  expect(new KeyedBlindIndexer(secret).index(text, place)).not.toBe(index);
});
