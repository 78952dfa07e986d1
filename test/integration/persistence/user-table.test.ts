import { v7 as newId } from 'uuid';
import type { Address, PanDetails, PersonalDetails } from '../../../src/domain/user/profile.js';
import { emptyProfile } from '../../../src/domain/user/profile.js';
import { UserTable } from '../../../src/persistence/repositories/user-table.js';
import { newUser, openTestTables, type TestTables, testVault } from './test-tables.js';

const AT = new Date('2026-02-03T04:05:06.000Z');
const PAN: PanDetails = {
  number: 'ABCPA1234F',
  name: 'Asha Rao',
  dateOfBirth: '1990-01-31',
  mobile: null,
  email: null,
  holderType: 'INDIVIDUAL',
};
const PERSONAL: PersonalDetails = {
  gender: 'FEMALE',
  placeOfBirth: 'Pune',
  occupation: 'Engineer',
  annualIncome: 1_200_000,
  indianCitizen: true,
  informationConfirmed: true,
};
const ADDRESS: Address = {
  line: '1, Example Street',
  landmark: null,
  city: 'Pune',
  pincode: '411001',
  state: 'Maharashtra',
  country: 'IN',
};

let tables: TestTables;
let users: UserTable;

beforeAll(async () => {
  tables = await openTestTables();
  users = new UserTable(tables.dataSource, testVault);
});
afterAll(() => tables.close());

describe('accounts', () => {
  test('one of ten that register at once with one email address gets it', async () => {
    const email = `wanted-${newId()}@example.com`;
    const rivals = Array.from({ length: 10 }, () => newUser({ email }));
    const inserted = await Promise.all(rivals.map((user) => users.insert(user)));
    expect(inserted.filter((won) => won)).toHaveLength(1);
    const winner = rivals[inserted.indexOf(true)];
    expect((await users.findCredentials(email))?.user.id).toBe(winner?.id);
    const found = await users.findMany(rivals.map(({ id }) => id));
    expect(found.map(({ id }) => id)).toEqual([winner?.id]);
  });

  test('the password hash is in the credentials and nowhere else', async () => {
    const user = await tables.addUser();
    expect(await users.findCredentials(user.email)).toMatchObject({ passwordHash: user.passwordHash });
    const [found] = await users.findMany([user.id]);
    const listed = (await users.list({ first: 1, after: null })).items[0];
    const { passwordHash: _, ...known } = user;
    expect(found).toEqual(known);
    expect(listed).toEqual(known);
  });

  test('an unknown email address has no credentials', async () => {
    expect(await users.findCredentials('nobody@example.com')).toBeNull();
  });

  test('accounts and profiles are found by values that the database does not show', async () => {
    const mobile = `+9190${newId().replace(/\D/g, '').slice(-8)}`;
    const [one, two] = [newUser({ mobile, name: 'Zebra Quagga' }), newUser({ mobile })];
    for (const user of [one, two]) await users.insert(user);
    await users.saveProfile(one.id, { pan: { ...PAN, number: 'ZZZPZ9876Z' } }, AT);
    expect((await users.findByEmail(one.email.toUpperCase()))?.id).toBe(one.id);
    expect((await users.findByMobile(mobile)).map(({ id }) => id).sort()).toEqual([one.id, two.id].sort());
    expect(await users.findIdsByPan('ZZZPZ9876Z')).toEqual([one.id]);
    expect(await users.findIdsByPan('ZZZPZ9876Y')).toEqual([]);
    await users.saveProfile(one.id, { address: ADDRESS }, AT);
    expect(await users.findIdsByPan('ZZZPZ9876Z')).toEqual([one.id]);
    await users.saveProfile(one.id, { pan: { ...PAN, number: 'ZZZPZ0000Z' } }, AT);
    expect(await users.findIdsByPan('ZZZPZ9876Z')).toEqual([]);
    const rows = [
      ...(await tables.dataSource.query('SELECT * FROM users')),
      ...(await tables.dataSource.query('SELECT * FROM profiles')),
    ];
    for (const value of [mobile, one.email, 'Zebra', 'ZZZPZ', 'Pune', 'Street'])
      expect(JSON.stringify(rows)).not.toContain(value);
  });

  test('a value that was moved from another row, or altered, throws where it is read and spares the rest', async () => {
    const [one, two] = [await tables.addUser(), await tables.addUser()];
    await tables.dataSource.query(
      'UPDATE users SET name = (SELECT name FROM users WHERE id = $2), mobile = overlay(mobile placing $3 from 100) WHERE id = $1',
      [one.id, two.id, 'AAAA'],
    );
    const [found] = await users.findMany([one.id]);
    const unreadable = { name: 'SealedValueError', reason: 'ALTERED', table: 'users' };
    expect(() => found?.name).toThrow(expect.objectContaining({ ...unreadable, column: 'name' }));
    expect(() => found?.mobile).toThrow(expect.objectContaining({ ...unreadable, column: 'mobile' }));
    expect(found?.email).toBe(one.email);
  });

  test('a verified mobile number is marked with the time', async () => {
    const user = await tables.addUser();
    await users.markVerified(user.id, 'MOBILE', AT);
    expect(await users.findMany([user.id])).toMatchObject([
      { mobileVerifiedAt: AT, emailVerifiedAt: null, updatedAt: AT },
    ]);
  });
});

