import { ProviderError } from '../../src/domain/provider/provider-error.js';
import { JPEG, PDF } from '../support/fakes/memory-document-store.js';
import { customerAnswer, RAW } from '../support/fakes/provider-samples.js';
import { createWorld, type Run, type World } from '../support/schema-harness.js';
import { onboardingInput } from './inputs.js';
import { outcomeUnknown, providerError } from './provider-errors.js';
import { CUSTOMER, PROBLEM } from './selections.js';

const FIND = `query ($number: IdNumber!) { findCustomer(idType: "4", idNumber: $number) { ${CUSTOMER} } }`;
const ONBOARD = `mutation ($input: OnboardCustomerInput!) { onboardCustomer(input: $input) { __typename ... on Customer { ${CUSTOMER} } ${PROBLEM} } }`;
const MINE = `{ me { name customer { ${CUSTOMER} } } }`;

let world: World;
let asAsha: Run;

beforeEach(async () => {
  world = await createWorld();
  asAsha = world.as(world.people.asha);
});

const KNOWN = {
  outcome: 'FOUND',
  customerNumber: '7000001',
  firstName: 'Asha',
  middleName: 'K',
  lastName: 'Rao',
  dateOfBirth: '1990-XX-XX',
  mobile: '+91XXXXXX0001',
  email: 'a***@example.com',
  customerStatus: 'ACTIVE',
  idStatus: 'Active',
  idExpiresOn: '2031-01-01',
};

describe('findCustomer', () => {
  const find = async (run: Run) => (await run(FIND, { number: 'P0000001' })).data.findCustomer;

  test('finds anybody for staff, with what only staff may see', async () => {
    expect(await find(world.as(world.people.ravi))).toMatchObject({
      ...KNOWN,
      amlScanStatus: 'AML-Word',
      raw: RAW,
      source: { providerId: 'cdp', state: 'LIVE', error: null },
    });
    expect(world.gateway.ports.customer.lastInput('findCustomer')).toEqual({ idType: '4', idNumber: 'P0000001' });
  });

  test('is on record for staff, kept answers too, and in the access log of a person who is known here', async () => {
    const { asha, ravi } = world.people;
    const link = await world.addLink(asha);
    const cached = `{ findCustomer(idType: "4", idNumber: "P0000001", maxAge: 3600) { outcome source { state } } }`;
    for (const state of ['LIVE', 'CACHED'])
      expect((await world.as(ravi)(cached)).data.findCustomer.source.state).toBe(state);
    const who = { actor: { id: ravi.id, role: 'REVIEWER' }, requestId: 'request-1' };
    const lookedUp = { ...who, action: 'CUSTOMER_LOOKED_UP', subjectUserId: null };
    const seen = { ...who, action: 'READ', subjectUserId: asha.id, target: { type: 'Customer', id: link.id } };
    expect(world.gateway.auditTrail.events).toMatchObject([lookedUp, lookedUp]);
    expect(world.gateway.accessLog.accesses).toMatchObject([seen, seen]);
    expect(JSON.stringify(world.gateway.auditTrail.events)).not.toMatch(/P0000001|7000001/);
  });

  test('of somebody who is no user here is in nobody’s access log', async () => {
    expect((await find(world.as(world.people.ravi))).outcome).toBe('FOUND');
    expect(world.gateway.accessLog.accesses).toEqual([]);
    expect(world.gateway.auditTrail.events).toHaveLength(1);
  });

  test('finds for a customer the record that is linked to their own account', async () => {
    await world.addLink(world.people.asha);
    const found = await find(asAsha);
    expect(found).toMatchObject({ ...KNOWN, amlScanStatus: null, raw: null });
    expect(JSON.stringify(found)).not.toMatch(/AML-Word|raw_code/);
  });

  test("says the same of somebody else's record, of a blocked one and of none at all", async () => {
    await world.addLink(world.people.asha, { customerNumber: '7000002' });
    await world.addLink(world.people.bala);
    const foreign = await find(asAsha);
    expect(foreign).toMatchObject({ outcome: 'NOT_FOUND', customerNumber: null, source: { state: 'LIVE' } });
    for (const outcome of ['NOT_FOUND', 'BLOCKED', 'UNDER_COMPLIANCE_INVESTIGATION', 'NOT_SUBSCRIBED'] as const) {
      world.gateway.ports.customer.found = customerAnswer(outcome);
      expect(await find(asAsha)).toEqual(foreign);
      expect(await find(world.as(world.people.admin))).toMatchObject({ outcome, customerNumber: null, raw: RAW });
    }
  });

  test('says so when no such platform is configured', async () => {
    world = await createWorld({ without: ['CUSTOMER'] });
    for (const person of [world.people.asha, world.people.ravi]) {
      const { data, errors } = await world.as(person)(FIND, { number: 'P0000001' });
      expect(data.findCustomer).toBeNull();
      expect(errors.map(({ extensions }) => extensions)).toEqual([{ code: 'CAPABILITY_UNAVAILABLE' }]);
    }
  });

  test('says so when the platform does not answer', async () => {
    world.gateway.ports.customer.fail('findCustomer', providerError('cdp', 'PROVIDER_AUTH_FAILED', false));
    for (const person of [world.people.asha, world.people.ravi]) {
      const { data, errors } = await world.as(person)(FIND, { number: 'P0000001' });
      expect(data.findCustomer).toMatchObject({
        outcome: null,
        customerNumber: null,
        source: { state: 'UNAVAILABLE', error: { code: 'PROVIDER_AUTH_FAILED', retryable: false } },
      });
      expect(errors.map(({ path, extensions }) => [path, extensions])).toEqual([
        [['findCustomer'], { code: 'PROVIDER_AUTH_FAILED', providerId: 'cdp', retryable: false }],
      ]);
    }
  });

  test.each(['', '   ', 'P\u00001', 'x'.repeat(51), '<script>'])(
    'refuses the number %j without asking',
    async (number) => {
      const { data, errors } = await asAsha(FIND, { number });
      expect(data).toBeNull();
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
      expect(world.gateway.ports.customer.calls).toEqual([]);
    },
  );
});

