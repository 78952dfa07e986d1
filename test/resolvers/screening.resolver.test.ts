import { createWorld, type World } from '../support/schema-harness.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});

test('a hosted page says until when it is open, where the provider tells', async () => {
  const { asha } = world.people;
  const { globalId } = await world.addApplicant(asha);
  world.gateway.ports.screening.link = {
    url: 'https://hosted.example/page',
    customUrl: 'https://own.example/page',
    expiresAt: new Date('2026-02-03T00:00:00.000Z'),
  };
  const { data, errors } = await world.as(asha)(
    `mutation ($id: ID!) { createVerificationLink(applicantId: $id) { ... on VerificationLink { url customLink expiresAt } } }`,
    { id: globalId },
  );
  expect(errors).toEqual([]);
  expect(data.createVerificationLink).toEqual({
    url: 'https://hosted.example/page',
    customLink: 'https://own.example/page',
    expiresAt: '2026-02-03T00:00:00.000Z',
  });
});

test('a document that a provider noticed comes to staff as the provider masked it', async () => {
  const { asha, ravi } = world.people;
  const { globalId } = await world.addApplicant(asha);
  const { screening } = world.gateway.ports;
  const documents = [{ kind: 'PASSPORT', number: 'XXXX0001', country: 'IND' }];
  const observed = { documents, network: null, sourceKey: null, externalUserIds: [] };
  screening.state = { ...screening.state, observed };
  const query = 'query ($id: ID!) { applicant(id: $id) { observed { documents { kind number country } } } }';
  const { data, errors } = await world.as(ravi)(query, { id: globalId });
  expect(errors).toEqual([]);
  expect(data.applicant.observed).toEqual({ documents });
});
