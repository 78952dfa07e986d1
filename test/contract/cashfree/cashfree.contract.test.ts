import { DEMO_PEOPLE } from '../../../src/demo/people.js';
import { startCashfreeSimulator } from '../../../src/providers/cashfree/simulator/cashfree.simulator.js';
import type { RunningSimulator } from '../../../src/providers/simulator/simulator-kit.js';
import {
  bankInput,
  type Cashfree,
  CONTEXT,
  createCashfree,
  errorOf,
  gstinInput,
  imageInput,
  nameInput,
  panInput,
  verdict,
} from './cashfree-harness.js';
import { recorded } from './recorded-checks.js';

let simulator: RunningSimulator;
let cashfree: Cashfree;

beforeAll(async () => {
  simulator = await startCashfreeSimulator({ port: 0 });
});
afterAll(() => simulator.close());
// A provider per test: the breaker must not remember the outages of another test.
beforeEach(() => {
  cashfree = createCashfree(simulator.url);
  simulator.clearRequests();
});
afterEach(() => cashfree.close());

const asha = DEMO_PEOPLE[0]!;
const verifyPan = (pan: string, name: string | null = 'Asha Rao') =>
  cashfree.ports.PAN.check(panInput(pan, name), CONTEXT);
const verifyBank = (account: string, ifsc?: string, name?: string | null) =>
  cashfree.ports.BANK_ACCOUNT.check(bankInput(account, ifsc, name), CONTEXT);
const verifyGstin = (gstin: string, name: string | null = null) =>
  cashfree.ports.GSTIN.check(gstinInput(gstin, name), CONTEXT);
const matchNames = (name: string, other: string) => cashfree.ports.NAME_MATCH.check(nameInput(name, other), CONTEXT);
const checkImage = (filename: string) => cashfree.ports.LIVENESS.check(imageInput(filename), CONTEXT);

describe('PAN', () => {
  test('knows every demo person, and their earlier check', async () => {
    for (const person of DEMO_PEOPLE) {
      const result = await cashfree.ports.PAN.readAgain(person.panReferenceId, CONTEXT);
      expect(result).toMatchObject({ outcome: 'PASS', referenceId: person.panReferenceId, score: 1 });
    }
    const result = await verifyPan(asha.pan);
    expect(result).toMatchObject({ status: 'COMPLETED', outcome: 'PASS', score: 1, retryable: false });
    expect(result.facts).toContainEqual({ name: 'registeredName', value: 'ASHA RAO' });
    expect(result.facts).toContainEqual({ name: 'lastUpdatedOn', value: '2019-01-01' });
  });

  test('a check can be read again by its reference', async () => {
    const made = await verifyPan('ABCPV1234D', 'John Doe');
    expect(await cashfree.ports.PAN.readAgain(made.referenceId!, CONTEXT)).toEqual(made);
  });

  test.each([
    ['ABCPV1234D', 'john doe', 'PASS', []],
    ['AZJPG7110R', null, 'PASS', []],
    ['AAOCS4553K', null, 'PASS', []],
    ['TSTPA0042B', 'Nila Das', 'PASS', []],
    ['TSTPX0006A', 'Nila Das', 'PASS', []],
    ['AAAPR1234C', 'Ravi Menon', 'FAIL', ['NAME_MISMATCH']],
    ['TSTPX0001A', 'Nila Das', 'CAUTION', ['HOLDER_DECEASED']],
    ['TSTPX0002A', 'Nila Das', 'CAUTION', ['REGISTRY_INACTIVE']],
    ['TSTPX0004A', 'Nila Das', 'FAIL', ['REGISTRY_INACTIVE']],
    ['TSTPX0005A', 'Nila Das', 'FAIL', ['REGISTRY_INACTIVE']],
    ['TSTPX0007A', 'Nila Das', 'UNKNOWN', []],
    ['AAAPZ9999Z', 'Nila Das', 'FAIL', ['REGISTRY_NOT_FOUND']],
  ])('%s for %s is %s', async (pan, name, outcome, reasons) => {
    const made = recorded('PAN', { input: { pan, name } }, await verifyPan(pan, name));
    expect(verdict(made)).toEqual(['COMPLETED', outcome, ...reasons]);
  });

  test('the name of a business comes under its misspelt key', async () => {
    const result = await verifyPan('AAOCS4553K', null);
    expect(result.facts).toContainEqual({ name: 'registeredName', value: 'EXAMPLE BUSINESS PRIVATE LIMITED' });
    expect(result.score).toBeNull();
  });

  test('refuses bad input with the field, and unknown references', async () => {
    expect(await errorOf(verifyPan('AAAPR'))).toMatchObject({
      code: 'PROVIDER_REJECTED',
      field: 'pan',
      providerCode: 'pan_length_short',
    });
    expect(await errorOf(cashfree.ports.PAN.readAgain('123', CONTEXT))).toMatchObject({
      code: 'PROVIDER_NOT_FOUND',
      providerCode: 'referenceId_not_found',
    });
  });

  test.each(['..', '', 'a/b', '1?x=1', '%2e%2e'])(
    'the reference %p cannot be one of theirs and is not sent',
    async (id) => {
      expect((await errorOf(cashfree.ports.PAN.readAgain(id, CONTEXT))).code).toBe('PROVIDER_NOT_FOUND');
      expect(simulator.requests).toEqual([]);
    },
  );
});