describe('profiles', () => {
  test('one that was never written is not there', async () => {
    const { id } = await tables.addUser();
    expect(await users.findProfiles([id])).toEqual([]);
  });

  test('a group that is written leaves the others as they are', async () => {
    const { id } = await tables.addUser();
    expect(await users.saveProfile(id, { pan: PAN }, AT)).toMatchObject({ ...emptyProfile(id), pan: PAN });
    await users.saveProfile(id, { address: ADDRESS }, AT);
    expect(await users.saveProfile(id, { pan: { ...PAN, name: 'A Rao' } }, AT)).toMatchObject({
      pan: { ...PAN, name: 'A Rao' },
      address: ADDRESS,
      personal: null,
    });
  });

  test('different groups that are written at once, the first time or later, are all kept', async () => {
    const { id } = await tables.addUser();
    for (const annualIncome of [1, 2, 3]) {
      const personal = { ...PERSONAL, annualIncome };
      const pan = { ...PAN, name: `Asha ${annualIncome}` };
      const address = { ...ADDRESS, city: `City ${annualIncome}` };
      await Promise.all([{ pan }, { personal }, { address }].map((group) => users.saveProfile(id, group, AT)));
      expect(await users.findProfiles([id])).toMatchObject([{ pan, personal, address }]);
    }
  });

  test('account numbers keep their leading zeros', async () => {
    const { id } = await tables.addUser();
    const bankAccounts = [
      {
        id: newId(),
        bankName: 'Example Bank',
        accountType: 'SAVINGS' as const,
        accountNumber: '000012345678',
        ifsc: 'EXAM0000001',
        primary: true,
      },
    ];
    const dematAccounts = [
      {
        id: newId(),
        depository: 'CDSL' as const,
        dpId: '0012345678901234',
        clientId: '00000001',
        primary: true,
        clientMasterDocumentId: null,
      },
    ];
    await users.saveProfile(id, { bankAccounts, dematAccounts }, AT);
    const [profile] = await users.findProfiles([id]);
    expect(profile).toMatchObject({ bankAccounts, dematAccounts });
  });

  test('profiles of many users take one statement', async () => {
    const people = [await tables.addUser(), await tables.addUser()];
    for (const { id } of people) await users.saveProfile(id, { pan: PAN }, AT);
    const statements = await tables.statementsOf(async () => {
      expect(await users.findProfiles(people.map(({ id }) => id))).toHaveLength(2);
    });
    expect(statements).toHaveLength(1);
  });
});
