import { type Data, startTestGateway, type TestGateway } from '../support/test-gateway.js';
import { PIXEL_PNG } from './images.js';
import { type NewCustomer, newCustomer } from './new-customer.js';
import { readOperationFile } from './operation-files.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.stop());

const CREATE = readOperationFile('create-runner').text;
const EXECUTE = readOperationFile('execute-runner').text;
const SET_CURRENT = readOperationFile('set-current-applicant').text;
const SUBMIT_APPLICATION = readOperationFile('submit-application').text;
const UPLOAD = readOperationFile('upload-document').text;
const READ = readOperationFile('runner').text;

async function create({ token }: NewCustomer, input: Record<string, unknown> = {}): Promise<Data> {
  return (await gateway.send(CREATE, { input }, token)).data.createRunner;
}

async function execute({ token }: NewCustomer, runnerId: string, data: unknown, action = 'SUBMIT'): Promise<Data> {
  return (await gateway.send(EXECUTE, { input: { runnerId, action, data } }, token)).data.executeRunner;
}

async function read({ token }: NewCustomer, id: string): Promise<Data> {
  return (await gateway.send(READ, { id }, token)).data.runner;
}

async function setCurrent({ token }: NewCustomer, runnerId: string, providerApplicantId: string): Promise<Data> {
  return (await gateway.send(SET_CURRENT, { runnerId, providerApplicantId }, token)).data.setCurrentApplicant;
}

async function submitApplication({ token }: NewCustomer, runnerId: string): Promise<Data> {
  return (await gateway.send(SUBMIT_APPLICATION, { runnerId }, token)).data.submitApplication;
}

async function uploadTo({ token }: NewCustomer, runnerId: string, kind: string): Promise<string> {
  const file = { name: `${kind}.png`, bytes: PIXEL_PNG };
  const { data } = await gateway.upload(UPLOAD, { input: { kind, runnerId } }, file, token);
  const { document } = (
    await gateway.send(
      'query ($id: ID!) { document(id: $id) { copies { providerDocumentId } } }',
      { id: data.uploadDocument.id },
      token,
    )
  ).data;
  return document.copies[0].providerDocumentId;
}

const SHAREHOLDERS = {
  applicants: [
    { name: 'Nina Varma', applicant_type: 'applicant', relation_with_primary_applicant: 'self', share_holder: true },
    { name: 'Omar Varma', applicant_type: 'CoApp1', relation_with_primary_applicant: 'brother', share_holder: false },
  ],
};

const TO_THE_LIST: readonly (readonly [string, unknown])[] = [
  ['pan_or_gst', { pan: 'TSTPV1234F' }],
  ['business_info', { business: { name: 'Example Traders' } }],
  ['shareholders', SHAREHOLDERS],
  ['business_extra_info', { annual_turnover: 1_200_000 }],
  ['business_asset_detail', { asset_type: 'Vehicle' }],
];

async function walkToTheList(customer: NewCustomer): Promise<string> {
  const runner = await create(customer);
  for (const [node, data] of TO_THE_LIST) {
    expect((await read(customer, runner.id)).currentNode.name).toBe(node);
    expect(await execute(customer, runner.id, data)).toMatchObject({ __typename: 'Runner' });
  }
  return runner.id;
}

