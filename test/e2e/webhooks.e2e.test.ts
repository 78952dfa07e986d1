import { createHmac } from 'node:crypto';
import pg from 'pg';
import { BANK_SECRET, BankOfItsOwn, bankEvent } from '../support/bank-of-its-own.js';
import { recut } from '../support/recut-event.js';
import { type Data, startTestGateway, type TestGateway } from '../support/test-gateway.js';
import { newCustomer } from './new-customer.js';
import { readOperationFile } from './operation-files.js';

const LEGACY_SECRET = 'test-legacy-secret';

let bank: BankOfItsOwn;
let gateway: TestGateway;
let database: pg.Client;
let token: string;
let staff: string;

beforeAll(async () => {
  bank = await BankOfItsOwn.start();
  gateway = await startTestGateway({ ...bank.settings, PROVIDER_TIMEOUT_MS: '2000' });
  database = new pg.Client({ connectionString: gateway.databaseUrl });
  await database.connect();
  token = (await newCustomer(gateway)).token;
  staff = await gateway.login('ravi@example.com');
});

afterAll(async () => {
  await database.end();
  await gateway.stop();
  await bank.stop();
});

beforeEach(() => {
  bank.says = 'RECEIVED';
  bank.meanwhile = async () => 'ANSWER';
});

async function start(to = gateway, as = token): Promise<Data> {
  const input = { accountNumber: '000100000042', ifsc: 'HDFC0000001' };
  const { data } = await to.send(readOperationFile('verify-bank-account-async').text, { input }, as);
  return data.verifyBankAccountAsync;
}

async function send({ headers, body }: { headers: Record<string, string>; body: string }, to = gateway) {
  return (await fetch(`${to.url}/webhooks/cashfree`, { method: 'POST', headers, body })).status;
}

interface Row {
  readonly reference_id: string;
  readonly status: string;
  readonly outcome: string | null;
  readonly validity: string | null;
}

/** The newest check as it is kept. */
async function newest(from = database): Promise<Row> {
  const { rows } = await from.query<Row>(
    'SELECT reference_id, status, outcome, validity FROM verifications ORDER BY id DESC LIMIT 1',
  );
  return rows[0]!;
}

/** The work that a mutation left to the background is done when nothing is open about the record any more. */
async function untilNothingIsOpen(reference: string): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    const { rows } = await database.query('SELECT FROM webhook_events WHERE record_key = $1 AND processed_at IS NULL', [
      reference,
    ]);
    if (rows.length === 0) return;
    await new Promise(setImmediate);
  }
  throw new Error('An event stays open.');
}

/** A check that the bank found invalid, told by a genuine event, which somebody captures. */
async function failedCheck(to = gateway, from = database, as = token) {
  await start(to, as);
  const { reference_id: reference } = await newest(from);
  bank.says = 'INVALID';
  const genuine = bankEvent(reference, 'INVALID');
  expect(await send(genuine, to)).toBe(200);
  expect(await newest(from)).toMatchObject({ status: 'COMPLETED', outcome: 'FAIL' });
  return { reference, genuine };
}

const legacy = (data: object, signature: string) => ({
  headers: {},
  body: JSON.stringify({ event_type: 'BANK_ACCOUNT_VERIFICATION_SUCCESS', data, signature }),
});

describe('a genuine event of an invalid account, cut anew into one of the legacy scheme', () => {
  test.each(['INVALID', null] as const)('is refused and leaves the check failed; the bank says %p', async (says) => {
    const { reference, genuine } = await failedCheck();
    bank.says = says;
    const { 'x-webhook-timestamp': timestamp = '', 'x-webhook-signature': signature = '' } = genuine.headers;
    const { data } = recut(timestamp, genuine.body, reference);

    expect(await send(legacy(data, signature))).toBe(401);

    expect(await newest()).toMatchObject({ status: 'COMPLETED', outcome: 'FAIL', validity: null });
  });

  test('is refused where the legacy scheme is on; even signed with its own secret it makes no pass', async () => {
    const other = await startTestGateway({
      ...bank.settings,
      CASHFREE_WEBHOOK_LEGACY: 'on',
      CASHFREE_WEBHOOK_LEGACY_SECRET: LEGACY_SECRET,
    });
    const records = new pg.Client({ connectionString: other.databaseUrl });
    await records.connect();
    const { token: as } = await newCustomer(other);
    const { reference, genuine } = await failedCheck(other, records, as);
    const { 'x-webhook-timestamp': timestamp = '', 'x-webhook-signature': signature = '' } = genuine.headers;
    const { data } = recut(timestamp, genuine.body, reference);
    const ownSignature = createHmac('sha256', LEGACY_SECRET)
      .update(timestamp + genuine.body)
      .digest('base64');

    const statuses = [await send(legacy(data, signature), other), await send(legacy(data, ownSignature), other)];
    bank.says = null;
    statuses.push(await send(legacy({ ...data, c: '' }, ownSignature), other));

    expect(statuses).toEqual([401, 200, 200]);
    expect(await newest(records)).toMatchObject({ status: 'COMPLETED', outcome: 'FAIL', validity: null });
    await records.end();
    await other.stop();
  });
});

test('a gateway whose two schemes share a secret does not start', async () => {
  const shared = { CASHFREE_WEBHOOK_LEGACY: 'on', CASHFREE_WEBHOOK_LEGACY_SECRET: BANK_SECRET };
  await expect(startTestGateway({ ...bank.settings, ...shared })).rejects.toThrow(
    'CASHFREE_WEBHOOK_LEGACY_SECRET must',
  );
  const none = { CASHFREE_WEBHOOK_LEGACY: 'on' };
  await expect(startTestGateway({ ...bank.settings, ...none })).rejects.toThrow('CASHFREE_WEBHOOK_LEGACY_SECRET is');
});