describe('the customer of a user', () => {
  test('is null without a link, and while the onboarding has not succeeded; nobody is asked', async () => {
    expect((await asAsha(MINE)).data.me.customer).toBeNull();
    await world.addLink(world.people.asha, { state: 'UNKNOWN', customerNumber: null });
    expect((await asAsha(MINE)).data.me.customer).toBeNull();
    expect(world.gateway.ports.customer.calls).toEqual([]);
  });

  test('is read by its number, once, and never shows staff words to the subject', async () => {
    await world.addLink(world.people.asha);
    const { data, errors } = await asAsha(
      `{ me { a: customer { ${CUSTOMER} } b: customer { outcome } facts { name } } }`,
    );
    expect(errors).toEqual([]);
    expect(data.me.a).toMatchObject({ ...KNOWN, amlScanStatus: null, raw: null, source: { state: 'LIVE' } });
    expect(world.gateway.ports.customer.calls.map(({ method, input }) => [method, input])).toEqual([
      ['getCustomer', '7000001'],
    ]);
    const staff = await world.as(world.people.ravi)(`{ users { nodes { customer { amlScanStatus } } } }`);
    expect(staff.data.users.nodes).toContainEqual({ customer: { amlScanStatus: 'AML-Word' } });
  });

  test('costs only its own fields when the platform does not answer', async () => {
    await world.addLink(world.people.asha);
    world.gateway.ports.customer.fail('getCustomer', providerError('cdp', 'PROVIDER_TIMEOUT', true));
    const { data, errors } = await asAsha(MINE);
    expect(data.me).toMatchObject({
      name: 'Asha Rao',
      customer: {
        outcome: null,
        source: { state: 'UNAVAILABLE', error: { code: 'PROVIDER_TIMEOUT', retryable: true } },
      },
    });
    expect(errors).toMatchObject([{ path: ['me', 'customer'], extensions: { providerId: 'cdp', retryable: true } }]);
    expect(errors).toHaveLength(1);
  });
});

