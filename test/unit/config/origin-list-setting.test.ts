import { originListSetting } from '../../../src/config/origin-list-setting.js';

const setting = originListSetting('Origins.');

describe('a list of origins', () => {
  test('is read as browsers write them', () => {
    expect(setting.parse('https://a.example, http://localhost:3000')).toEqual([
      'https://a.example',
      'http://localhost:3000',
    ]);
  });

  test.each([
    '*',
    'https://*.example.com',
    'https://a.example/',
    'a.example',
    'null',
    'https://a.example,',
    'ftp://a.example',
    'HTTPS://A.example',
  ])('holds no %s', (text) => {
    expect(() => setting.parse(text)).toThrow(/^must be a list of origins/);
  });
});
