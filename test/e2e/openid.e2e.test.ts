import { type Data, startTestGateway, type TestGateway } from '../support/test-gateway.js';
import { newCustomer } from './new-customer.js';
import { readOperationFile } from './operation-files.js';
import { ISSUER, linkIdentity, newKeyPair, OutsideProvider } from './outside-provider.js';

const textOf = (name: string) => readOperationFile(name).text;
const ME = '{ me { email externalIdentities { nodes { issuer subject } } } }';
const USERS = '{ users(first: 1) { nodes { id } } }';

describe('an outside provider of identities', () => {
  let provider: OutsideProvider;
  let gateway: TestGateway;
  beforeAll(async () => {
    provider = await OutsideProvider.start(['RS256', 'PS256', 'ES256', 'EdDSA']);
    gateway = await startTestGateway({
      ...provider.settings,
      AUTH_ROLE_CLAIM: 'realm_access.roles',
      AUTH_ROLE_MAP: 'kyc-customer=CUSTOMER,kyc-staff=REVIEWER',
    });
  });
  afterAll(async () => {
    await gateway.stop();
    await provider.stop();
  });

  const codesOf = async (query: string, token: string) =>
    (await gateway.send(query, {}, token)).errors?.map(({ extensions }) => extensions.code);
  const withRoles = (...roles: readonly string[]) => ({ claims: { realm_access: { roles } } });

  test('signs people in by every accepted algorithm, and fetches its keys once', async () => {
    const person = await newCustomer(gateway);
    await linkIdentity(gateway, person, 'nina');
    for (const pair of provider.keys) {
      const { data } = await gateway.send(ME, {}, await provider.token('nina', {}, pair));
      expect([pair.alg, data.me]).toEqual([
        pair.alg,
        { email: person.email, externalIdentities: { nodes: [{ issuer: ISSUER, subject: 'nina' }] } },
      ]);
    }
    expect(provider.fetches).toBe(1);
  });

  test('says what people may do, in its own words', async () => {
    await linkIdentity(gateway, await newCustomer(gateway), 'staff');
    const ask = async (...roles: readonly string[]) =>
      codesOf(USERS, await provider.token('staff', withRoles(...roles)));
    expect(await ask('kyc-staff', 'something')).toBeUndefined();
    for (const words of [[], ['REVIEWER'], ['SERVICE'], ['ADMIN'], ['kyc-customer'], ['KYC-STAFF'], ['__proto__']])
      expect([words, await ask(...words)]).toEqual([words, ['FORBIDDEN']]);
  });

  test('says it at once: staff of the gateway without a role in the token are nobody', async () => {
    const person = await newCustomer(gateway);
    await linkIdentity(gateway, person, 'former-staff');
    const admin = await gateway.login('admin@example.com');
    await gateway.send(textOf('set-user-roles'), { userId: person.id, roles: ['ADMIN'] }, admin);
    expect(await codesOf(USERS, await provider.token('former-staff', withRoles('kyc-staff')))).toBeUndefined();
    expect(await codesOf(USERS, await provider.token('former-staff', withRoles('gone')))).toEqual(['UNAUTHENTICATED']);
  });

  test('an identity is one account’s only, and only its person confirms it', async () => {
    const [one, other] = [await newCustomer(gateway), await newCustomer(gateway)];
    const identityId = await linkIdentity(gateway, one, 'tara', { confirmed: false });
    const confirm = (token: string, password: string) =>
      gateway.send(textOf('confirm-external-identity'), { identityId, password }, token);
    expect((await confirm(other.token, other.password)).data.confirmExternalIdentity.__typename).toBe('NotFound');
    expect((await confirm(one.token, 'not the password')).data.confirmExternalIdentity.__typename).toBe(
      'InvalidCredentials',
    );
    expect(await codesOf(ME, await provider.token('tara'))).toEqual(['UNAUTHENTICATED']);

    const admin = await gateway.login('admin@example.com');
    const input = { userId: other.id, issuer: ISSUER, subject: 'tara' };
    const again = await gateway.send(textOf('link-external-identity'), { input }, admin);
    expect(again.data.linkExternalIdentity.__typename).toBe('Conflict');
    expect((await confirm(one.token, one.password)).data.confirmExternalIdentity.__typename).toBe('ExternalIdentity');
    expect((await gateway.send(ME, {}, await provider.token('tara'))).data.me.email).toBe(one.email);
  });

  test('a session of an outside token is none of ours: it cannot be refreshed, and logging out changes nothing', async () => {
    await linkIdentity(gateway, await newCustomer(gateway), 'dev');
    const token = await provider.token('dev');
    const { data } = await gateway.send('mutation { logout { loggedOut } }', {}, token);
    expect(data.logout.loggedOut).toBe(true);
    expect(await codesOf(ME, token)).toBeUndefined();
  });
});

describe('the keys of the outside provider', () => {
  let provider: OutsideProvider;
  let gateway: TestGateway;
  beforeEach(async () => {
    provider = await OutsideProvider.start();
    gateway = await startTestGateway(provider.settings);
    await linkIdentity(gateway, await newCustomer(gateway), 'nina');
  });
  afterEach(async () => {
    await gateway.stop();
    await provider.stop();
  });

  const answer = async (token: string): Promise<Data> => {
    const { status, errors } = await gateway.send('{ me { id } }', {}, token);
    return [status, errors?.[0]?.extensions.code];
  };
  const REFUSED = [401, 'UNAUTHENTICATED'];

  test.each(['failing', 'silent', 'babbling'] as const)(
    'out of reach (%s): its tokens are refused, ours are not, and it is not asked for each of them',
    async (mood) => {
      provider.mood = mood;
      const token = await provider.token('nina');
      expect(await Promise.all(Array.from({ length: 20 }, () => answer(token)))).toEqual(Array(20).fill(REFUSED));
      expect(await answer(token)).toEqual(REFUSED);
      expect(provider.fetches).toBe(1);
      expect(await answer(await gateway.login('asha@example.com'))).toEqual([200, undefined]);
    },
  );

  test('once there, are good while it is out of reach, whatever strangers send', async () => {
    const token = await provider.token('nina');
    expect(await answer(token)).toEqual([200, undefined]);
    provider.mood = 'failing';
    for (let sent = 0; sent < 10; sent += 1) {
      const stranger = await provider.token('nina', {}, await newKeyPair('ES256', `stranger-${sent}`));
      expect(await answer(stranger)).toEqual(REFUSED);
    }
    expect(await answer(token)).toEqual([200, undefined]);
    expect(provider.fetches).toBe(1);
  });
});

test('without an outside provider its tokens are no tokens', async () => {
  const provider = await OutsideProvider.start();
  const gateway = await startTestGateway();
  try {
    await linkIdentity(gateway, await newCustomer(gateway), 'nina');
    expect((await gateway.send('{ me { id } }', {}, await provider.token('nina'))).status).toBe(401);
    expect(provider.fetches).toBe(0);
  } finally {
    await gateway.stop();
    await provider.stop();
  }
});
