import { NOW, SPEND_CAP } from '../support/fakes/fake-gateway.js';
import { createWorld, type World } from '../support/schema-harness.js';
import { outcomeUnknown, providerError } from './provider-errors.js';
import { rootOperations } from './root-operations.js';

const PAN_PRICE = 1;
const BANK_ACCOUNT_PRICE = 3;

let world: World;
beforeEach(async () => {
  world = await createWorld();
});

async function check(field: 'verifyPan' | 'verifyBankAccount', person = world.people.asha) {
  const { query, variables } = rootOperations({ user: '', applicant: '', runner: '', verification: '', document: '' })[
    field
  ]!;
  const whole = `${query.slice(0, query.indexOf('{ __typename'))}{ __typename ... on RateLimited { message resetAt } } }`;
  const { data } = await world.as(person)(whole, variables);
  return data[field];
}

function spent(): number {
  return [...world.gateway.spending.days.values()].reduce((sum, units) => sum + units, 0);
}

describe('the cap on paid checks', () => {
  test('is reached by prices, and says when the next day begins; nothing is recorded or sent', async () => {
    for (let units = 0; units + BANK_ACCOUNT_PRICE <= SPEND_CAP; units += BANK_ACCOUNT_PRICE)
      expect((await check('verifyBankAccount')).__typename).toBe('Verification');
    const records = world.gateway.verifications.records.size;
    const calls = world.gateway.ports.checks.calls.length;

    expect(await check('verifyBankAccount')).toEqual({
      __typename: 'RateLimited',
      message: expect.stringContaining('used up'),
      resetAt: '2026-02-02T00:00:00.000Z',
    });
    expect(world.gateway.verifications.records.size).toBe(records);
    expect(world.gateway.ports.checks.calls).toHaveLength(calls);
    expect((await check('verifyPan')).__typename).toBe('Verification');
    expect(spent()).toBe(SPEND_CAP);
  });

  test('is each account’s own, and a day’s', async () => {
    await check('verifyPan');
    await check('verifyPan', world.people.bala);
    const day = NOW.toISOString().slice(0, 10);
    expect(Object.fromEntries(world.gateway.spending.days)).toEqual({
      [`${world.people.asha.id} ${day}`]: PAN_PRICE,
      [`${world.people.bala.id} ${day}`]: PAN_PRICE,
    });
  });

  test('counts a call from before it is sent', async () => {
    let before = 0;
    world.gateway.ports.checks.onCall('check', () => {
      before = spent();
    });
    await check('verifyPan');
    expect(before).toBe(PAN_PRICE);
  });

  test('gives back what certainly was not carried out, and nothing else', async () => {
    world.gateway.ports.checks.fail('check', providerError('cashfree', 'PROVIDER_UNREACHABLE'));
    await check('verifyPan');
    expect(spent()).toBe(0);
    world.gateway.ports.checks.fail('check', outcomeUnknown('cashfree'));
    await check('verifyPan');
    expect(spent()).toBe(PAN_PRICE);
  });
});