describe('a runner', () => {
  test('starts at the first node with its form', async () => {
    const customer = await newCustomer(gateway);
    const runner = await create(customer, { refId: 'TEST-REF-01' });

    expect(runner).toMatchObject({
      __typename: 'Runner',
      refId: 'TEST-REF-01',
      status: 'AWAITING_INPUT',
      currentNode: { name: 'pan_or_gst', forms: [{ action: 'SUBMIT', schema: { type: 'object' } }] },
      nextAction: { __typename: 'FillForm' },
    });
    expect(await read(customer, runner.id)).toMatchObject({ refId: 'TEST-REF-01', source: { state: 'LIVE' } });
  });

  test('walks the sample flow to its end', async () => {
    const customer = await newCustomer(gateway);
    const id = await walkToTheList(customer);
    const { applicants } = await read(customer, id);
    expect(applicants).toMatchObject([
      { name: 'Nina Varma', applicantType: 'applicant', relation: 'self', shareHolder: true },
      { name: 'Omar Varma', applicantType: 'CoApp1', relation: 'brother', shareHolder: false },
    ]);

    const { providerApplicantId } = applicants[0];
    expect(await setCurrent(customer, id, providerApplicantId)).toMatchObject({
      __typename: 'Runner',
      currentApplicantId: providerApplicantId,
      currentNode: { name: 'applicant_pan_and_mobile' },
    });
    expect((await read(customer, id)).currentApplicantId).toBe(providerApplicantId);

    const files = {
      pan_file: await uploadTo(customer, id, 'PAN_CARD'),
      aadhaar_file: await uploadTo(customer, id, 'AADHAAR_CARD'),
    };
    const identity = await execute(customer, id, { mobile: '9000020001', ...files });
    expect(identity).toMatchObject({ currentNode: { name: 'applicant_extra_info' }, stepResult: { success: true } });

    const kyc = readOperationFile('execute-runner').variables.input as { data: unknown };
    expect(await execute(customer, id, kyc.data)).toMatchObject({ currentNode: { name: 'applicant_bank_details' } });
    expect(await execute(customer, id, { account_number: '000100000001', ifsc: 'HDFC0000001' })).toMatchObject({
      currentNode: { name: 'applicant_list' },
    });
    expect(await submitApplication(customer, id)).toMatchObject({ currentNode: { name: 'signing_form' } });
    expect(await execute(customer, id, { accepted: true })).toMatchObject({ status: 'COMPLETED', currentNode: null });

    const finished = await read(customer, id);
    expect(finished).toMatchObject({ status: 'COMPLETED', nextAction: { __typename: 'NoAction' } });
    expect(finished.visitedNodes.map(({ name }: { name: string }) => name)).toEqual(
      expect.arrayContaining(['pan_or_gst', 'shareholders', 'applicant_extra_info', 'signing_form']),
    );
  });

  test('navigates back and stays where a step is declined', async () => {
    const customer = await newCustomer(gateway);
    const { id } = await create(customer);

    expect(await execute(customer, id, { pan: 'AAAPZ9999Z' })).toMatchObject({
      __typename: 'Runner',
      currentNode: { name: 'pan_or_gst' },
      stepResult: { success: false },
    });
    await execute(customer, id, { pan: 'TSTPV1234F' });
    expect(await execute(customer, id, { target_node: 'pan_or_gst' }, 'NAVIGATE')).toMatchObject({
      currentNode: { name: 'pan_or_gst' },
    });
  });

  test('never shows a whole Aadhaar number, and takes the masked one back', async () => {
    const token = await gateway.login('asha@example.com');
    const { id } = (await gateway.send('{ runners { nodes { id } } }', {}, token)).data.runners.nodes[0];
    const answer = await gateway.send(READ, { id }, token);

    const text = JSON.stringify(answer.data);
    expect(text).toContain('XXXXXXXX7058');
    expect(text).not.toMatch(/999941057058/);
    const kyc = readOperationFile('execute-runner').variables.input as { data: { kyc: object } };
    const data = { kyc: { ...kyc.data.kyc, aadhaar_number: 'XXXXXXXX7058' } };
    const executed = await gateway.send(EXECUTE, { input: { runnerId: id, action: 'SUBMIT', data } }, token);
    expect(executed.data.executeRunner).toMatchObject({ currentNode: { name: 'applicant_bank_details' } });
  });
});

describe('commands that do not fit', () => {
  test('data that the form has something against is refused before the call, by field', async () => {
    const customer = await newCustomer(gateway);
    const { id } = await create(customer);

    expect(await execute(customer, id, { pan: 'not a pan' })).toMatchObject({
      __typename: 'ValidationProblem',
      fieldErrors: [{ field: 'data.pan' }],
    });
    expect((await read(customer, id)).currentNode.name).toBe('pan_or_gst');
  });

  test('choosing an applicant and submitting do not touch another node', async () => {
    const customer = await newCustomer(gateway);
    const { id } = await create(customer);

    expect((await setCurrent(customer, id, 'c4e6a000-0000-4000-8000-000000000001')).__typename).toBe('Conflict');
    expect((await submitApplication(customer, id)).__typename).toBe('Conflict');
    expect((await read(customer, id)).currentNode.name).toBe('pan_or_gst');
  });

  test('an applicant who is not on the list is refused', async () => {
    const customer = await newCustomer(gateway);
    const id = await walkToTheList(customer);

    expect((await setCurrent(customer, id, 'nobody')).__typename).toBe('ProviderRejected');
    expect((await read(customer, id)).currentApplicantId).toBeNull();
  });

  test("somebody else's runner is not there", async () => {
    const { id } = await create(await newCustomer(gateway));
    const stranger = await newCustomer(gateway);

    for (const result of [
      await execute(stranger, id, { pan: 'TSTPV1234F' }),
      await setCurrent(stranger, id, 'anybody'),
      await submitApplication(stranger, id),
    ]) {
      expect(result.__typename).toBe('NotFound');
    }
  });
});