describe('bank account', () => {
  test.each([
    ['john doe', 'PASS', 1],
    ['john d', 'PASS', 0.85],
    ['j doe', 'CAUTION', 0.7],
    ['jane d', 'FAIL', 0.38],
    [null, 'PASS', null],
  ])('the documented account of JOHN DOE for %s is %s', async (name, outcome, score) => {
    const given = { accountNumber: '026291800001191', ifsc: 'YESB0000262', name };
    const result = recorded('BANK_ACCOUNT', { input: given }, await verifyBank(given.accountNumber, given.ifsc, name));
    expect(result).toMatchObject({ status: 'COMPLETED', outcome, score });
    expect(result.facts).toContainEqual({ name: 'nameAtBank', value: 'JOHN DOE' });
    expect(result.facts.map((fact) => fact.name)).not.toContain('utr');
  });

  test('an account number keeps its leading zeros', async () => {
    expect(verdict(await verifyBank('0001234567', 'SBIN0000001', 'Nila Das'))).toEqual(['COMPLETED', 'PASS']);
  });

  test.each([
    ['7766666585146', 'YESB0000001', 'REGISTRY_NOT_FOUND'],
    ['026291800001190', 'YESB0000262', 'REGISTRY_NOT_FOUND'],
    ['7766667287515', 'ICIC0000001', 'ID_FORMAT_INVALID'],
    ['7766667989884', 'RATN0000070', 'REGISTRY_INACTIVE'],
    ['7766667755761', 'ICIC0000001', 'OTHER'],
    ['99887766', 'HDFC0000001', 'REGISTRY_NOT_FOUND'],
  ])('%s at %s fails with %s', async (account, ifsc, reason) => {
    expect(verdict(await verifyBank(account, ifsc, 'Nila Das'))).toEqual(['COMPLETED', 'FAIL', reason]);
  });

  test.each([
    ['00094221', 'npci_unavailable', true],
    ['00094222', 'connection_timeout', true],
    ['00094223', 'benficiary_bank_offline', true],
    ['00094224', 'imps_mode_fail', true],
    ['00094225', 'failed_at_bank', false],
    ['00094226', 'source_bank_declined', false],
    ['00094227', 'bene_bank_declined', false],
  ])('the outage %s (%s) says nothing about the account', async (account, providerCode, retryable) => {
    const result = await verifyBank(account);
    expect(verdict(result)).toEqual(['ERRORED', 'UNAVAILABLE', 'REGISTRY_UNAVAILABLE']);
    expect(result).toMatchObject({ retryable, raw: { providerCode } });
    expect(simulator.requests).toHaveLength(1);
  });

  test('a listed fraud account fails, with a reason that its holder does not see', async () => {
    expect(verdict(await verifyBank('00094228'))).toEqual(['COMPLETED', 'FAIL', 'WATCHLIST_HIT']);
  });

  test('a check under way can be read again', async () => {
    const result = await verifyBank('00094229');
    expect(verdict(result)).toEqual(['PROCESSING', 'UNAVAILABLE']);
    const again = await cashfree.ports.BANK_ACCOUNT.readAgain(result.referenceId!, CONTEXT);
    expect(verdict(again)).toEqual(['PROCESSING', 'UNAVAILABLE']);
  });

  test.each([
    ['700001', ['PROCESSING', 'UNAVAILABLE']],
    ['700002', ['PROCESSING', 'UNAVAILABLE']],
    ['700003', ['PROCESSING', 'UNAVAILABLE']],
    ['700004', ['IN_REVIEW', 'UNAVAILABLE']],
    ['700005', ['IN_REVIEW', 'UNAVAILABLE']],
    ['700006', ['ERRORED', 'UNAVAILABLE', 'REGISTRY_UNAVAILABLE']],
    ['700007', ['COMPLETED', 'FAIL', 'WATCHLIST_HIT']],
    ['700008', ['CANCELLED', 'UNAVAILABLE']],
    ['700009', ['ERRORED', 'UNAVAILABLE', 'REGISTRY_UNAVAILABLE']],
    ['700010', ['ERRORED', 'UNAVAILABLE', 'REGISTRY_UNAVAILABLE']],
  ])('the state of check %s is %p', async (reference, expected) => {
    expect(verdict(await cashfree.ports.BANK_ACCOUNT.readAgain(reference, CONTEXT))).toEqual(expected);
  });

  test('a finished check reads the same as when it was made', async () => {
    const made = await verifyBank('026291800001191', 'YESB0000262', 'jane d');
    expect(await cashfree.ports.BANK_ACCOUNT.readAgain(made.referenceId!, CONTEXT)).toEqual(made);
    expect((await errorOf(cashfree.ports.BANK_ACCOUNT.readAgain('5', CONTEXT))).code).toBe('PROVIDER_NOT_FOUND');
  });

  test('refuses a bad IFSC with the field', async () => {
    expect(await errorOf(verifyBank('0001234567', 'YESB1000262'))).toMatchObject({ field: 'ifsc' });
  });
});

