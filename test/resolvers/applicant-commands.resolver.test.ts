import type { Applicant } from '../../src/domain/applicant/applicant.js';
import type { DocumentCopy } from '../../src/domain/document/document.js';
import { createWorld, type Run, type World } from '../support/schema-harness.js';
import { APPLICANT, PROBLEM } from './selections.js';

const CREATE = `mutation ($input: CreateApplicantInput!) { createApplicant(input: $input) { __typename ... on Applicant { ${APPLICANT} } ${PROBLEM} } }`;
const CHECK = `mutation ($id: ID!) { requestApplicantCheck(applicantId: $id) { __typename ... on Applicant { ${APPLICANT} } ${PROBLEM} } }`;

let world: World;
let asAsha: Run;

beforeEach(async () => {
  world = await createWorld();
  asAsha = world.as(world.people.asha);
});

describe('createApplicant', () => {
  test('tells the provider the account, and keeps the record before it does', async () => {
    const { gateway, people } = world;
    let before: unknown;
    gateway.ports.screening.onCall('createApplicant', () => {
      before = [...gateway.applicants.records.values()];
    });
    const { data, errors } = await asAsha(CREATE, { input: {} });
    expect(errors).toEqual([]);
    expect(before).toMatchObject([{ userId: people.asha.id, providerApplicantId: null, status: 'PROCESSING' }]);
    expect(gateway.ports.screening.lastInput('createApplicant')).toEqual({
      email: 'asha@example.com',
      phone: people.asha.mobile,
      firstName: 'Asha',
      lastName: 'Rao',
      flowName: undefined,
      sourceKey: null,
      externalUserIds: [people.asha.id],
    });
    expect(data.createApplicant).toMatchObject({ __typename: 'Applicant', flowName: null, source: { state: 'LIVE' } });
    expect([...gateway.applicants.records.values()]).toMatchObject([
      { providerApplicantId: 'personr-new', status: 'CREATED' },
    ]);
    expect(gateway.ports.screening.count('createApplicant')).toBe(1);
  });

  test('sends what was given instead', async () => {
    const input = {
      email: 'Other@Example.com',
      phone: '+61 491 570 006',
      firstName: 'A',
      lastName: 'B',
      flowName: 'kyc',
      sourceKey: 'web:1',
    };
    const { data } = await asAsha(CREATE, { input });
    expect(data.createApplicant).toMatchObject({ flowName: 'kyc', sourceKey: 'web:1' });
    expect(world.gateway.ports.screening.lastInput('createApplicant')).toMatchObject({
      ...input,
      email: 'other@example.com',
      phone: '+61491570006',
    });
  });

  test.each([
    ['Cher', 'Cher', null],
    ['  Asha Kumari   Rao ', 'Asha Kumari', 'Rao'],
  ])('takes the name %p apart', async (name, firstName, lastName) => {
    const { asha } = world.people;
    world.gateway.users.accounts.set(asha.id, { ...asha, name });
    await asAsha(CREATE, { input: {} });
    expect(world.gateway.ports.screening.lastInput('createApplicant')).toMatchObject({ firstName, lastName });
  });
});

/** A copy at the screening provider, given a moment after the applicant last changed. */
async function giveDocument({ id, updatedAt }: Applicant, changes: Partial<DocumentCopy> = {}): Promise<void> {
  const document = await world.addDocument(world.people.asha);
  await world.gateway.documents.insertCopy({
    id: world.gateway.newId(),
    documentId: document.id,
    providerId: 'personr',
    providerDocumentId: null,
    applicantId: id,
    runnerId: null,
    state: 'SENT',
    errorCode: null,
    remarks: [],
    createdAt: new Date(updatedAt.getTime() + 1),
    ...changes,
  });
}