describe('the typed steps', () => {
  const step = (name: string) => readOperationFile(name);

  async function submit({ token }: NewCustomer, name: string, input: Record<string, unknown>): Promise<Data> {
    const { data, errors } = await gateway.send(step(name).text, { input }, token);
    expect(errors).toBeUndefined();
    return Object.values(data as object)[0];
  }

  /** The sample's input, about another runner. */
  function sample(name: string, changes: Record<string, unknown>): Record<string, unknown> {
    return { ...(step(name).variables.input as object), ...changes };
  }

  async function upload({ token }: NewCustomer, kind: string): Promise<string> {
    const { data } = await gateway.upload(UPLOAD, { input: { kind } }, { name: 'a.png', bytes: PIXEL_PNG }, token);
    return data.uploadDocument.id;
  }

  test('play the sample flow from its first node to its end', async () => {
    const customer = await newCustomer(gateway);
    const { id: runnerId } = await create(customer);
    const [panDocumentId, aadhaarDocumentId] = [
      await upload(customer, 'PAN_CARD'),
      await upload(customer, 'AADHAAR_CARD'),
    ];
    const proof = { name: 'GST certificate', documentId: panDocumentId };
    const walk = async (name: string, changes: Record<string, unknown>, next: string | null) => {
      const answer = await submit(customer, name, sample(name, { runnerId, ...changes }));
      expect(answer).toMatchObject({ __typename: 'Runner', stepResult: { success: true } });
      expect(answer.currentNode?.name ?? null).toBe(next);
    };
    await walk('submit-pan-or-gst', {}, 'business_info');
    await walk('submit-business-info', { proof }, 'shareholders');
    await walk('submit-shareholders', {}, 'business_extra_info');
    await walk('submit-business-extra-info', {}, 'business_asset_detail');
    await walk('submit-business-asset-detail', {}, 'applicant_list');
    const { applicants } = await read(customer, runnerId);
    expect(applicants).toMatchObject([{ name: 'Vikram Joshi' }, { name: 'Uma Joshi', shareHolder: false }]);
    await setCurrent(customer, runnerId, applicants[0].providerApplicantId);
    await walk('submit-applicant-identity', { panDocumentId, aadhaarDocumentId }, 'applicant_extra_info');
    const additionalDocuments = [{ type: 'PAN', documentId: panDocumentId }];
    await walk('submit-applicant-extra-info', { additionalDocuments }, 'applicant_bank_details');
    await walk('submit-applicant-bank-details', {}, 'applicant_list');
    expect((await submitApplication(customer, runnerId)).currentNode.name).toBe('signing_form');
    await walk('submit-signing-form', {}, null);
    expect((await read(customer, runnerId)).status).toBe('COMPLETED');

    // One copy of each document, however often a step refers to it.
    const { data } = await gateway.send('{ documents { nodes { copies { state } } } }', {}, customer.token);
    expect(data.documents.nodes).toEqual([{ copies: [{ state: 'SENT' }] }, { copies: [{ state: 'SENT' }] }]);
  });

  test('go nowhere from another node, which the answer names', async () => {
    const customer = await newCustomer(gateway);
    const { id: runnerId } = await create(customer);
    const answer = await submit(customer, 'submit-signing-form', { runnerId, accepted: true });

    expect(answer).toMatchObject({ __typename: 'Conflict', message: expect.stringContaining('"signing_form"') });
    expect((await read(customer, runnerId)).currentNode.name).toBe('pan_or_gst');
  });

  test('a step that the registry declines stays where it is', async () => {
    const customer = await newCustomer(gateway);
    const { id: runnerId } = await create(customer);

    expect(await submit(customer, 'submit-pan-or-gst', { runnerId, pan: 'AAAPZ9999Z' })).toMatchObject({
      __typename: 'Runner',
      currentNode: { name: 'pan_or_gst' },
      stepResult: { success: false },
    });
  });
});

/** Last, because so many failures may open the circuit for those that come after. */
describe('a provider that fails', () => {
  test.each([
    ['SIM-CREATE-ERROR-1', 'ProviderUnavailable'],
    ['SIM-ERROR-1', 'Runner'],
  ])('%s: creation answers with %s and the record stays', async (refId, typename) => {
    const customer = await newCustomer(gateway);

    expect((await create(customer, { refId })).__typename).toBe(typename);
    const { data, errors } = await gateway.send('{ runners { nodes { refId source { state } } } }', {}, customer.token);
    // The answer to the creation is the last known one, where there was one.
    const state = typename === 'Runner' ? 'STALE' : 'UNAVAILABLE';
    expect(data.runners.nodes).toEqual([{ refId, source: { state } }]);
    expect(errors?.map(({ extensions }) => extensions.providerId)).toEqual(['crego']);
  });

  test('a provider that fails in a step is a problem that says whether it may have happened', async () => {
    const customer = await newCustomer(gateway);
    const { id } = await create(customer, { refId: 'SIM-ERROR-2' });

    expect(await execute(customer, id, { pan: 'TSTPV1234F' })).toMatchObject({
      __typename: 'ProviderUnavailable',
      providerId: 'crego',
      providerErrorCode: 'PROVIDER_ERROR',
      outcomeUnknown: expect.any(Boolean),
    });
  });
});
