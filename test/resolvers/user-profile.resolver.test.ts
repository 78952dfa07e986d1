import { CLEAR, newProfile } from '../support/fakes/record-samples.js';
import { createWorld, type Run, type World } from '../support/schema-harness.js';
import { bankAccountInput, dematAccountInput } from './inputs.js';
import { PROBLEM, USER } from './selections.js';

const UPDATE = `mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) { __typename ... on User { ${USER} } ${PROBLEM} } }`;

let world: World;
let asAsha: Run;

beforeEach(async () => {
  world = await createWorld();
  asAsha = world.as(world.people.asha);
});

describe('updateProfile', () => {
  const full = () => ({
    pan: { number: CLEAR.pan.toLowerCase(), name: 'Asha Rao', dateOfBirth: '1990-04-05' },
    personal: {
      gender: 'FEMALE',
      placeOfBirth: 'Mysuru',
      occupation: 'Engineer',
      annualIncome: 0,
      indianCitizen: true,
      informationConfirmed: true,
    },
    address: { line: '12', city: 'Bengaluru', pincode: '560001', state: 'Karnataka', country: 'India' },
    bankAccounts: [bankAccountInput()],
    dematAccounts: [dematAccountInput({ clientMasterCopy: Buffer.from('%PDF-1.7').toString('base64') })],
  });

  test('keeps every group, and answers with the new profile masked', async () => {
    const photo = await world.addDocument(world.people.asha);
    const { data, errors } = await asAsha(UPDATE, { input: { ...full(), photoDocumentId: photo.globalId } });
    expect(errors).toEqual([]);
    expect(data.updateProfile).toMatchObject({
      __typename: 'User',
      kyc: { done: ['PAN', 'PERSONAL', 'ADDRESS', 'BANK_ACCOUNT'] },
      profile: {
        pan: { number: 'ABXXXXXX4F', holderType: 'INDIVIDUAL', mobile: null },
        bankAccounts: [{ accountNumber: 'XXXXXXXX6789' }],
        photoDocumentId: photo.globalId,
      },
    });
    expect(world.gateway.auditTrail.events).toMatchObject([
      {
        action: 'PROFILE_CHANGED',
        subjectUserId: world.people.asha.id,
        details: { groups: 'pan personal address bankAccounts dematAccounts photoDocumentId' },
      },
    ]);
    const kept = world.gateway.users.profiles.get(world.people.asha.id);
    expect(kept).toMatchObject({ pan: { number: CLEAR.pan }, bankAccounts: [{ accountNumber: CLEAR.accountNumber }] });
  });

  test('keeps the client master copy as a document', async () => {
    const { data } = await asAsha(UPDATE, { input: full() });
    const id = data.updateProfile.profile.dematAccounts[0].clientMasterDocumentId;
    const read = await asAsha('query ($id: ID!) { document(id: $id) { kind contentType } }', { id });
    expect(read.data.document).toEqual({ kind: 'CLIENT_MASTER_COPY', contentType: 'application/pdf' });
    const account = data.updateProfile.profile.dematAccounts[0];
    const again = dematAccountInput({ id: account.id, dpId: undefined, clientId: undefined, depository: 'CDSL' });
    const second = (await asAsha(UPDATE, { input: { dematAccounts: [again] } })).data.updateProfile;
    expect(second.profile.dematAccounts).toEqual([{ ...account, depository: 'CDSL', wellFormed: false }]);
  });

  test('leaves absent groups as they are, and an account number that is not sent again', async () => {
    const { asha } = world.people;
    const profile = newProfile(asha.id);
    world.gateway.users.profiles.set(asha.id, profile);
    const account = bankAccountInput({ id: 'bank-1', accountNumber: undefined, bankName: 'Other Bank' });
    await asAsha(UPDATE, { input: { bankAccounts: [account] } });
    const kept = world.gateway.users.profiles.get(asha.id);
    expect(kept).toEqual({ ...profile, bankAccounts: [{ ...profile.bankAccounts[0], bankName: 'Other Bank' }] });
  });

  test('empties a list, and replaces one', async () => {
    const { asha } = world.people;
    world.gateway.users.profiles.set(asha.id, newProfile(asha.id));
    const input = { bankAccounts: [], dematAccounts: [dematAccountInput({ primary: false })] };
    const { data } = await asAsha(UPDATE, { input });
    expect(data.updateProfile.profile).toMatchObject({ bankAccounts: [], dematAccounts: [{ primary: false }] });
    expect(data.updateProfile.profile.dematAccounts[0].id).not.toBe('demat-1');
  });

  test.each<[string, Record<string, unknown>, string[]]>([
    ['a birth in the future', { pan: { ...full().pan, dateOfBirth: '2026-02-01' } }, ['pan.dateOfBirth']],
    [
      'a new account without number',
      { bankAccounts: [bankAccountInput({ accountNumber: null })] },
      ['bankAccounts.0.accountNumber'],
    ],
    [
      'an account that is not theirs',
      { bankAccounts: [bankAccountInput({ id: 'bank-of-another' })] },
      ['bankAccounts.0.id'],
    ],
    ['two main accounts', { bankAccounts: [bankAccountInput(), bankAccountInput()] }, ['bankAccounts']],
    [
      'too many accounts',
      { dematAccounts: Array.from({ length: 21 }, () => dematAccountInput({ primary: false })) },
      ['dematAccounts'],
    ],
    [
      'a new demat account without numbers',
      { dematAccounts: [dematAccountInput({ dpId: null, clientId: null, id: 'x' })] },
      ['dematAccounts.0.dpId', 'dematAccounts.0.clientId', 'dematAccounts.0.id'],
    ],
    [
      'several at once',
      { pan: { ...full().pan, dateOfBirth: '2099-01-01' }, bankAccounts: [bankAccountInput({ accountNumber: null })] },
      ['bankAccounts.0.accountNumber', 'pan.dateOfBirth'],
    ],
  ])('refuses %s, naming the field, and keeps nothing', async (_name, input, fields) => {
    const { data, errors } = await asAsha(UPDATE, { input });
    expect(errors).toEqual([]);
    expect(data.updateProfile.__typename).toBe('ValidationProblem');
    expect(data.updateProfile.fieldErrors.map(({ field }: { field: string }) => field)).toEqual(fields);
    expect(world.gateway.users.profiles.size).toBe(0);
  });

  test.each([-1, 1e308, 0.001])('takes no annual income of %p', async (annualIncome) => {
    const { data, errors } = await asAsha(UPDATE, { input: { personal: { ...full().personal, annualIncome } } });
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'input.personal.annualIncome' } }]);
    expect(world.gateway.users.profiles.size).toBe(0);
  });

  test('refuses a photo whose bytes are gone, and says so of the document from then on', async () => {
    const photo = await world.addDocument(world.people.asha, {}, null);
    const { data } = await asAsha(UPDATE, { input: { photoDocumentId: photo.globalId } });
    expect(data.updateProfile).toMatchObject({ __typename: 'NotFound', field: 'photoDocumentId' });
    const read = await asAsha('query ($id: ID!) { document(id: $id) { state } }', { id: photo.globalId });
    expect(read.data.document.state).toBe('MISSING');
  });

  test('answers each of two changes in one request with the profile after it', async () => {
    const { data } = await asAsha(
      `mutation ($one: UpdateProfileInput!, $two: UpdateProfileInput!) {
        one: updateProfile(input: $one) { ... on User { profile { bankAccounts { bankName } } } }
        two: updateProfile(input: $two) { ... on User { profile { bankAccounts { bankName } } } } }`,
      { one: { bankAccounts: [bankAccountInput({ bankName: 'Bank One' })] }, two: { bankAccounts: [] } },
    );
    expect(data.one.profile.bankAccounts).toEqual([{ bankName: 'Bank One' }]);
    expect(data.two.profile.bankAccounts).toEqual([]);
  });

  test('takes the profile of the signed-in user only', async () => {
    const { bala } = world.people;
    world.gateway.users.profiles.set(bala.id, newProfile(bala.id));
    await asAsha(UPDATE, { input: { bankAccounts: [] } });
    expect(world.gateway.users.profiles.get(bala.id)).toEqual(newProfile(bala.id));
  });
});
