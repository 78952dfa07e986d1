import { toGlobalId } from '../../src/graphql/common/global-id.js';
import { JPEG } from '../support/fakes/memory-document-store.js';
import { createWorld, type World } from '../support/schema-harness.js';
import { fileUpload } from './file-upload.js';
import { onboardingInput } from './inputs.js';
import { type Ids, type RootOperation, rootOperations } from './root-operations.js';

/** What nobody has to log in for. */
const PUBLIC = [
  'register',
  'login',
  'refreshSession',
  'requestOtp',
  'verifyOtp',
  'requestPasswordReset',
  'resetPassword',
  'me',
  'providers',
  'validateIdentifier',
  'erasure',
  'consentNotice',
];

const UNKNOWN = '01900000-0000-7000-8000-ffffffffffff';
const UNKNOWN_IDS: Ids = {
  user: toGlobalId('User', UNKNOWN),
  applicant: toGlobalId('Applicant', UNKNOWN),
  runner: toGlobalId('Runner', UNKNOWN),
  document: toGlobalId('Document', UNKNOWN),
  verification: toGlobalId('Verification', UNKNOWN),
};

let world: World;
/** Ids of Bala's, whom Asha has nothing to do with. */
let balas: Ids;

beforeEach(async () => {
  world = await createWorld();
  const { bala } = world.people;
  balas = {
    user: toGlobalId('User', bala.id),
    applicant: (await world.addApplicant(bala)).globalId,
    runner: (await world.addRunner(bala)).globalId,
    document: (await world.addDocument(bala)).globalId,
    verification: (await world.addVerification(bala)).globalId,
  };
});

/** Everything that was written or sent since the records above were made. */
function traces() {
  const { gateway } = world;
  return {
    calls: Object.values(gateway.ports).flatMap((port) => port.calls.map(({ method }) => method)),
    writes: [gateway.applicants, gateway.runners, gateway.documents, gateway.verifications].map(
      ({ history }) => history.length,
    ),
    links: gateway.customerLinks.records.size,
    profiles: gateway.users.profiles.size,
    files: gateway.store.files.size,
  };
}

const NOTHING = { calls: [], writes: [1, 1, 1, 1], links: 0, profiles: 0, files: 1 };

describe('an anonymous request', () => {
  test('is turned away by every root field but the public ones, and leaves no trace', async () => {
    const operations = rootOperations(balas);
    const fields = [world.schema.getQueryType(), world.schema.getMutationType()].flatMap((type) =>
      Object.keys(type?.getFields() ?? {}),
    );
    expect(Object.keys(operations).sort()).toEqual([...fields].sort());
    const codes: Record<string, string | undefined> = {};
    for (const field of fields.filter((name) => !PUBLIC.includes(name))) {
      const { query, variables } = operations[field]!;
      const { data, errors } = await world.as(null)(query, variables);
      expect(data?.[field] ?? null).toBeNull();
      codes[field] = errors.length === 1 ? errors[0]?.extensions.code : `${errors.length} errors`;
    }
    expect(Object.entries(codes).filter(([, code]) => code !== 'UNAUTHENTICATED')).toEqual([]);
    expect(Object.keys(codes)).toHaveLength(fields.length - PUBLIC.length);
    expect(traces()).toEqual(NOTHING);
  });

  test.each(PUBLIC)('may use %s', async (field) => {
    const { query, variables } = rootOperations(balas)[field]!;
    const { data, errors } = await world.as(null)(query, variables);
    expect(errors).toEqual([]);
    expect(data[field] === null).toBe(field === 'me' || field === 'erasure');
  });
});

const READS = ['user', 'applicant', 'runner', 'document', 'verification', 'node'];

describe.each(READS)('%s(id)', (field) => {
  const read = (ids: Ids) => rootOperations(ids)[field]!;
  const run = (ids: Ids, person: keyof World['people']) =>
    world.as(world.people[person])(read(ids).query, read(ids).variables);

  test("says the same of somebody else's id and of an id that nobody has", async () => {
    const foreign = await run(balas, 'asha');
    expect(foreign).toEqual(await run(UNKNOWN_IDS, 'asha'));
    expect(foreign.data).toEqual({ [field]: null });
    expect(foreign.errors.map(({ extensions }) => extensions)).toEqual(
      field === 'node' ? [] : [{ code: 'NOT_FOUND', field: 'id' }],
    );
  });

  test.each(['bala', 'ravi', 'admin'] as const)('answers its owner and staff: %s', async (person) => {
    const { data, errors } = await run(balas, person);
    expect(errors).toEqual([]);
    expect(data[field].id).toBe(read(balas).variables.id);
  });
});

