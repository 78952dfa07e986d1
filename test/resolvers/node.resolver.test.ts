import { toGlobalId } from '../../src/graphql/common/global-id.js';
import { createWorld, type World } from '../support/schema-harness.js';

const NODE = `query ($id: ID!) { node(id: $id) { __typename id
  ... on User { name mobile }
  ... on Applicant { flowName status source { state } }
  ... on Runner { refId status }
  ... on Document { filename }
  ... on Verification { subject status } } }`;

let world: World;

beforeEach(async () => {
  world = await createWorld();
});

describe('node', () => {
  test('answers with any record by its id alone, as the type that it is', async () => {
    const { asha } = world.people;
    const records = [
      { id: toGlobalId('User', asha.id), __typename: 'User', name: 'Asha Rao', mobile: '+91XXXXXX0001' },
      {
        id: (await world.addApplicant(asha)).globalId,
        __typename: 'Applicant',
        flowName: 'demo-flow',
        status: 'COMPLETED',
        source: { state: 'LIVE' },
      },
      {
        id: (await world.addRunner(asha)).globalId,
        __typename: 'Runner',
        refId: 'RUNNER-LOCAL-1',
        status: 'AWAITING_INPUT',
      },
      { id: (await world.addDocument(asha)).globalId, __typename: 'Document', filename: 'face.jpg' },
      {
        id: (await world.addVerification(asha)).globalId,
        __typename: 'Verification',
        subject: 'ABXXXXXX4F',
        status: 'COMPLETED',
      },
    ];
    for (const record of records) {
      const answer = await world.as(asha)(NODE, { id: record.id });
      expect(answer).toEqual({ data: { node: record }, errors: [] });
      expect(await world.interpret(asha, NODE, { id: record.id })).toEqual(answer);
    }
  });

  test.each([
    ['an unknown type', Buffer.from('Session:01900000-0000-7000-8000-000000000001').toString('base64url')],
    ['no UUID', Buffer.from('User:1').toString('base64url')],
    ['an upper-case UUID', Buffer.from('User:01900000-0000-7000-8000-00000000000A').toString('base64url')],
    ['something behind it', Buffer.from('User:01900000-0000-7000-8000-000000000001:x').toString('base64url')],
    ['padding', `${toGlobalId('Runner', '01900000-0000-7000-8000-000000000001')}=`],
    ['a NUL', 'VXNlcjo\u0000'],
  ])('refuses an id with %s', async (_name, id) => {
    const { data, errors } = await world.as(world.people.admin)(NODE, { id });
    expect(data).toEqual({ node: null });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'id' } }]);
    expect(JSON.stringify(errors)).not.toContain(JSON.stringify(id).slice(1, -1));
  });
});
