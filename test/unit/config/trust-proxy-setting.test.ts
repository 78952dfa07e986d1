import { trustProxySetting } from '../../../src/config/trust-proxy-setting.js';

const { parse } = trustProxySetting('Whom to believe.');

describe('the proxies that are believed', () => {
  test('are addresses and networks, or nobody', () => {
    expect(parse('false')).toBe(false);
    expect(parse('10.0.0.0/8, 192.0.2.1,fd00::/8')).toBe('10.0.0.0/8,192.0.2.1,fd00::/8');
  });

  test.each(['true', '*', '1', '10.0.0.0/33', '10.0.0.0/0', 'proxy.example.com', '10.0.0.1,', '10.0.0.0/8/8'])(
    'are not %s',
    (text) => {
      expect(() => parse(text)).toThrow(/^must be false, or/);
    },
  );
});
