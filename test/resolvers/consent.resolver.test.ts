import { CONSENT_PURPOSES } from '../../src/domain/kernel/consent-purpose.js';
import { toGlobalId } from '../../src/graphql/common/global-id.js';
import { WITHOUT_CONSENT } from '../support/consents.js';
import { NOW } from '../support/fakes/fake-gateway.js';
import { createWorld, type World } from '../support/schema-harness.js';
import { type Ids, rootOperations } from './root-operations.js';
import { PROBLEM } from './selections.js';

const CONSENT = 'purpose state noticeVersion currentNoticeVersion language items channel since';
const GIVE = `mutation ($input: GiveConsentInput!) { giveConsent(input: $input) { __typename ... on Consent { ${CONSENT} } ... on ValidationProblem { message fieldErrors { field message } } } }`;
const WITHDRAW = `mutation ($purpose: ConsentPurpose!) { withdrawConsent(purpose: $purpose) { ${CONSENT} } }`;
const MINE = `{ me { consents { ${CONSENT} }
  consentHistory(first: 2) { edges { cursor node { purpose } } pageInfo { hasNextPage }
    nodes { purpose action noticeVersion language items channel createdAt } }
  disclosures { edges { cursor node { purpose } } pageInfo { hasNextPage }
    nodes { providerId purpose items requestId createdAt } } } }`;

const INPUT = { purpose: 'BIOMETRIC_CHECK', noticeVersion: 1, language: 'EN', channel: 'WEB' };

let world: World;

beforeEach(async () => {
  world = await createWorld();
});

const asAsha = (query: string, variables: Record<string, unknown> = {}) =>
  world.as(world.people.asha)(query, variables);
const portCalls = () => Object.values(world.gateway.ports).flatMap(({ calls }) => calls);

describe('consentNotice', () => {
  test.each(CONSENT_PURPOSES)('has the notice of %s in both languages', async (purpose) => {
    const query = `query ($purpose: ConsentPurpose!) {
      en: consentNotice(purpose: $purpose) { purpose version language text items }
      hi: consentNotice(purpose: $purpose, language: HI) { purpose version language text items } }`;
    const { data, errors } = await world.as(null)(query, { purpose });
    expect(errors).toEqual([]);
    expect(data.en).toMatchObject({ purpose, version: expect.any(Number), language: 'EN' });
    expect(data.hi).toMatchObject({ purpose, version: data.en.version, language: 'HI', items: data.en.items });
    expect(data.en.items.length).toBeGreaterThan(0);
    expect(data.en.text).toMatch(/withdraw/);
    expect(data.hi.text).toMatch(/\p{Script=Devanagari}{3}/u);
  });
});

describe('giving and withdrawing', () => {
  test('a consent is live until it is withdrawn, and every step is kept and audited', async () => {
    const given = await asAsha(GIVE, { input: { ...INPUT, items: ['FACE_IMAGE'], language: 'HI' } });
    expect(given.data.giveConsent).toEqual({
      __typename: 'Consent',
      purpose: 'BIOMETRIC_CHECK',
      state: 'LIVE',
      noticeVersion: 1,
      currentNoticeVersion: 1,
      language: 'HI',
      items: ['FACE_IMAGE'],
      channel: 'WEB',
      since: NOW.toISOString(),
    });
    for (const _ of ['once', 'again']) {
      const { data } = await asAsha(WITHDRAW, { purpose: 'BIOMETRIC_CHECK' });
      expect(data.withdrawConsent).toMatchObject({ state: 'WITHDRAWN', noticeVersion: null, items: [] });
    }
    const { data } = await asAsha(MINE);
    const states = data.me.consents.map(({ purpose, state }: Record<string, string>) => [purpose, state]);
    expect(states).toEqual(CONSENT_PURPOSES.map((one) => [one, one === 'BIOMETRIC_CHECK' ? 'WITHDRAWN' : 'LIVE']));
    expect(data.me.consentHistory).toMatchObject({
      pageInfo: { hasNextPage: true },
      edges: [{ node: { purpose: 'BIOMETRIC_CHECK' } }, { node: { purpose: 'BIOMETRIC_CHECK' } }],
      nodes: [
        { action: 'WITHDRAWN', noticeVersion: null, language: null, items: [], channel: null },
        { action: 'GIVEN', noticeVersion: 1, language: 'HI', items: ['FACE_IMAGE'], channel: 'WEB' },
      ],
    });
    const subjectUserId = world.people.asha.id;
    expect(world.gateway.auditTrail.events).toMatchObject([
      { action: 'CONSENT_GIVEN', subjectUserId, purpose: 'BIOMETRIC_CHECK', actor: { id: subjectUserId } },
      { action: 'CONSENT_WITHDRAWN', subjectUserId, purpose: 'BIOMETRIC_CHECK', requestId: 'request-1' },
    ]);
  });

  test.each([
    ['an earlier notice', { noticeVersion: 0 }, 'noticeVersion'],
    ['no item', { items: [] }, 'items'],
    ['an item that the notice does not list', { items: ['FACE_IMAGE', 'AADHAAR'] }, 'items'],
  ])('refuses %s and keeps nothing', async (_name, change, field) => {
    const steps = world.gateway.consents.steps.length;
    const { data } = await asAsha(GIVE, { input: { ...INPUT, ...change } });
    expect(data.giveConsent).toMatchObject({ __typename: 'ValidationProblem', fieldErrors: [{ field }] });
    expect(world.gateway.consents.steps).toHaveLength(steps);
  });

  test('the account’s next action is to agree, for whom nobody has asked, but not for whom has refused', async () => {
    const query = '{ me { nextAction { __typename ... on GiveConsent { purpose noticeVersion } } } }';
    const { asha } = world.people;
    await world.gateway.users.markVerified(asha.id, 'MOBILE', NOW);
    expect((await asAsha(query)).data.me.nextAction).toEqual({ __typename: 'NoAction' });
    world.gateway.consents.steps.splice(0);
    const ask = { __typename: 'GiveConsent', purpose: 'IDENTITY_VERIFICATION', noticeVersion: 1 };
    expect((await asAsha(query)).data.me.nextAction).toEqual(ask);
    await asAsha(WITHDRAW, { purpose: 'IDENTITY_VERIFICATION' });
    expect((await asAsha(query)).data.me.nextAction).toEqual({ __typename: 'NoAction' });
  });
});

