import { toGlobalId } from '../../src/graphql/common/global-id.js';
import { customerAnswer } from '../support/fakes/provider-samples.js';
import { createWorld, type World } from '../support/schema-harness.js';
import { onboardingInput } from './inputs.js';
import { outcomeUnknown } from './provider-errors.js';

const REFUSALS = `... on CustomerBlocked { message providerId } ... on CustomerInReview { message providerId }
  ... on CustomerUnderInvestigation { message providerId } ... on CustomerNotSubscribed { message providerId }
  ... on CustomerUpdateFailed { message providerId } ... on InvalidMasterData { message providerId field }
  ... on MandatoryFieldMissing { message providerId field }`;
const ONBOARD = `mutation ($input: OnboardCustomerInput!, $userId: ID) {
  onboardCustomer(input: $input, userId: $userId) { __typename ${REFUSALS} }
}`;
const ONBOARDING = 'providerId state createdAt updatedAt user { id }';
const UNSETTLED = `{ unsettledOnboardings(first: 5) {
  edges { cursor node { ${ONBOARDING} } } nodes { ${ONBOARDING} } pageInfo { hasNextPage endCursor }
} }`;
const SETTLE = `mutation ($userId: ID!) { settleOnboarding(userId: $userId, idType: "4", idNumber: "P0000001") {
  __typename ... on SettledOnboarding { onboarding { ${ONBOARDING} } customer { outcome customerNumber } } ... on Problem { message }
} }`;
const MINE = `{ me { id onboarding { ${ONBOARDING} } } }`;

let world: World;

beforeEach(async () => {
  world = await createWorld();
});

async function onboard() {
  const run = world.as(world.people.asha);
  return (await run(ONBOARD, { input: onboardingInput() })).data.onboardCustomer;
}

test.each([
  ['BLOCKED', 'CustomerBlocked'],
  ['UNDER_COMPLIANCE_INVESTIGATION', 'CustomerInReview'],
  ['NOT_SUBSCRIBED', 'CustomerNotSubscribed'],
  ['UPDATE_FAILED', 'CustomerUpdateFailed'],
  ['INVALID_MASTER_DATA', 'InvalidMasterData'],
  ['MANDATORY_FIELD_MISSING', 'MandatoryFieldMissing'],
] as const)('an onboarding answered with %s is %s', async (outcome, typename) => {
  world.gateway.ports.customer.onboarded = { ...customerAnswer(outcome), field: 'occupationId' };
  const answer = await onboard();
  expect(answer).toMatchObject({ __typename: typename, providerId: 'cdp' });
  if (outcome.startsWith('INVALID') || outcome.startsWith('MANDATORY')) expect(answer.field).toBe('occupationId');
});

describe('an onboarding of unknown outcome', () => {
  beforeEach(async () => {
    world.gateway.ports.customer.fail('onboardCustomer', outcomeUnknown('cdp'));
    await onboard();
  });

  test('waits for staff, and the person sees its state', async () => {
    const { data } = await world.as(world.people.ravi)(UNSETTLED);
    expect(data.unsettledOnboardings.nodes).toMatchObject([{ providerId: 'cdp', state: 'UNKNOWN' }]);
    expect((await world.as(world.people.asha)(MINE)).data.me.onboarding).toMatchObject({ state: 'UNKNOWN' });
  });

  test('is hidden from customers', async () => {
    const { errors } = await world.as(world.people.asha)(UNSETTLED);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
  });

  test('is settled by a look-up of staff, not by the person', async () => {
    const userId = (await world.as(world.people.asha)(MINE)).data.me.id;
    const refused = await world.as(world.people.asha)(SETTLE, { userId });
    expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
    const { data } = await world.as(world.people.ravi)(SETTLE, { userId });
    expect(data.settleOnboarding).toMatchObject({
      __typename: 'SettledOnboarding',
      onboarding: { state: 'LINKED', user: { id: userId } },
      customer: { outcome: 'FOUND', customerNumber: '7000001' },
    });
    expect((await world.as(world.people.ravi)(UNSETTLED)).data.unsettledOnboardings.nodes).toEqual([]);
  });

  test('tells the platform about the person again with their consent alone, and on record', async () => {
    const { asha, ravi } = world.people;
    const userId = toGlobalId('User', asha.id);
    world.gateway.disclosures.disclosures.splice(0);
    await world.as(ravi)(SETTLE, { userId });
    expect(world.gateway.disclosures.disclosures).toMatchObject([
      { userId: asha.id, actorId: ravi.id, providerId: 'cdp', purpose: 'CUSTOMER_DATA_SHARING' },
    ]);
  });

  test('is not settled after a withdrawal, and the platform is not asked', async () => {
    const { asha, ravi } = world.people;
    await world.as(asha)('mutation { withdrawConsent(purpose: CUSTOMER_DATA_SHARING) { state } }');
    const before = world.gateway.ports.customer.calls.length;
    const { data } = await world.as(ravi)(SETTLE, { userId: toGlobalId('User', asha.id) });
    expect(data.settleOnboarding.__typename).toBe('ConsentRequired');
    expect(world.gateway.ports.customer.calls).toHaveLength(before);
  });

  test('is settled on record: in the audit trail, and in the access log of the person', async () => {
    const { asha, ravi } = world.people;
    const [link] = world.gateway.customerLinks.records.values();
    const what = {
      actor: { id: ravi.id, role: 'REVIEWER' },
      subjectUserId: asha.id,
      target: { type: 'Customer', id: link?.id },
      requestId: 'request-1',
    };
    world.gateway.auditTrail.events.splice(0);
    await world.as(ravi)(SETTLE, { userId: toGlobalId('User', asha.id) });
    const details = { providerId: 'cdp', state: 'LINKED' };
    expect(world.gateway.auditTrail.events).toEqual([{ ...what, action: 'ONBOARDING_SETTLED', details }]);
    expect(world.gateway.accessLog.accesses[0]).toMatchObject({ ...what, action: 'READ' });
  });
});

test('staff who onboard somebody else are told of an investigation', async () => {
  world.gateway.ports.customer.onboarded = customerAnswer('UNDER_COMPLIANCE_INVESTIGATION');
  const userId = (await world.as(world.people.asha)(MINE)).data.me.id;
  const { data } = await world.as(world.people.ravi)(ONBOARD, { input: onboardingInput(), userId });
  expect(data.onboardCustomer).toMatchObject({ __typename: 'CustomerUnderInvestigation', providerId: 'cdp' });
});
