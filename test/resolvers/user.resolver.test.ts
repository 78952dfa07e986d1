import { toGlobalId } from '../../src/graphql/common/global-id.js';
import { RIGHT_CODE } from '../support/fakes/fake-otp-port.js';
import { customerAnswer, screeningState } from '../support/fakes/provider-samples.js';
import { newProfile } from '../support/fakes/record-samples.js';
import { createWorld, type Run, type World } from '../support/schema-harness.js';
import { providerError } from './provider-errors.js';
import { PAGE, USER } from './selections.js';

let world: World;
let asAsha: Run;

beforeEach(async () => {
  world = await createWorld();
  asAsha = world.as(world.people.asha);
});

describe('me', () => {
  test('is the signed-in user, with identity numbers masked', async () => {
    const { asha } = world.people;
    world.gateway.users.profiles.set(asha.id, newProfile(asha.id));
    const { data, errors } = await asAsha(`{ me { ${USER} } }`);
    expect(errors).toEqual([]);
    expect(data.me).toMatchObject({
      id: toGlobalId('User', asha.id),
      name: 'Asha Rao',
      email: 'asha@example.com',
      roles: ['CUSTOMER'],
      mobile: '+91XXXXXX0001',
      mobileVerifiedAt: null,
      emailVerifiedAt: null,
      createdAt: '2026-01-12T09:00:00.000Z',
    });
    expect(data.me.profile).toMatchObject({
      pan: { number: 'ABXXXXXX4F', mobile: '+91XXXXXX0001', email: 'p***@example.com', dateOfBirth: '1990-XX-XX' },
      personal: { gender: 'FEMALE', annualIncome: 1_200_000, informationConfirmed: true },
      address: { city: 'Bengaluru', pincode: '560001', landmark: null },
      bankAccounts: [{ id: 'bank-1', accountNumber: 'XXXXXXXX6789', ifsc: 'HDFC0000001', primary: true }],
      dematAccounts: [{ id: 'demat-1', dpId: 'XXXX0126', clientId: 'XXXX0001', wellFormed: true }],
      photoDocumentId: null,
    });
  });

  test('is null for an anonymous request, which reads nothing', async () => {
    expect(await world.as(null)('{ me { id } }')).toEqual({ data: { me: null }, errors: [] });
    expect(world.gateway.users.reads).toEqual([]);
  });

  test('has an empty profile before anything was told', async () => {
    const { data } = await asAsha(`{ me { ${USER} } }`);
    expect(data.me.profile).toEqual({
      pan: null,
      personal: null,
      address: null,
      bankAccounts: [],
      dematAccounts: [],
      photoDocumentId: null,
    });
  });

  test('asks for the code of the mobile number until it came back right', async () => {
    const query = '{ me { mobileVerifiedAt nextAction { ... on EnterOtp { channel } ... on NoAction { done } } } }';
    expect((await asAsha(query)).data.me).toEqual({ mobileVerifiedAt: null, nextAction: { channel: 'SMS' } });
    await asAsha(
      `mutation ($code: OtpCode!) { verifyOtp(input: { channel: SMS, code: $code }) { ... on OtpChecked { verified } } }`,
      { code: RIGHT_CODE },
    );
    expect((await asAsha(query)).data.me).toEqual({
      mobileVerifiedAt: '2026-02-01T00:00:00.000Z',
      nextAction: { done: true },
    });
  });

  test('is the same through graphql-js as through the compiled query', async () => {
    const { asha } = world.people;
    world.gateway.users.profiles.set(asha.id, newProfile(asha.id));
    await world.addApplicant(asha);
    world.gateway.ports.screening.fail('getApplicantState', providerError('personr', 'PROVIDER_TIMEOUT'));
    const query = `{ me { ${USER} facts { name values { providerId value } conflicting } applicants { ${PAGE} nodes { status } } } }`;
    const compiled = await asAsha(query);
    expect(compiled.errors).toHaveLength(1);
    expect(await world.interpret(asha, query)).toEqual(compiled);
  });
});

describe('user', () => {
  test('shows staff a customer as the customer sees themselves, and nothing more in clear', async () => {
    const { asha, ravi } = world.people;
    world.gateway.users.profiles.set(asha.id, newProfile(asha.id));
    const id = toGlobalId('User', asha.id);
    const { data, errors } = await world.as(ravi)(`query ($id: ID!) { user(id: $id) { ${USER} } }`, { id });
    expect(errors).toEqual([]);
    const { me } = (await asAsha(`{ me { ${USER} } }`)).data;
    expect(me.email).toBe('asha@example.com');
    expect(data.user).toEqual({ ...me, email: 'a***@example.com' });
  });
});

