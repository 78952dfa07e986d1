import { startTestGateway, type TestGateway } from '../support/test-gateway.js';
import { PIXEL_PNG } from './images.js';
import { newCustomer } from './new-customer.js';
import { readOperationFile } from './operation-files.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.stop());

const UPDATE = readOperationFile('update-profile');
const INPUT = UPDATE.variables.input as Readonly<Record<string, unknown>>;

async function update(token: string, input: Record<string, unknown>) {
  return (await gateway.send(UPDATE.text, { input }, token)).data.updateProfile;
}

/** The document of the demo customer. */
const ASHAS_PAN_CARD = Buffer.from('Document:0190a000-0000-7000-8004-000000000001').toString('base64url');

describe('updateProfile', () => {
  test('keeps every group and shows the numbers masked', async () => {
    const { token } = await newCustomer(gateway);
    const { photoDocumentId: _, ...input } = INPUT;

    const { profile, kyc } = await update(token, input);

    expect(profile).toMatchObject({
      pan: { number: 'AAXXXXXX4C', mobile: '+91XXXXXX0001', email: 'a***@example.com', holderType: 'INDIVIDUAL' },
      personal: { gender: 'FEMALE', annualIncome: 650_000, indianCitizen: true },
      address: { city: 'Bengaluru', pincode: '560001', country: 'India' },
      bankAccounts: [
        { accountNumber: 'XXXXXXXX0001', primary: true },
        { accountNumber: 'XXXXXXXX0002', primary: false },
      ],
      dematAccounts: [{ depository: 'NSDL', dpId: 'XXXX0001', clientId: 'XXXX0001', wellFormed: true }],
    });
    expect(kyc.done).toEqual(['PAN', 'PERSONAL', 'ADDRESS', 'BANK_ACCOUNT']);
    const { me } = (await gateway.send('{ me { profile { pan { number } address { line } } } }', {}, token)).data;
    expect(me.profile).toEqual({ pan: { number: 'AAXXXXXX4C' }, address: { line: '1***' } });
  });

  test('keeps the client master copy as a document with its bytes', async () => {
    const { token } = await newCustomer(gateway);
    const { profile } = await update(token, { dematAccounts: INPUT.dematAccounts });

    const { document } = (
      await gateway.send(
        'query ($id: ID!) { document(id: $id) { kind sizeBytes contentType state } }',
        { id: profile.dematAccounts[0].clientMasterDocumentId },
        token,
      )
    ).data;
    expect(document).toEqual({
      kind: 'CLIENT_MASTER_COPY',
      sizeBytes: PIXEL_PNG.length,
      contentType: 'image/png',
      state: 'STORED',
    });
  });

  test('leaves out groups alone, and keeps the number of an account that is sent back by its id', async () => {
    const { token } = await newCustomer(gateway);
    const first = await update(token, { address: INPUT.address, bankAccounts: INPUT.bankAccounts });
    const [kept] = first.profile.bankAccounts;

    const { profile } = await update(token, {
      bankAccounts: [
        { id: kept.id, bankName: 'Renamed Bank', accountType: 'SAVINGS', ifsc: 'HDFC0000001', primary: true },
      ],
    });

    expect(profile.address).toMatchObject({ city: 'Bengaluru' });
    expect(profile.bankAccounts).toEqual([
      expect.objectContaining({ id: kept.id, bankName: 'Renamed Bank', accountNumber: 'XXXXXXXX0001' }),
    ]);
  });

  test('names every fault of the lists', async () => {
    const { token } = await newCustomer(gateway);
    const account = { bankName: 'Bank', accountType: 'SAVINGS', ifsc: 'HDFC0000001', primary: true };
    const result = await update(token, { bankAccounts: [account, { ...account, accountNumber: '000100000001' }] });

    expect(result.__typename).toBe('ValidationProblem');
    expect(result.fieldErrors.map(({ field }: { field: string }) => field).sort()).toEqual([
      'bankAccounts',
      'bankAccounts.0.accountNumber',
    ]);
    expect((await gateway.send('{ me { profile { bankAccounts { id } } } }', {}, token)).data.me.profile).toEqual({
      bankAccounts: [],
    });
  });

  test("does not take somebody else's photo", async () => {
    const { token } = await newCustomer(gateway);

    expect(await update(token, { photoDocumentId: ASHAS_PAN_CARD })).toMatchObject({
      __typename: 'NotFound',
      field: 'photoDocumentId',
    });
  });
});
