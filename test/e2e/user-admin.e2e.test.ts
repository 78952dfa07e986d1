import { startTestGateway, type TestGateway } from '../support/test-gateway.js';
import { logIn, newCustomer } from './new-customer.js';
import { readOperationFile } from './operation-files.js';

let gateway: TestGateway;
let admin: string;
beforeAll(async () => {
  gateway = await startTestGateway();
  admin = await gateway.login('admin@example.com');
});
afterAll(() => gateway.stop());

async function command(name: string, variables: Record<string, unknown>, token = admin) {
  const { data, errors } = await gateway.send(readOperationFile(name).text, variables, token);
  expect(errors).toBeUndefined();
  return Object.values(data)[0] as { __typename: string; roles?: string[]; suspendedAt?: string | null };
}

const me = async (token: string) => (await gateway.send('{ me { id roles } }', {}, token)).data?.me ?? null;

test('a customer becomes a reviewer with their next login', async () => {
  const person = await newCustomer(gateway);
  const changed = await command('set-user-roles', { userId: person.id, roles: ['REVIEWER'] });
  expect(changed).toMatchObject({ __typename: 'User', roles: ['REVIEWER'] });

  expect(await me(person.token)).toBeNull();
  const token = (await logIn(gateway, person.email, person.password)) ?? '';
  expect(await me(token)).toEqual({ id: person.id, roles: ['REVIEWER'] });
  expect((await gateway.send('{ users(first: 1) { nodes { id } } }', {}, token)).errors).toBeUndefined();
});

test('a suspended person is out at once, cannot log in, and gets in again when reinstated', async () => {
  const person = await newCustomer(gateway);
  await command('suspend-user', { userId: person.id, reason: 'FRAUD_SUSPECTED' });
  expect(await me(person.token)).toBeNull();
  expect(await logIn(gateway, person.email, person.password)).toBeNull();

  const suspended = await gateway.send(
    readOperationFile('find-users').text,
    { filter: { email: person.email.toUpperCase(), suspended: true } },
    admin,
  );
  expect(suspended.data.users.nodes).toMatchObject([{ id: person.id, suspendedAt: expect.any(String) }]);

  expect(await command('reinstate-user', { userId: person.id })).toMatchObject({ suspendedAt: null });
  expect(await me(person.token)).toBeNull();
  expect(await logIn(gateway, person.email, person.password)).not.toBeNull();
});

test('the only admin can neither step down nor be suspended', async () => {
  const { data } = await gateway.send('{ me { id } }', {}, admin);
  const down = await command('set-user-roles', { userId: data.me.id, roles: ['CUSTOMER'] });
  const out = await command('suspend-user', { userId: data.me.id, reason: 'EMPLOYMENT_ENDED' });
  expect([down.__typename, out.__typename]).toEqual(['Conflict', 'Conflict']);
  expect(await me(admin)).toEqual({ id: data.me.id, roles: ['ADMIN'] });
});