describe('GSTIN', () => {
  test.each([
    ['29AAICP2912R1ZR', ['COMPLETED', 'PASS']],
    ['29AAAPR1234C1Z4', ['COMPLETED', 'PASS']],
    ['29TSTPA1111A1ZU', ['COMPLETED', 'PASS']],
    ['29TSTPX0011A1ZA', ['COMPLETED', 'FAIL', 'REGISTRY_INACTIVE']],
    ['29TSTPX0012A1Z9', ['COMPLETED', 'CAUTION', 'REGISTRY_INACTIVE']],
    ['29TSTPX0007A1Z6', ['COMPLETED', 'UNKNOWN']],
    ['29AAAPZ9999Z1ZH', ['COMPLETED', 'NOT_FOUND', 'REGISTRY_NOT_FOUND']],
  ])('%s is %p', async (gstin, expected) => {
    expect(verdict(await verifyGstin(gstin, 'Example Traders'))).toEqual(expected);
  });

  test('dates are ISO dates', async () => {
    const { facts } = await verifyGstin('29AAICP2912R1ZR');
    expect(facts).toContainEqual({ name: 'registeredOn', value: '2019-07-01' });
  });
});

describe('name match', () => {
  test.each([
    ['Asha Rao', 'ASHA RAO', 'PASS', 1],
    ['Asha Rao', 'Asha K Rao', 'PASS', 0.85],
    ['Asha Rao', 'A Rao', 'CAUTION', 0.7],
    ['Asha Rao', 'Arun Reddy', 'FAIL', 0.38],
    ['Asha Rao', 'Nila Das', 'FAIL', 0.14],
  ])('%s and %s: %s', async (name, other, outcome, score) => {
    expect(await matchNames(name, other)).toMatchObject({ status: 'COMPLETED', outcome, score });
  });

  test('where pass and caution begin is the operator’s choice', async () => {
    const strict = createCashfree(simulator.url, {
      CASHFREE_NAME_MATCH_PASS_SCORE: '100',
      CASHFREE_NAME_MATCH_CAUTION_SCORE: '80',
    });
    const match = (other: string) => strict.ports.NAME_MATCH.check(nameInput('Asha Rao', other), CONTEXT);
    expect([(await match('Asha K Rao')).outcome, (await match('A Rao')).outcome]).toEqual(['CAUTION', 'FAIL']);
    await strict.close();
  });

  test('a check id works once', async () => {
    const input = nameInput('Asha Rao', 'Asha Rao', 'used-twice');
    await cashfree.ports.NAME_MATCH.check(input, CONTEXT);
    expect(await errorOf(cashfree.ports.NAME_MATCH.check(input, CONTEXT))).toMatchObject({
      code: 'PROVIDER_CONFLICT',
      providerCode: 'verification_id_already_exists',
      retryable: false,
    });
  });
});

describe.each(['face-liveness', 'liveliness'] as const)('liveness over /%s', (api) => {
  beforeEach(async () => {
    await cashfree.close();
    cashfree = createCashfree(simulator.url, { CASHFREE_LIVENESS_API: api });
  });

  test.each([
    ['me.jpg', ['COMPLETED', 'PASS']],
    ['spoof.jpg', ['COMPLETED', 'FAIL', 'LIVENESS_FAILED']],
    ['notreal.jpg', ['COMPLETED', 'FAIL', 'LIVENESS_FAILED']],
    ['noface.jpg', ['AWAITING_INPUT', 'UNAVAILABLE', 'FACE_NOT_VISIBLE']],
    ['twofaces.jpg', ['AWAITING_INPUT', 'UNAVAILABLE', 'FACE_MULTIPLE']],
  ])('%s', async (filename, expected) => {
    const result = await checkImage(filename);
    expect(verdict(result)).toEqual(expected);
    expect(result.decision).toBe(expected[0] === 'AWAITING_INPUT' ? 'RESUBMIT' : null);
    expect(simulator.requests).toEqual([{ method: 'POST', path: `/${api}` }]);
  });

  test('refuses a used check id and an empty picture', async () => {
    const input = imageInput('me.jpg', `twice-${api}`);
    await cashfree.ports.LIVENESS.check(input, CONTEXT);
    expect((await errorOf(cashfree.ports.LIVENESS.check(input, CONTEXT))).code).toBe('PROVIDER_CONFLICT');
    const image = imageInput('me.jpg');
    const empty = { ...image, file: { ...image.file, bytes: new Uint8Array() } };
    expect(await errorOf(cashfree.ports.LIVENESS.check(empty, CONTEXT))).toMatchObject({ field: 'image' });
  });

  test('another kind of file is refused before it is sent', async () => {
    const image = imageInput('me.pdf');
    const input = { ...image, file: { ...image.file, contentType: 'application/pdf' } };
    expect(await errorOf(cashfree.ports.LIVENESS.check(input, CONTEXT))).toMatchObject({ field: 'image' });
    expect(simulator.requests).toEqual([]);
  });
});