describe('onboardCustomer', () => {
  const onboard = async (changes: Record<string, unknown> = {}) => {
    const { data, errors } = await asAsha(ONBOARD, { input: onboardingInput(changes) });
    expect(errors).toEqual([]);
    return data.onboardCustomer;
  };
  const links = () => [...world.gateway.customerLinks.records.values()];

  test('is claimed before it is sent, sent once, and linked to the account', async () => {
    const { customer } = world.gateway.ports;
    let before: unknown;
    customer.onCall('onboardCustomer', () => {
      before = links();
    });
    expect(await onboard()).toMatchObject({
      __typename: 'Customer',
      outcome: 'ONBOARDED',
      customerNumber: '7000001',
      mobile: '+91XXXXXX0001',
      amlScanStatus: null,
      raw: null,
      source: { providerId: 'cdp', state: 'LIVE' },
    });
    expect(before).toMatchObject([{ userId: world.people.asha.id, state: 'PENDING', customerNumber: null }]);
    expect(links()).toMatchObject([{ state: 'LINKED', customerNumber: '7000001' }]);
    expect(customer.calls.map(({ method }) => method)).toEqual(['onboardCustomer']);
    expect((await asAsha(MINE)).data.me.customer).toMatchObject({ customerNumber: '7000001' });
  });

  test('hands over the whole input, absent parts as null, and the images of the documents', async () => {
    const front = await world.addDocument(world.people.asha);
    const photo = await world.addDocument(world.people.asha, { contentType: 'image/png' });
    const address = { type: 'PRESENT', line1: '12', street: 'Example Street', district: 'Central', landmark: 'Park' };
    await onboard({
      middleName: 'Devi',
      addresses: [{ ...address, city: 'Bengaluru', country: 'IN' }],
      idDocuments: [
        {
          idType: 4,
          idNumber: 'P0000001',
          issuedCountry: 'in',
          expiresOn: '2031-01-01',
          frontDocumentId: front.globalId,
        },
      ],
      photoDocumentId: photo.globalId,
    });
    expect(world.gateway.ports.customer.lastInput('onboardCustomer')).toMatchObject({
      firstName: 'Asha',
      middleName: 'Devi',
      occupationId: null,
      mobile: world.people.asha.mobile,
      addresses: [{ ...address, postalCode: null }],
      idDocuments: [
        {
          idNumber: 'P0000001',
          issuedCountry: 'IN',
          nameAsPerId: null,
          expiresOn: '2031-01-01',
          front: { bytes: JPEG, contentType: 'image/jpeg' },
          back: null,
        },
      ],
      profilePhoto: { bytes: JPEG, contentType: 'image/png' },
    });
  });

  test('costs no budget and leaves the person free when the disclosure cannot be recorded', async () => {
    world.gateway.disclosures.insert = () => Promise.reject(new Error('The database is gone.'));
    await expect(asAsha(ONBOARD, { input: onboardingInput({}) })).rejects.toThrow('The database is gone.');
    expect(world.gateway.ports.customer.count('onboardCustomer')).toBe(0);
    expect(links()).toMatchObject([{ state: 'FAILED' }]);
    expect([...world.gateway.spending.days.values()]).toEqual([0]);
  });

  test.each([
    ['is linked', 'LINKED'],
    ['is under way', 'PENDING'],
    ['has an unknown outcome', 'UNKNOWN'],
  ] as const)('is a conflict while another one %s, and nothing is sent', async (_name, state) => {
    await world.addLink(world.people.asha, { state });
    expect(await onboard()).toMatchObject({ __typename: 'Conflict', field: null });
    expect(world.gateway.ports.customer.calls).toEqual([]);
    expect(links()).toMatchObject([{ state }]);
  });

  test('is sent once when it is asked for twice at the same time', async () => {
    const answers = await Promise.all([onboard(), onboard()]);
    expect(answers.map(({ __typename }) => __typename).sort()).toEqual(['Conflict', 'Customer']);
    expect(world.gateway.ports.customer.count('onboardCustomer')).toBe(1);
  });

  test('may be tried again after it failed for certain, and belongs to one account only', async () => {
    const rejected = { providerId: 'cdp', code: 'PROVIDER_REJECTED', retryable: false, field: 'dateOfBirth' } as const;
    world.gateway.ports.customer.fail('onboardCustomer', new ProviderError(rejected));
    expect(await onboard()).toMatchObject({
      __typename: 'ProviderRejected',
      providerId: 'cdp',
      field: 'dateOfBirth',
    });
    expect(links()).toMatchObject([{ state: 'FAILED', customerNumber: null }]);
    await onboard();
    expect(world.gateway.ports.customer.count('onboardCustomer')).toBe(2);
    await world.addLink(world.people.bala);
    expect((await asAsha(MINE)).data.me.customer).toBeNull();
  });

  test('may not be tried again when no answer came back', async () => {
    world.gateway.ports.customer.fail('onboardCustomer', outcomeUnknown('cdp'));
    expect(await onboard()).toMatchObject({
      __typename: 'ProviderUnavailable',
      retryable: false,
      outcomeUnknown: true,
    });
    expect(links()).toMatchObject([{ state: 'UNKNOWN' }]);
    expect(await onboard()).toMatchObject({ __typename: 'Conflict' });
    expect(world.gateway.ports.customer.count('onboardCustomer')).toBe(1);
  });

  test.each([
    ['UNDER_COMPLIANCE_INVESTIGATION', 'CustomerInReview', 'FAILED'],
    ['BLOCKED', 'CustomerBlocked', 'FAILED'],
    ['INVALID_REQUEST', 'ProviderRejected', 'FAILED'],
    ['NOT_SUBSCRIBED', 'CustomerNotSubscribed', 'FAILED'],
    ['UNKNOWN', 'ProviderUnavailable', 'UNKNOWN'],
  ] as const)('answered with %s is %s, and the link %s', async (outcome, typename, state) => {
    world.gateway.ports.customer.onboarded = customerAnswer(outcome);
    const answer = await onboard();
    expect(answer.__typename).toBe(typename);
    expect(JSON.stringify(answer)).not.toMatch(/compliance|investigat|raw_code/i);
    expect(links()).toMatchObject([{ state, customerNumber: null }]);
  });

  test('does not take a success without a customer for a failure', async () => {
    world.gateway.ports.customer.onboarded = { ...customerAnswer('ONBOARDED'), customer: null };
    expect((await onboard()).__typename).toBe('ProviderUnavailable');
    expect(links()).toMatchObject([{ state: 'UNKNOWN' }]);
  });

  test.each([
    ['photoDocumentId', (id: string) => ({ photoDocumentId: id })],
    [
      'idDocuments.0.backDocumentId',
      (id: string) => ({
        idDocuments: [{ idType: 4, idNumber: 'P0000001', issuedCountry: 'IN', backDocumentId: id }],
      }),
    ],
  ])('refuses a PDF as %s, and claims nothing', async (field, changes) => {
    const { globalId } = await world.addDocument(world.people.asha, { contentType: 'application/pdf' }, PDF);
    expect(await onboard(changes(globalId))).toMatchObject({
      __typename: 'ValidationProblem',
      fieldErrors: [{ field, message: 'must be an image' }],
    });
    expect([links(), world.gateway.ports.customer.calls]).toEqual([[], []]);
  });

  test('is blocked where no platform is configured', async () => {
    world = await createWorld({ without: ['CUSTOMER'] });
    asAsha = world.as(world.people.asha);
    expect(await onboard()).toMatchObject({ __typename: 'Blocked' });
    expect(links()).toEqual([]);
  });
});