describe('a check', () => {
  const VERIFY = `mutation { verifyPan(input: { pan: "ABCPV1234D" }) { __typename ${PROBLEM}
    ... on ConsentRequired { message purpose noticeVersion items } } }`;
  const REQUIRED = {
    __typename: 'ConsentRequired',
    message: expect.stringContaining('giveConsent'),
    purpose: 'IDENTITY_VERIFICATION',
    noticeVersion: 1,
    items: ['PAN', 'NAME'],
  };

  test('with consent is disclosed before the provider is called', async () => {
    const { data } = await asAsha(VERIFY);
    expect(data.verifyPan.__typename).toBe('Verification');
    const [consent] = world.gateway.consents.steps.filter(
      ({ userId, purpose }) => userId === world.people.asha.id && purpose === 'IDENTITY_VERIFICATION',
    );
    expect(world.gateway.disclosures.disclosures).toMatchObject([
      {
        userId: world.people.asha.id,
        actorId: world.people.asha.id,
        consentId: consent?.id,
        providerId: 'cashfree',
        purpose: 'IDENTITY_VERIFICATION',
        items: ['PAN', 'NAME'],
        requestId: 'request-1',
      },
    ]);
    const disclosure = { providerId: 'cashfree', purpose: 'IDENTITY_VERIFICATION', items: ['PAN', 'NAME'] };
    const { me } = (await asAsha(MINE)).data;
    expect(me.disclosures.nodes).toEqual([{ ...disclosure, requestId: 'request-1', createdAt: NOW.toISOString() }]);
  });

  test.each([
    ['that was never given', async () => world.gateway.consents.steps.splice(0)],
    ['that was withdrawn', () => asAsha(WITHDRAW, { purpose: 'IDENTITY_VERIFICATION' })],
    [
      'that does not cover all the data',
      () => asAsha(GIVE, { input: { ...INPUT, purpose: 'IDENTITY_VERIFICATION', items: ['PAN'] } }),
    ],
    [
      'to an earlier notice',
      async () => {
        const steps = world.gateway.consents.steps;
        steps.splice(0, steps.length, ...steps.map((step) => ({ ...step, noticeVersion: 0 })));
      },
    ],
  ])('needs a consent, and not one %s', async (_name, change) => {
    await change();
    expect((await asAsha(VERIFY)).data.verifyPan).toEqual(REQUIRED);
    expect(portCalls()).toEqual([]);
    expect(world.gateway.verifications.history).toEqual([]);
    expect(world.gateway.disclosures.disclosures).toEqual([]);
  });
});

