import { createSpendCap } from '../../../src/app/spend-cap.js';
import { priceListSetting } from '../../../src/config/price-list-setting.js';
import { MemorySpendLedger } from '../../support/fakes/memory-spend-ledger.js';

const { parse } = priceListSetting('Prices.');

describe('a list of prices', () => {
  test('is read by name', () => {
    expect(parse('PAN=1, BANK_ACCOUNT=0')).toEqual({ PAN: 1, BANK_ACCOUNT: 0 });
  });

  test.each(['PAN', 'PAN=', 'PAN=-1', 'PAN=1.5', 'pan=1', 'PAN=1000001', 'PAN=1,'])('is not %s', (text) => {
    expect(() => parse(text)).toThrow(/^must be a list such as/);
  });

  test.each([
    ['E_SIGN', undefined, 10],
    ['BANK_ACCOUNT_ASYNC', undefined, 3],
    ['ONBOARDING', undefined, 10],
    ['CIN', undefined, 1],
    ['E_SIGN', { PAN: 2 }, 1],
  ])('makes a call of %s cost with %p so many units: %i', async (operation, SPEND_PRICES, units) => {
    const ledger = new MemorySpendLedger();
    const cap = createSpendCap({ SPEND_CAP_PER_DAY: 50, SPEND_PRICES }, ledger, () => new Date());
    await cap.reserve('asha', operation);
    expect([...ledger.days.values()]).toEqual([units]);
  });

  test('of something that nobody charges for stops the start', () => {
    const config = { SPEND_CAP_PER_DAY: 5, SPEND_PRICES: { PAN: 1, PAM: 9 } };
    expect(() => createSpendCap(config, new MemorySpendLedger(), () => new Date())).toThrow(
      /PAM, which is nothing that is paid for/,
    );
  });
});
