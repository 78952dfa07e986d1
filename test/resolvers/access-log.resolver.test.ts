import { toGlobalId } from '../../src/graphql/common/global-id.js';
import { createWorld, type World } from '../support/schema-harness.js';
import { providerError } from './provider-errors.js';
import { PROBLEM } from './selections.js';

const LOG = `accessLog { edges { cursor node { at } } pageInfo { hasNextPage }
  nodes { at action actorRole actor actorId recordType recordId field purpose requestId } }`;
const REVEAL = `mutation ($input: RevealFieldInput!) { revealField(input: $input) { __typename ... on RevealedField { revealed value } ${PROBLEM} } }`;

let world: World;

beforeEach(async () => {
  world = await createWorld();
});

const rows = () =>
  world.gateway.accessLog.accesses.map(({ target, subjectUserId }) => [target.type, target.id, subjectUserId]);

describe('what staff read', () => {
  test('is on record once for each record, with who, whose and the request', async () => {
    const { asha, ravi } = world.people;
    const [applicant, document] = [await world.addApplicant(asha), await world.addDocument(asha)];
    const query = `query ($user: ID!, $applicant: ID!) {
      user(id: $user) { name profile { photoDocumentId } applicants { nodes { id user { name } } } documents { nodes { id } } }
      again: user(id: $user) { name } applicant(id: $applicant) { id } node(id: $applicant) { id } applicants { nodes { id } } }`;
    const variables = { user: toGlobalId('User', asha.id), applicant: applicant.globalId };
    expect((await world.as(ravi)(query, variables)).errors).toEqual([]);
    expect(rows().sort()).toEqual(
      [
        ['User', asha.id, asha.id],
        ['Applicant', applicant.id, asha.id],
        ['Document', document.id, asha.id],
      ].sort(),
    );
    expect(world.gateway.accessLog.accesses[0]).toMatchObject({
      actor: { id: ravi.id, role: 'REVIEWER' },
      action: 'READ',
      purpose: null,
      requestId: 'request-1',
    });
  });

  test.each(['users', 'applicants', 'runners', 'documents', 'verifications'])(
    'in the list %s is too',
    async (field) => {
      const { bala, admin } = world.people;
      const records = await Promise.all([
        world.addApplicant(bala),
        world.addRunner(bala),
        world.addDocument(bala),
        world.addVerification(bala),
      ]);
      await world.as(admin)(`{ ${field} { nodes { id } } }`);
      const seen = rows().filter(([, , subject]) => subject === bala.id);
      expect(seen).toEqual([[expect.any(String), expect.any(String), bala.id]]);
      expect([bala.id, ...records.map(({ id }) => id)]).toContain(seen[0]?.[1]);
    },
  );

  test('does not leave when it cannot be put on record', async () => {
    const { asha, ravi } = world.people;
    world.gateway.accessLog.broken = true;
    const read = world.as(ravi)('query ($id: ID!) { user(id: $id) { name } }', { id: toGlobalId('User', asha.id) });
    await expect(read).rejects.toThrow('cannot be written');
  });
});

test('what people read of themselves is not on record, staff or not', async () => {
  const { asha, ravi } = world.people;
  await world.addApplicant(asha);
  for (const person of [asha, ravi])
    await world.as(person)('{ me { name profile { photoDocumentId } applicants { nodes { id } } } }');
  expect(rows()).toEqual([]);
});

describe('revealField', () => {
  const reveal = async (person: keyof World['people'], input: Record<string, unknown>) => {
    const common = { recordId: toGlobalId('User', world.people.asha.id), field: 'EMAIL', purpose: 'OWN_DATA' };
    const { data, errors } = await world.as(world.people[person])(REVEAL, { input: { ...common, ...input } });
    expect(errors).toEqual([]);
    return data.revealField;
  };

  test('shows a value to its owner, once it is on record', async () => {
    const { asha } = world.people;
    expect(await reveal('asha', {})).toEqual({ __typename: 'RevealedField', revealed: 'EMAIL', value: asha.email });
    expect(world.gateway.accessLog.accesses).toMatchObject([
      { action: 'REVEAL', field: 'EMAIL', purpose: 'OWN_DATA', subjectUserId: asha.id, actor: { id: asha.id } },
    ]);
  });

  test('shows it to staff with a reason, and the person sees who it was, without a name', async () => {
    const { asha, ravi, admin } = world.people;
    expect(await reveal('ravi', { purpose: 'CASE_REVIEW' })).toMatchObject({ value: asha.email });
    const entry = {
      at: expect.any(String),
      action: 'REVEAL',
      actorRole: 'REVIEWER',
      actor: `XXXX${ravi.id.slice(-4)}`,
      actorId: null,
      recordType: 'User',
      recordId: toGlobalId('User', asha.id),
      field: 'EMAIL',
      purpose: 'CASE_REVIEW',
      requestId: 'request-1',
    };
    const { me } = (await world.as(asha)(`{ me { ${LOG} } }`)).data;
    expect(me.accessLog.nodes).toEqual([entry]);
    const query = `query ($id: ID!) { user(id: $id) { ${LOG} } }`;
    const variables = { id: toGlobalId('User', asha.id) };
    expect((await world.as(admin)(query, variables)).data.user.accessLog.nodes).toEqual([
      { ...entry, actorId: toGlobalId('User', ravi.id) },
    ]);
    expect((await world.as(ravi)(query, variables)).data.user.accessLog).toBeNull();
  });

  test('shows what a provider has of an applicant, and says so when it cannot be asked', async () => {
    const { globalId } = await world.addApplicant(world.people.asha);
    const of = (field: string) => reveal('admin', { recordId: globalId, field, purpose: 'LEGAL_REQUEST' });
    expect((await of('DATE_OF_BIRTH')).value).toBe('1990-04-05');
    expect((await of('ADDRESS')).value).toContain('560001');
    expect((await of('EMAIL')).value).toContain('@example.com');
    expect(rows().map(([type]) => type)).toEqual(Array(3).fill('Applicant'));
    expect((await of('PAN')).__typename).toBe('ValidationProblem');
    expect(rows()).toHaveLength(3);
    world.gateway.snapshots.kept.clear();
    world.gateway.ports.screening.fail('getApplicantState', providerError('personr', 'PROVIDER_TIMEOUT', true));
    expect(await of('ADDRESS')).toMatchObject({ __typename: 'ProviderUnavailable', providerId: 'personr' });
  });

  test.each([
    ['ravi', { purpose: 'OWN_DATA' }, 'ValidationProblem'],
    ['asha', { purpose: 'CASE_REVIEW' }, 'ValidationProblem'],
    ['bala', {}, 'NotFound'],
    ['bala', { purpose: 'CASE_REVIEW' }, 'NotFound'],
    ['asha', { field: 'BANK_ACCOUNT_NUMBER' }, 'NotFound'],
    ['asha', { field: 'DEMAT_CLIENT_ID', accountId: 'of nobody' }, 'NotFound'],
    [
      'ravi',
      { purpose: 'CASE_REVIEW', recordId: toGlobalId('User', '01900000-0000-7000-8000-ffffffffffff') },
      'NotFound',
    ],
  ] as const)('tells %s nothing for %j', async (person, input, problem) => {
    expect((await reveal(person, input)).__typename).toBe(problem);
    expect(rows()).toEqual([]);
  });

  test('shows nothing when it cannot be put on record', async () => {
    world.gateway.accessLog.broken = true;
    await expect(reveal('asha', {})).rejects.toThrow('cannot be written');
  });
});
