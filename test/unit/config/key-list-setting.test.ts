import { randomBytes } from 'node:crypto';
import { keyListSetting } from '../../../src/config/key-list-setting.js';

const OLD = { id: 'k1', key: randomBytes(32) };
const NEW = { id: 'k2', key: randomBytes(32) };
const DATA_KEYS = keyListSetting({ description: 'Keys.', requiredInProduction: true });

test('reads keys from a setting, the current one first', () => {
  const text = `k2:${NEW.key.toString('base64')}, k1:${OLD.key.toString('base64url')}`;
  expect(DATA_KEYS.parse(text)).toEqual([NEW, OLD]);
});

test.each(['', 'k1', 'k1:c2hvcnQ=', `k1:${OLD.key.toString('base64')},k1:${NEW.key.toString('base64')}`])(
  'refuses %j without showing a key',
  (text) => {
    expect(() => DATA_KEYS.parse(text)).toThrow(/^must /);
  },
);
