import {
  choiceSetting,
  flagSetting,
  integerSetting,
  optionalTextSetting,
  optionalUrlSetting,
  secretSetting,
  textSetting,
} from '../../../src/config/setting.js';

const description = 'What it means.';

describe('a whole number', () => {
  const setting = integerSetting({ description, fallback: 5, min: -1, max: 10 });

  test.each([
    ['-1', -1],
    ['0', 0],
    ['007', 7],
    ['10', 10],
  ])('reads %s', (text, value) => {
    expect(setting.parse(text)).toBe(value);
  });

  test.each(['-2', '11', '1.5', '1e1', '0x1', '1 0', 'NaN', 'Infinity', '9'.repeat(40), '٣'])('refuses %s', (text) => {
    expect(() => setting.parse(text)).toThrow('must be a whole number from -1 to 10');
  });
});

describe('a flag', () => {
  const setting = flagSetting({ description, fallback: false });

  test('reads the usual words in any case', () => {
    for (const text of ['1', 'true', 'YES', 'On']) expect(setting.parse(text)).toBe(true);
    for (const text of ['0', 'false', 'NO', 'Off']) expect(setting.parse(text)).toBe(false);
  });

  test('refuses everything else', () => {
    for (const text of ['2', 'y', 'truee', 'null']) expect(() => setting.parse(text)).toThrow('must be true or false');
  });
});

test('a choice is one of its words, in their case', () => {
  const setting = choiceSetting({ description, choices: ['auto', 'on'], fallback: 'auto' });
  expect(setting.parse('on')).toBe('on');
  expect(() => setting.parse('ON')).toThrow('must be one of auto, on');
});

describe('a URL', () => {
  const setting = optionalUrlSetting({ description, protocols: ['http:', 'https:'] });

  test('is kept as written, without slashes at its end', () => {
    expect(setting.parse('https://example.com/api//')).toBe('https://example.com/api');
    expect(setting.parse('http://127.0.0.1:8080')).toBe('http://127.0.0.1:8080');
  });

  test.each(['example.com', '/api', 'ftp://example.com', 'javascript:alert(1)', 'https://'])('is not %s', (text) => {
    expect(() => setting.parse(text)).toThrow('must be an absolute URL beginning with http:// or https://');
  });

  test('is not repeated when it is refused, because it may hold a password', () => {
    expect(() => setting.parse('ftp://user:hunter2@example.com')).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('hunter2') }),
    );
  });
});

describe('a secret', () => {
  test('has a least length and is marked as one', () => {
    const setting = secretSetting({ description, minLength: 4 });
    expect(setting.secret).toBe(true);
    expect(setting.parse('abcd')).toBe('abcd');
    expect(() => setting.parse('abc')).toThrow('must have at least 4 characters');
  });

  test('is never shown as a default', () => {
    expect(secretSetting({ description }).shownFallback).toBe('(unset)');
  });
});

test('text has a default, or none', () => {
  expect(textSetting({ description, fallback: 'here' })).toMatchObject({ fallback: 'here', shownFallback: 'here' });
  expect(optionalTextSetting({ description })).toMatchObject({ fallback: undefined, shownFallback: '(unset)' });
});