/** Every way in which a mutation takes the id of a record, and the input that the answer names. */
const COMMANDS: readonly [string, string, string, (ids: Ids) => RootOperation][] = [
  ['requestApplicantCheck', 'applicantId', 'applicantId', (ids) => rootOperations(ids).requestApplicantCheck!],
  ['executeRunner', 'runnerId', 'input.runnerId', (ids) => rootOperations(ids).executeRunner!],
  ['setCurrentApplicant', 'runnerId', 'runnerId', (ids) => rootOperations(ids).setCurrentApplicant!],
  ['submitApplication', 'runnerId', 'runnerId', (ids) => rootOperations(ids).submitApplication!],
  ['checkLiveness', 'documentId', 'documentId', (ids) => rootOperations(ids).checkLiveness!],
  ['matchFaces', 'firstDocumentId', 'input.firstDocumentId', (ids) => rootOperations(ids).matchFaces!],
  ['readDocument', 'documentId', 'input.documentId', (ids) => rootOperations(ids).readDocument!],
  ['maskAadhaarDocument', 'documentId', 'documentId', (ids) => rootOperations(ids).maskAadhaarDocument!],
  ['startESign', 'documentId', 'input.documentId', (ids) => rootOperations(ids).startESign!],
  ['verifyAadhaarOtp', 'verificationId', 'input.verificationId', (ids) => rootOperations(ids).verifyAadhaarOtp!],
  [
    'fetchDigilockerDocument',
    'verificationId',
    'input.verificationId',
    (ids) => rootOperations(ids).fetchDigilockerDocument!,
  ],
  [
    'uploadDocument',
    'applicantId',
    'input.applicantId',
    (ids) => withInput('uploadDocument', { kind: 'SELFIE', applicantId: ids.applicant }),
  ],
  [
    'uploadDocument',
    'runnerId',
    'input.runnerId',
    (ids) => withInput('uploadDocument', { kind: 'SELFIE', runnerId: ids.runner }),
  ],
  [
    'updateProfile',
    'photoDocumentId',
    'input.photoDocumentId',
    (ids) => withInput('updateProfile', { photoDocumentId: ids.document }),
  ],
  [
    'onboardCustomer',
    'photoDocumentId',
    'input.photoDocumentId',
    (ids) => withInput('onboardCustomer', onboardingInput({ photoDocumentId: ids.document })),
  ],
  ...(['frontDocumentId', 'backDocumentId'] as const).map(
    (side): [string, string, string, (ids: Ids) => RootOperation] => [
      'onboardCustomer',
      `idDocuments.0.${side}`,
      `input.idDocuments.0.${side}`,
      (ids) => {
        const document = { idType: 4, idNumber: 'P0000001', issuedCountry: 'IN', [side]: ids.document };
        return withInput('onboardCustomer', onboardingInput({ idDocuments: [document] }));
      },
    ],
  ),
];

function withInput(field: string, input: Record<string, unknown>): RootOperation {
  const { query, variables } = rootOperations(UNKNOWN_IDS)[field]!;
  const file = 'file' in variables ? { file: fileUpload(JPEG) } : {};
  return { query, variables: { ...file, input } };
}

describe.each(COMMANDS)('%s with an id in %s', (field, problemField, argument, operation) => {
  const run = ({ query, variables }: RootOperation) => world.as(world.people.asha)(query, variables);

  test("says the same of somebody else's id and of an id that nobody has, and does nothing", async () => {
    const foreign = await run(operation(balas));
    expect(foreign).toEqual(await run(operation(UNKNOWN_IDS)));
    expect(foreign.errors).toEqual([]);
    expect(foreign.data[field]).toMatchObject({ __typename: 'NotFound', field: problemField });
    expect(traces()).toEqual(NOTHING);
  });

  test.each([
    ['of another type', toGlobalId('User', UNKNOWN)],
    ['that is no id', 'ABCPR1234F'],
    ['that is too long', 'A'.repeat(5_000)],
  ])('refuses an id %s without repeating it', async (_name, id) => {
    const wrong = await run(operation({ user: id, applicant: id, runner: id, document: id, verification: id }));
    expect(wrong.data).toBeNull();
    expect(wrong.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: argument } }]);
    expect(JSON.stringify(wrong)).not.toContain(id);
    expect(traces()).toEqual(NOTHING);
  });
});

describe('an id in a query', () => {
  test.each(READS)('of the wrong type, or that is none, is refused by %s', async (field) => {
    const wrong = field === 'node' ? 'bm9uc2Vuc2U' : toGlobalId(field === 'user' ? 'Runner' : 'User', UNKNOWN);
    for (const id of [wrong, '', 'VXNlcjo', '%00']) {
      const ids = { user: id, applicant: id, runner: id, document: id, verification: id };
      const { query, variables } = rootOperations(ids)[field]!;
      const { data, errors } = await world.as(world.people.ravi)(query, variables);
      expect(data).toEqual({ [field]: null });
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'id' } }]);
    }
  });
});

describe.each(['users', 'applicants', 'runners', 'documents', 'verifications'])('%s', (field) => {
  const ids = (person: keyof World['people'], args = '') =>
    world.as(world.people[person])(`{ ${field}${args} { nodes { id } } }`);

  test('lists everything for staff, and for a customer only what is theirs', async () => {
    const staff = await ids('ravi');
    expect(staff).toEqual(await ids('admin'));
    expect(staff.data[field].nodes).toHaveLength(field === 'users' ? 4 : 1);
    const customer = await ids('asha');
    if (field === 'users') {
      expect(customer.errors.map(({ extensions }) => extensions)).toEqual([{ code: 'FORBIDDEN' }]);
      expect(customer.data).toBeNull();
    } else {
      expect(customer).toEqual({ data: { [field]: { nodes: [] } }, errors: [] });
      expect((await ids('bala')).data[field].nodes).toHaveLength(1);
    }
  });

  test.each([
    ['(first: 0)', 'first'],
    ['(first: -1)', 'first'],
    ['(first: 101)', 'first'],
    ['(after: "bm9uc2Vuc2U")', 'after'],
  ])('refuses %s, naming %s', async (args, argument) => {
    const { data, errors } = await ids('ravi', args);
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: argument } }]);
  });

  test.each(['(first: 1)', '(first: 100)'])('takes %s', async (args) => {
    const { data, errors } = await ids('ravi', args);
    expect(errors).toEqual([]);
    expect(data[field].nodes.length).toBeGreaterThan(0);
  });
});