describe('requestApplicantCheck', () => {
  test('asks for the check once and counts it', async () => {
    const applicant = await world.addApplicant(world.people.asha, { checkRequests: 1, status: 'CREATED' });
    await giveDocument(applicant);
    const { data, errors } = await asAsha(CHECK, { id: applicant.globalId });
    expect(errors).toEqual([]);
    expect(data.requestApplicantCheck).toMatchObject({ __typename: 'Applicant', checkRequests: 2 });
    expect(world.gateway.applicants.records.get(applicant.id)).toMatchObject({
      status: 'PROCESSING',
      checkRequests: 2,
    });
    const { screening } = world.gateway.ports;
    expect([screening.count('requestCheck'), screening.lastInput('requestCheck')]).toEqual([
      1,
      applicant.providerApplicantId,
    ]);
  });

  test('costs no attempt and no budget when the disclosure cannot be recorded, and is not sent', async () => {
    const applicant = await world.addApplicant(world.people.asha, { checkRequests: 1, status: 'CREATED' });
    await giveDocument(applicant);
    world.gateway.disclosures.insert = () => Promise.reject(new Error('The database is gone.'));
    await expect(asAsha(CHECK, { id: applicant.globalId })).rejects.toThrow('The database is gone.');
    expect(world.gateway.ports.screening.count('requestCheck')).toBe(0);
    expect(world.gateway.applicants.records.get(applicant.id)).toMatchObject({ checkRequests: 1 });
    expect([...world.gateway.spending.days.values()]).toEqual([0]);
  });

  test.each<[string, Partial<Applicant>, Partial<DocumentCopy> | null]>([
    ['nothing was given', { status: 'CREATED' }, null],
    ['nothing was given and the provider waits', { status: 'AWAITING_INPUT' }, null],
    ['the only document was refused', { status: 'CREATED' }, { state: 'FAILED' }],
    ['a document is still on its way', { status: 'CREATED' }, { state: 'SENDING' }],
    ['the document is of another applicant', { status: 'CREATED' }, { applicantId: 'another' }],
    ['nothing new was given after RESUBMIT', { status: 'COMPLETED', decision: 'RESUBMIT' }, { createdAt: new Date(0) }],
  ])('is not sent and costs nothing when %s', async (_why, changes, copy) => {
    const applicant = await world.addApplicant(world.people.asha, { checkRequests: 1, ...changes });
    if (copy !== null) await giveDocument(applicant, copy);
    const { data, errors } = await asAsha(CHECK, { id: applicant.globalId });
    expect(errors).toEqual([]);
    expect(data.requestApplicantCheck).toMatchObject({
      __typename: 'Conflict',
      field: 'applicantId',
      message: expect.stringContaining('uploadDocument'),
    });
    expect(world.gateway.ports.screening.calls).toEqual([]);
    expect(world.gateway.applicants.records.get(applicant.id)).toMatchObject({ checkRequests: 1 });
    expect([...world.gateway.spending.days.values()]).toEqual([]);
  });

  test.each<[string, Partial<Applicant>, Partial<DocumentCopy> | null]>([
    ['nobody knows whether the provider has the document', { status: 'CREATED' }, { state: 'UNKNOWN' }],
    ['a new document was given after RESUBMIT', { status: 'COMPLETED', decision: 'RESUBMIT' }, {}],
    ['the provider is at work', { status: 'PROCESSING' }, null],
  ])('is sent when %s', async (_why, changes, copy) => {
    const applicant = await world.addApplicant(world.people.asha, changes);
    if (copy !== null) await giveDocument(applicant, copy);
    await asAsha(CHECK, { id: applicant.globalId });
    expect(world.gateway.ports.screening.count('requestCheck')).toBe(1);
  });

  test('is a conflict for an applicant that the provider does not have', async () => {
    const { globalId } = await world.addApplicant(world.people.asha, { providerApplicantId: null });
    const { data } = await asAsha(CHECK, { id: globalId });
    expect(data.requestApplicantCheck).toMatchObject({ __typename: 'Conflict', field: 'applicantId' });
    expect(world.gateway.ports.screening.calls).toEqual([]);
  });

  test('says so when the provider is no longer configured', async () => {
    const { globalId } = await world.addApplicant(world.people.asha, { providerId: 'gone' });
    const { data, errors } = await asAsha(CHECK, { id: globalId });
    expect(errors).toEqual([]);
    expect(data.requestApplicantCheck).toMatchObject({
      __typename: 'ProviderUnavailable',
      providerId: 'gone',
      providerErrorCode: 'PROVIDER_UNAVAILABLE',
      retryable: false,
    });
  });
});
