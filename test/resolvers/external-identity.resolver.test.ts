import { toGlobalId } from '../../src/graphql/common/global-id.js';
import { NOW } from '../support/fakes/fake-gateway.js';
import { PASSWORD } from '../support/fakes/record-samples.js';
import { createWorld, type Run, type World } from '../support/schema-harness.js';
import { PROBLEM } from './selections.js';

const IDENTITY = 'id issuer subject createdAt confirmedAt';
const LINK = `mutation ($input: LinkExternalIdentityInput!) { linkExternalIdentity(input: $input) {
  __typename ... on ExternalIdentity { ${IDENTITY} } ${PROBLEM} } }`;
const CONFIRM = `mutation ($id: ID!, $password: Password!) { confirmExternalIdentity(identityId: $id, password: $password) {
  __typename ... on ExternalIdentity { ${IDENTITY} } ${PROBLEM} } }`;
const UNLINK = `mutation ($id: ID!) { unlinkExternalIdentity(identityId: $id) {
  __typename ... on IdentityUnlinked { unlinked } ${PROBLEM} } }`;
const LIST = `query ($id: ID!) { user(id: $id) { externalIdentities { edges { cursor node { id } } nodes { ${IDENTITY} }
  pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }`;

let world: World;
let asAdmin: Run;
let asAsha: Run;
beforeEach(async () => {
  world = await createWorld();
  asAdmin = world.as(world.people.admin);
  asAsha = world.as(world.people.asha);
});

const idOf = (person: { readonly id: string }) => toGlobalId('User', person.id);
const link = async (changes: object = {}) => {
  const input = { userId: idOf(world.people.asha), issuer: 'https://login.example.com', subject: 'a-1', ...changes };
  return (await asAdmin(LINK, { input })).data.linkExternalIdentity;
};
const confirm = async (run: Run, id: string, password = PASSWORD) =>
  (await run(CONFIRM, { id, password })).data.confirmExternalIdentity;
const listed = async (run: Run) => (await run(LIST, { id: idOf(world.people.asha) })).data.user?.externalIdentities;
const trail = () => world.gateway.auditTrail.events.map(({ action, subjectUserId }) => [action, subjectUserId]);

test('an admin links, the person confirms, and both are on record', async () => {
  const linked = await link();
  expect(linked).toMatchObject({ __typename: 'ExternalIdentity', subject: 'a-1', confirmedAt: null });
  expect(await link()).toEqual(linked);
  const confirmed = { ...linked, confirmedAt: NOW.toISOString() };
  expect(await confirm(asAsha, linked.id)).toEqual(confirmed);
  expect(await confirm(asAsha, linked.id)).toEqual(confirmed);

  const { __typename, ...shown } = confirmed;
  for (const run of [asAsha, asAdmin]) expect((await listed(run)).nodes).toEqual([shown]);
  expect(await listed(world.as(world.people.ravi))).toBeNull();
  const { id } = world.people.asha;
  expect(trail()).toEqual([
    ['IDENTITY_LINKED', id],
    ['IDENTITY_CONFIRMED', id],
  ]);
});

test('an identity of somebody is nobody else’s', async () => {
  await link();
  const answer = await link({ userId: idOf(world.people.bala) });
  expect(answer).toMatchObject({ __typename: 'Conflict', field: 'subject' });
  expect(await link({ userId: idOf(world.people.bala), issuer: 'https://login.example.org' })).toMatchObject({
    __typename: 'ExternalIdentity',
  });
});

test('nobody but the person confirms, and not without the password', async () => {
  const { id } = await link();
  expect(await confirm(asAdmin, id)).toMatchObject({ __typename: 'NotFound', field: 'identityId' });
  expect(await confirm(world.as(world.people.bala), id)).toMatchObject({ __typename: 'NotFound' });
  expect(await confirm(asAsha, id, 'wrong')).toMatchObject({ __typename: 'InvalidCredentials' });
  for (let tried = 0; tried < 10; tried += 1) await confirm(asAsha, id, `wrong ${tried}`);
  expect(await confirm(asAsha, id, 'wrong')).toMatchObject({ __typename: 'RateLimited' });
  expect((await listed(asAsha)).nodes[0].confirmedAt).toBeNull();
});

test('the person and admins take it away, others do not find it', async () => {
  for (const run of [asAsha, asAdmin]) {
    const { id } = await link();
    const stranger = await world.as(world.people.bala)(UNLINK, { id });
    expect(stranger.data.unlinkExternalIdentity).toMatchObject({ __typename: 'NotFound', field: 'identityId' });
    expect((await run(UNLINK, { id })).data.unlinkExternalIdentity).toEqual({
      __typename: 'IdentityUnlinked',
      unlinked: true,
    });
    expect((await listed(asAsha)).nodes).toEqual([]);
  }
});

test('an account that nobody has is not linked', async () => {
  const userId = toGlobalId('User', '01900000-0000-7000-8000-ffffffffffff');
  expect(await link({ userId })).toMatchObject({ __typename: 'NotFound', field: 'userId' });
  expect(trail()).toEqual([]);
});