describe('an event that tells of a valid account', () => {
  test('counts when the bank says so too', async () => {
    await start();
    const { reference_id } = await newest();
    bank.says = 'VALID';
    expect(await send(bankEvent(reference_id, 'VALID'))).toBe(200);
    expect(await newest()).toMatchObject({ status: 'COMPLETED', outcome: 'PASS', validity: 'VALID' });
  });

  test('is no pass while the bank says otherwise or cannot be asked, and staff see that it came', async () => {
    const { reference } = await failedCheck();
    expect(await send(bankEvent(reference, 'VALID'))).toBe(200);
    bank.says = null;
    expect(await send(bankEvent(reference, 'VALID', { at: new Date(Date.now() + 1_000) }))).toBe(200);
    expect(await newest()).toMatchObject({ outcome: 'FAIL' });

    const query = `query { verifications(first: 1) { nodes {
      history { nodes { outcome status processedAt raw { providerStatus } } } } } }`;
    const { data } = await gateway.send(query, {}, staff);
    const history: Data[] = data.verifications.nodes[0].history.nodes;
    expect(history.map(({ outcome }) => outcome)).toEqual(['PASS', 'PASS', 'FAIL']);
    expect(history.map(({ processedAt }) => processedAt === null)).toEqual([true, false, false]);
    const own = await gateway.send(query, {}, token);
    expect(own.data.verifications.nodes[0].history).toBeNull();
  });

  test('said to happen in 2099 does not keep a real one from counting', async () => {
    await start();
    const { reference_id } = await newest();
    bank.says = null;
    expect(await send(bankEvent(reference_id, 'VALID', { at: new Date('2099-01-01T00:00:00Z') }))).toBe(200);
    expect(await newest()).toMatchObject({ outcome: 'UNAVAILABLE' });
    expect(await send(bankEvent(reference_id, 'INVALID', { at: new Date(Date.now() + 60_000) }))).toBe(200);
    expect(await newest()).toMatchObject({ status: 'COMPLETED', outcome: 'FAIL' });
  });

  test('sent again changes nothing, also when the bank has changed its mind', async () => {
    await start();
    const { reference_id } = await newest();
    bank.says = 'VALID';
    const genuine = bankEvent(reference_id, 'VALID');
    await send(genuine);
    bank.says = 'INVALID';
    await send(bankEvent(reference_id, 'INVALID'));
    expect(await send(genuine)).toBe(200);
    expect(await newest()).toMatchObject({ outcome: 'FAIL' });
  });

  test('and another of an invalid one at the same moment end in what the bank says', async () => {
    await start();
    const { reference_id } = await newest();
    bank.says = 'INVALID';
    const events = (['VALID', 'INVALID', 'VALID'] as const).map((status, second) =>
      bankEvent(reference_id, status, { at: new Date(Date.now() + second * 1_000) }),
    );
    expect(await Promise.all(events.map((event) => send(event)))).toEqual([200, 200, 200]);
    expect(await newest()).toMatchObject({ status: 'COMPLETED', outcome: 'FAIL' });
  });
});

describe('an event that is faster than our own save', () => {
  test.each([
    ['with our own id', true],
    ['with the reference alone', false],
  ])('%s is not lost, and the answer to our call does not overwrite it', async (_how, ours) => {
    bank.meanwhile = async ({ reference, userId }) => {
      bank.says = 'VALID';
      const event = bankEvent(reference, 'VALID', ours ? { userId } : {});
      expect([await send(event), await send(event)]).toEqual([200, 200]);
      return 'ANSWER';
    };
    const { id } = await start();
    const { reference_id } = await newest();
    await untilNothingIsOpen(reference_id);

    expect(await newest()).toMatchObject({ status: 'COMPLETED', outcome: 'PASS', validity: 'VALID' });
    const query = 'query ($id: ID!) { verification(id: $id) { timeline { status outcome } attempts { finishedAt } } }';
    const { data } = await gateway.send(query, { id }, token);
    const path = data.verification.timeline.map(({ status, outcome }: Data) => `${status} ${outcome}`);
    const [asked, answered, passed] = ['PROCESSING null', 'PROCESSING UNAVAILABLE', 'COMPLETED PASS'];
    expect(path).toEqual(ours ? [asked, passed, answered, passed] : [asked, answered, passed]);
    expect(data.verification.attempts).toEqual([{ finishedAt: expect.any(String) }]);
  });

  test('is the result of a call whose answer never arrived', async () => {
    bank.meanwhile = async ({ reference, userId }) => {
      bank.says = 'INVALID';
      expect(await send(bankEvent(reference, 'INVALID', { userId }))).toBe(200);
      return 'LOST';
    };
    expect(await start()).toMatchObject({ __typename: 'Verification', outcome: 'FAIL' });
    expect(await newest()).toMatchObject({ status: 'COMPLETED', outcome: 'FAIL' });
  });

  test('finds the check whose call was given up for lost before it came', async () => {
    let told = { reference: '', userId: '' };
    bank.meanwhile = async (check) => {
      told = check;
      return 'LOST';
    };
    expect(await start()).toMatchObject({ __typename: 'ProviderUnavailable', outcomeUnknown: true });
    expect(await newest()).toMatchObject({ status: 'UNKNOWN', reference_id: null });
    bank.says = 'VALID';
    expect(await send(bankEvent(told.reference, 'VALID', { userId: told.userId }))).toBe(200);
    expect(await newest()).toMatchObject({ status: 'COMPLETED', outcome: 'PASS', reference_id: told.reference });
  });
});