describe('users', () => {
  const USERS = `query ($first: Int!, $after: Cursor) { users(first: $first, after: $after) { ${PAGE} nodes { name } } }`;

  test('come the newest first, page by page', async () => {
    const asRavi = world.as(world.people.ravi);
    const first = (await asRavi(USERS, { first: 3 })).data.users;
    expect(first.nodes.map(({ name }: { name: string }) => name)).toEqual(['Meena Das', 'Ravi Nair', 'Bala Iyer']);
    expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    expect(first.pageInfo.endCursor).toBe(first.edges[2].cursor);
    const second = (await asRavi(USERS, { first: 3, after: first.pageInfo.endCursor })).data.users;
    expect(second.nodes.map(({ name }: { name: string }) => name)).toEqual(['Asha Rao']);
    expect(second.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    const last = (await asRavi(USERS, { first: 3, after: second.pageInfo.endCursor })).data.users;
    expect(last).toEqual({
      edges: [],
      nodes: [],
      pageInfo: { hasNextPage: false, hasPreviousPage: true, startCursor: null, endCursor: null },
    });
  });

  test('refuse a cursor that cannot be one before anything is read', async () => {
    const { data, errors } = await world.as(world.people.ravi)(USERS, { first: 3, after: '!' });
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(errors[0]?.message).toContain('after');
    expect(world.gateway.users.reads).toEqual([]);
  });

  test('cost one statement for each edge, whatever their number', async () => {
    for (const person of Object.values(world.people)) {
      await world.addApplicant(person);
      await world.addRunner(person);
      await world.addDocument(person);
      await world.addVerification(person);
    }
    const { data, errors } = await world.as(world.people.ravi)(`{ users { nodes { id
      profile { photoDocumentId } kyc { complete }
      applicants { nodes { id status user { id } } } runners { nodes { id status user { id } } }
      documents { nodes { id copies { state } user { id } } } verifications { nodes { id status user { id } } } } } }`);
    expect(errors).toEqual([]);
    expect(data.users.nodes).toHaveLength(4);
    const { users, applicants, runners, documents, verifications, ports } = world.gateway;
    expect([...users.reads].sort()).toEqual(['findMany', 'findProfiles', 'list']);
    expect(applicants.reads).toEqual(['listByUsers']);
    expect(runners.reads).toEqual(['listByUsers']);
    expect([...documents.reads].sort()).toEqual(['findCopies', 'listByUsers']);
    expect(verifications.reads).toEqual(['listByUsers']);
    expect([ports.screening.calls.length, ports.workflow.calls.length, ports.checks.calls.length]).toEqual([4, 4, 4]);
  });
});

describe('the pages inside a user', () => {
  test.each(['applicants', 'runners', 'documents', 'verifications'])(
    '%s: refuse a page that cannot be',
    async (field) => {
      for (const [args, argument] of [
        ['first: 0', 'first'],
        ['first: 101', 'first'],
        ['after: "bm9uc2Vuc2U"', 'after'],
      ]) {
        const { data, errors } = await asAsha(`{ me { ${field}(${args}) { nodes { id } } } }`);
        expect(data).toEqual({ me: null });
        expect(errors).toMatchObject([
          { path: ['me', field], extensions: { code: 'BAD_USER_INPUT', field: argument } },
        ]);
      }
    },
  );
});

describe('kyc', () => {
  const KYC = '{ me { kyc { done missing complete } } }';

  test('tells what is done and what is missing', async () => {
    const { asha } = world.people;
    expect((await asAsha(KYC)).data.me.kyc).toEqual({
      done: [],
      missing: ['PAN', 'PERSONAL', 'ADDRESS', 'BANK_ACCOUNT', 'SCREENING', 'PAN_CHECK', 'BANK_ACCOUNT_CHECK'],
      complete: false,
    });
    world.gateway.users.profiles.set(asha.id, newProfile(asha.id));
    await world.addApplicant(asha);
    await world.addVerification(asha, { capability: 'PAN' });
    expect((await asAsha(KYC)).data.me.kyc).toMatchObject({ missing: ['BANK_ACCOUNT_CHECK'], complete: false });
    await world.addVerification(asha, { capability: 'BANK_ACCOUNT' });
    expect((await asAsha(KYC)).data.me.kyc).toMatchObject({ missing: [], complete: true });
  });

  test('counts neither a check that did not pass nor one that no longer holds nor an applicant that was never made', async () => {
    const { asha, bala } = world.people;
    await world.addApplicant(asha, { providerApplicantId: null });
    await world.addVerification(asha, { capability: 'PAN', outcome: 'FAIL', validity: null });
    await world.addVerification(asha, { capability: 'BANK_ACCOUNT', validity: 'EXPIRED' });
    await world.addVerification(bala, { capability: 'PAN' });
    expect((await asAsha(KYC)).data.me.kyc.done).toEqual([]);
  });

  test('asks no provider', async () => {
    await world.addApplicant(world.people.asha);
    await world.addVerification(world.people.asha);
    await asAsha(KYC);
    expect(Object.values(world.gateway.ports).flatMap(({ calls }) => calls)).toEqual([]);
  });
});

describe('facts', () => {
  const FACTS = '{ me { name facts { name values { providerId value } conflicting } } }';
  const factNamed = (data: { me: { facts: { name: string }[] } }, name: string) =>
    data.me.facts.find((fact) => fact.name === name);

  beforeEach(async () => {
    const { asha } = world.people;
    world.gateway.users.profiles.set(asha.id, newProfile(asha.id));
    await world.addApplicant(asha);
    await world.addLink(asha);
  });

  test('stand side by side from every source, and disagree where the sources do', async () => {
    const extracted = { ...screeningState().extracted!, dateOfBirth: '1991-01-01', firstName: 'ASHA' };
    world.gateway.ports.screening.state = screeningState({ extracted });
    const { data, errors } = await asAsha(FACTS);
    expect(errors).toEqual([]);
    expect(factNamed(data, 'DATE_OF_BIRTH')).toEqual({
      name: 'DATE_OF_BIRTH',
      values: [
        { providerId: null, value: '1990-XX-XX' },
        { providerId: 'personr', value: '1991-XX-XX' },
        { providerId: 'cdp', value: '1990-XX-XX' },
      ],
      conflicting: true,
    });
    expect(factNamed(data, 'CITY')).toMatchObject({ conflicting: false });
    expect(factNamed(data, 'NAME')).toMatchObject({
      values: [{ value: 'Asha Rao' }, { value: 'ASHA Rao' }, { value: 'Asha K Rao' }],
      conflicting: true,
    });
    expect(factNamed(data, 'MOBILE')).toMatchObject({
      values: [{ value: '+91XXXXXX0001' }, { value: '+91XXXXXX0001' }],
    });
    expect(factNamed(data, 'EMAIL')).toMatchObject({
      values: [{ value: 'a***@example.com' }, { value: 'a***@example.com' }],
    });
  });

  test('do not disagree over case, spaces and punctuation', async () => {
    const customer = { ...customerAnswer('FOUND').customer!, firstName: ' ASHA', middleName: null, lastName: 'R.a-o' };
    world.gateway.ports.customer.found = { ...customerAnswer('FOUND'), customer };
    const { data } = await asAsha(FACTS);
    expect(factNamed(data, 'NAME')).toMatchObject({ conflicting: false });
  });

  test('come without a provider that fails, with one error for each', async () => {
    world.gateway.ports.screening.fail('getApplicantState', providerError('personr', 'PROVIDER_TIMEOUT', true));
    world.gateway.ports.customer.fail('getCustomer', providerError('cdp', 'PROVIDER_BAD_RESPONSE', false));
    const { data, errors } = await asAsha(FACTS);
    expect(data.me.name).toBe('Asha Rao');
    expect(factNamed(data, 'DATE_OF_BIRTH')).toMatchObject({ values: [{ providerId: null }], conflicting: false });
    expect(errors.map(({ path, extensions }) => ({ path, extensions }))).toEqual([
      { path: ['me', 'facts'], extensions: { code: 'PROVIDER_TIMEOUT', providerId: 'personr', retryable: true } },
      { path: ['me', 'facts'], extensions: { code: 'PROVIDER_BAD_RESPONSE', providerId: 'cdp', retryable: false } },
    ]);
  });

  test('leave out what nobody knows', async () => {
    const { data } = await world.as(world.people.bala)(FACTS);
    expect(data.me.facts.map(({ name }: { name: string }) => name)).toEqual(['NAME', 'EMAIL', 'MOBILE']);
  });
});