describe('without any consent', () => {
  test('every mutation that gives data to a provider asks for one, and no provider hears of it', async () => {
    const { asha, ravi } = world.people;
    await world.addLink(asha, { state: 'UNKNOWN', customerNumber: null });
    const owned: Ids = {
      user: toGlobalId('User', asha.id),
      applicant: (await world.addApplicant(asha)).globalId,
      runner: (await world.addRunner(asha)).globalId,
      document: (await world.addDocument(asha)).globalId,
      verification: (await world.addVerification(asha)).globalId,
    };
    const aadhaar = await world.addVerification(asha, { capability: 'AADHAAR_OTP', status: 'AWAITING_INPUT' });
    const session = await world.addVerification(asha, { capability: 'DIGILOCKER' });
    const contract = await world.addDocument(asha, { contentType: 'application/pdf' });
    const special: Record<string, Partial<Ids>> = {
      verifyAadhaarOtp: { verification: aadhaar.globalId },
      fetchDigilockerDocument: { verification: session.globalId },
      startESign: { document: contract.globalId },
    };
    world.gateway.consents.steps.splice(0);
    const mutations = Object.keys(world.schema.getMutationType()?.getFields() ?? {});
    const answers: Record<string, unknown> = {};
    for (const field of mutations.filter((name) => name !== 'uploadDocument' && !WITHOUT_CONSENT.has(name))) {
      const { query, variables } = rootOperations({ ...owned, ...special[field] })[field]!;
      const run = field === 'settleOnboarding' ? world.as(ravi) : asAsha;
      answers[field] = (await run(query, variables)).data?.[field]?.__typename;
    }
    expect(Object.entries(answers).filter(([, type]) => type !== 'ConsentRequired')).toEqual([]);
    expect(Object.keys(answers).length).toBeGreaterThan(25);
    expect(portCalls()).toEqual([]);
    expect(world.gateway.disclosures.disclosures).toEqual([]);
  });

  test('a copy of a file goes to nobody, and the file is not kept', async () => {
    const { asha } = world.people;
    const [applicant, runner] = [await world.addApplicant(asha), await world.addRunner(asha)];
    world.gateway.consents.steps.splice(0);
    const { query, variables } = rootOperations({ user: '', applicant: '', runner: '', document: '', verification: '' })
      .uploadDocument!;
    for (const target of [{ applicantId: applicant.globalId }, { runnerId: runner.globalId }]) {
      const { data } = await asAsha(query, { ...variables, input: { kind: 'SELFIE', ...target } });
      expect(data.uploadDocument.__typename).toBe('ConsentRequired');
    }
    expect(portCalls()).toEqual([]);
    expect(world.gateway.store.files.size).toBe(0);
  });

  test('a look-up of oneself is not made', async () => {
    world.gateway.consents.steps.splice(0);
    const query = '{ findCustomer(idType: "4", idNumber: "P0000001") { outcome source { state error { code } } } }';
    const { data } = await asAsha(query);
    expect(data.findCustomer).toMatchObject({ source: { state: 'UNAVAILABLE', error: { code: 'CONSENT_REQUIRED' } } });
    expect(portCalls()).toEqual([]);
  });

  test('staff look people up all the same, and it is on record', async () => {
    const { ravi } = world.people;
    world.gateway.consents.steps.splice(0);
    await world.as(ravi)('{ findCustomer(idType: "4", idNumber: "P0000001") { outcome } }');
    expect(world.gateway.auditTrail.events).toMatchObject([
      { action: 'CUSTOMER_LOOKED_UP', actor: { id: ravi.id, role: 'REVIEWER' }, target: { id: 'cdp' } },
    ]);
  });
});

describe('after a withdrawal', () => {
  test('no provider is asked again, the record says why, and what to do about it', async () => {
    const { asha } = world.people;
    await world.addApplicant(asha);
    await world.addRunner(asha);
    await world.addVerification(asha, { status: 'PROCESSING', outcome: null });
    await world.addLink(asha);
    for (const purpose of CONSENT_PURPOSES) await asAsha(WITHDRAW, { purpose });
    const ask = 'source { state error { code } } nextAction { __typename ... on GiveConsent { purpose } }';
    const { data, errors } = await asAsha(`{ me { applicants { nodes { ${ask} } } runners { nodes { ${ask} } }
      verifications { nodes { ${ask} } } customer { source { state error { code } } } } }`);
    const error = { code: 'CONSENT_WITHDRAWN' };
    const blocked = (state: string, purpose: string) => ({
      nodes: [{ source: { state, error }, nextAction: { __typename: 'GiveConsent', purpose } }],
    });
    expect(data.me).toEqual({
      applicants: blocked('UNAVAILABLE', 'SCREENING'),
      runners: blocked('UNAVAILABLE', 'LENDING_WORKFLOW'),
      verifications: blocked('STALE', 'IDENTITY_VERIFICATION'),
      customer: { source: { state: 'UNAVAILABLE', error } },
    });
    expect(new Set(errors.map(({ extensions }) => extensions.code))).toEqual(new Set(['CONSENT_WITHDRAWN']));
    expect(portCalls()).toEqual([]);
  });
});
