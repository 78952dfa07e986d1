import { loadConfig } from '../../../src/config/load-config.js';
import { cregoProvider } from '../../../src/providers/crego/crego.provider.js';
import { against, closeAll, context, failureOf, fixture, RUNNER_ID } from './crego.harness.js';

const aadhaar = '999941057058';

afterEach(closeAll);

function runnerWith(changes: Record<string, unknown>): Record<string, unknown> {
  return { ...(fixture('execute-applicant-identity.200') as Record<string, unknown>), ...changes };
}

describe('the documented runner', () => {
  test('is read with its form, its step and its times in UTC', async () => {
    const { workflow, server } = await against([
      [200, runnerWith({ node: null })],
      [200, fixture('execute-applicant-identity.200')],
    ]);
    const { data } = fixture('execute-applicant-identity.request') as { data: { mobile: string } };
    const state = await workflow.executeRunner(RUNNER_ID, { action: 'SUBMIT', data }, context);
    expect(server.sent[1]).toMatchObject({
      path: `/v1/rego/runners/${RUNNER_ID}/execute/`,
      body: { action: 'submit', data },
    });
    expect(state).toMatchObject({
      providerRunnerId: RUNNER_ID,
      refId: 'RUNNER-251-392',
      status: 'AWAITING_INPUT',
      visitedNodes: [],
      createdAt: new Date('2025-01-31T08:01:22.790Z'),
      updatedAt: new Date('2025-01-31T08:23:57.017Z'),
      raw: { providerStatus: 'applicant_extra_info', providerCode: '200', providerLabel: 'web_form' },
      currentNode: {
        name: 'applicant_extra_info',
        navigations: [{ label: 'Applicant Information', targetNode: 'applicant_pan_and_mobile' }],
      },
    });
  });

  test('leaves no personal value of the form or the step in clear, and keeps what is none', async () => {
    const { workflow } = await against([[200, fixture('execute-applicant-identity.200')]]);
    const state = await workflow.getRunner(RUNNER_ID, context);
    const text = JSON.stringify(state);
    for (const value of [
      aadhaar,
      'Asha',
      'asharao',
      'Example Street',
      'examplestreet',
      'KARNATAKA',
      'BENGALURU',
      '560001',
      'aaapr1234c',
    ]) {
      expect(text).not.toContain(value);
    }
    const kyc = JSON.parse(JSON.stringify(state.currentNode?.forms[0]?.schema)).properties.kyc.properties;
    expect(kyc.aadhaar_number).toEqual({ type: 'string', title: 'Aadhaar Number', default: 'XXXXXXXX7058' });
    expect(kyc.email.default).toBe('');
    expect(kyc.additional_kyc_documents.items.properties.document_type.enum).toContain('Driving License');
    expect(state.stepResult).toMatchObject({ success: true, statusCode: 200, message: null, errors: [] });
    expect(state.stepResult?.data).toMatchObject({
      match_score: 0,
      applicationId: 'KN_LEAD_ID0000000000a',
      matched_data: { passportNo: ['', 'No Match Found - 0'], identificationNo: ['XXXXXX', 'No Match Found - 0'] },
    });
  });

  test('lists visited nodes oldest first and names the current applicant from the store', async () => {
    const { workflow } = await against([[200, fixture('get-runner-visited.200')]]);
    const state = await workflow.getRunner(RUNNER_ID, context);
    expect(state.visitedNodes.map(({ name }) => name)).toEqual(['pan_or_gst', 'business_info']);
    expect(state.currentApplicantId).toBe('c4e6a000-0000-4000-8000-000000000001');
  });

  test('a failed step under HTTP 200 is a failed step, its texts without personal values', async () => {
    const { workflow } = await against([
      [200, runnerWith({ node: null })],
      [200, fixture('execute-step-failed.200')],
    ]);
    const state = await workflow.executeRunner(RUNNER_ID, { action: 'SUBMIT', data: { pan: 'AAAPR1234C' } }, context);
    expect(state.status).toBe('AWAITING_INPUT');
    expect(state.stepResult).toMatchObject({
      success: false,
      statusCode: 422,
      message: 'Verification of AAXXXXXX4C failed',
      errors: ['Aadhaar XXXXXXXX7058 does not belong to XXXXXX'],
    });
  });

  test.each([
    [{ current_node: null, node: null }, 'COMPLETED'],
    [{ current_node: 'end', node: null }, 'COMPLETED'],
    [{ current_node: 'completed', node: { name: 'completed', type: 'code_snippet' } }, 'COMPLETED'],
    [{ current_node: null, node: null, visited_nodes: {} }, 'CREATED'],
    [{ node: { name: 'check', type: 'api_request' } }, 'PROCESSING'],
    [{ node: { name: 'check', type: 'quantum_form' } }, 'UNKNOWN'],
    [{ node: { name: 'check' } }, 'UNKNOWN'],
    [{ node: null }, 'UNKNOWN'],
    [{ current_node: undefined, node: undefined }, 'UNKNOWN'],
    [
      { current_node: { name: 'x' }, node: 'x', visited_nodes: 7, data: [], store_info: null, added: { field: 1 } },
      'UNKNOWN',
    ],
  ])('with %j is %s', async (changes, status) => {
    const { workflow } = await against([[200, runnerWith(changes)]]);
    expect((await workflow.getRunner(RUNNER_ID, context)).status).toBe(status);
  });

  test.each([[null], [[]], [{}], [{ id: null }], [{ id: RUNNER_ID.replaceAll('1', '9'), ref_id: 'RUNNER-1-1' }]])(
    '%j is no answer about it',
    async (body) => {
      const { workflow } = await against([[200, body]]);
      const failure = await failureOf(workflow.getRunner(RUNNER_ID, context));
      expect(failure).toMatchObject({ code: 'PROVIDER_BAD_RESPONSE', retryable: false, outcomeUnknown: false });
    },
  );

  test('an id that could change the path is never sent', async () => {
    const { workflow, server } = await against([[200, {}]]);
    for (const id of ['..', 'a/b', 'a?b', '', 'a'.repeat(65)]) {
      expect(await failureOf(workflow.getRunner(id, context))).toMatchObject({ code: 'PROVIDER_NOT_FOUND' });
    }
    expect(server.sent).toEqual([]);
  });
});

describe('commands on a runner', () => {
  test('creating sends flow and prefix, and takes the documented 201 where no more is to be had', async () => {
    const { workflow, server } = await against([
      [201, fixture('create-runner.201')],
      [404, fixture('error-detail.400')],
    ]);
    const state = await workflow.createRunner({ refId: 'REF-00001' }, context);
    expect(state).toMatchObject({ providerRunnerId: RUNNER_ID, status: 'CREATED', currentNode: null, updatedAt: null });
    expect(server.sent[0]?.body).toEqual({
      flow_id: '22222222-2222-4222-8222-222222222222',
      ref_prefix: 'RUNNER',
      ref_id: 'REF-00001',
    });
  });

  test('an answer with the node makes the runner be read again', async () => {
    const { workflow, server } = await against([
      [200, fixture('execute-preset.200')],
      [200, fixture('get-runner-visited.200')],
    ]);
    const state = await workflow.executeRunner(RUNNER_ID, { action: 'NAVIGATE', data: {} }, context);
    expect(state).toMatchObject({ providerRunnerId: RUNNER_ID, currentNode: { name: 'signing_form' } });
    expect(server.sent.map(({ method }) => method)).toEqual(['POST', 'GET']);
  });

  test('a step that ran is never reported as one that can be repeated', async () => {
    const { workflow } = await against([
      [200, runnerWith({ node: null })],
      [200, fixture('execute-preset.200')],
      [404, { detail: 'Not found.' }],
    ]);
    const failure = await failureOf(workflow.executeRunner(RUNNER_ID, { action: 'SUBMIT', data: {} }, context));
    expect(failure).toMatchObject({ code: 'PROVIDER_NOT_FOUND', outcomeUnknown: true, retryable: false });
  });

  test('masks that come back untouched are replaced by what they stand for', async () => {
    const runner = fixture('execute-applicant-identity.200');
    const { workflow, server } = await against([[200, runner]]);
    const rest = { house_no: '12', postoffice: 'Example GPO', city: 'Bengaluru', state: 'Karnataka' };
    const kyc = {
      name: 'XXXXXX',
      aadhaar_number: 'XXXXXXXX7058',
      email: 'asha@example.com',
      address_from_aadhar: { pincode: 'XXXXXX', street: 'XXXXXX', ...rest },
    };
    await workflow.executeRunner(RUNNER_ID, { action: 'SUBMIT', data: { kyc } }, context);
    expect(server.sent.map(({ method }) => method)).toEqual(['GET', 'POST']);
    expect(server.sent[1]?.body).toEqual({
      action: 'submit',
      data: {
        kyc: {
          name: 'Asha Rao',
          aadhaar_number: aadhaar,
          email: 'asha@example.com',
          address_from_aadhar: { pincode: '560001', street: 'XXXXXX', ...rest },
        },
      },
    });
  });

  test('choosing an applicant and submitting the application reach no other node than the applicant list', async () => {
    const { workflow, server } = await against([[200, fixture('get-runner-visited.200')]]);
    const conflict = { problem: { kind: 'Conflict', message: expect.stringContaining('"applicant_list"') } };
    await expect(workflow.submitApplication(RUNNER_ID, context)).rejects.toMatchObject(conflict);
    await expect(workflow.setCurrentApplicant(RUNNER_ID, 'a', context)).rejects.toMatchObject(conflict);
    expect(server.sent.every(({ method }) => method === 'GET')).toBe(true);
  });

  test('a refused input is named, its text is not repeated', async () => {
    const { workflow } = await against([
      [200, runnerWith({ node: null })],
      [400, { data: { kyc: { email: ['asha@example.com is taken.'] } } }],
    ]);
    const failure = await failureOf(workflow.executeRunner(RUNNER_ID, { action: 'SUBMIT', data: {} }, context));
    expect(failure).toMatchObject({ code: 'PROVIDER_REJECTED', field: 'kyc.email', providerCode: undefined });
    expect(`${failure.message}${JSON.stringify(failure)}`).not.toContain('asha');
  });
});

describe('applicants and documents', () => {
  test('the list may be bare or wrapped', async () => {
    const bare = await against([[200, fixture('applicants.200')]], { CREGO_APPLICANTS_PATH: '/elsewhere/{id}/' });
    expect(await bare.workflow.listApplicants(RUNNER_ID, context)).toEqual([
      {
        providerApplicantId: 'c4e6a000-0000-4000-8000-000000000001',
        name: 'Asha Rao',
        applicantType: 'applicant',
        relation: 'self',
        tags: ['primary'],
        shareHolder: true,
      },
    ]);
    expect(bare.server.sent[0]?.path).toBe(`/elsewhere/${RUNNER_ID}/`);
    const wrapped = await against([[200, fixture('applicants-wrapped.200')]]);
    expect(await wrapped.workflow.listApplicants(RUNNER_ID, context)).toMatchObject([
      { providerApplicantId: 'c4e6a000-0000-4000-8000-000000000002', name: null, tags: [] },
    ]);
  });

  test.each([[null], [{}], [[{ name: 'Asha Rao' }]], [[7]]])('%j is no list', async (body) => {
    const { workflow } = await against([[200, body]]);
    expect(await failureOf(workflow.listApplicants(RUNNER_ID, context))).toMatchObject({
      code: 'PROVIDER_BAD_RESPONSE',
    });
  });

  test.each(['document-id.201', 'document-document-id.201'])('a document is known by the id of %s', async (name) => {
    const { workflow, server } = await against([[201, fixture(name)]], { CREGO_DOCUMENT_FILE_FIELD: 'upload' });
    const file = { filename: 'pan.png', contentType: 'not a type', bytes: new Uint8Array([1, 2, 3]) };
    expect(await workflow.uploadDocument(file, context)).toEqual({
      providerDocumentId: '77777777-7777-4777-8777-777777777777',
    });
    expect(server.sent[0]?.body).toContain('name="upload"; filename="pan.png"');
    expect(server.sent[0]?.body).toContain('application/octet-stream');
  });

  test('a document without an id is none', async () => {
    const { workflow } = await against([[201, { status: 'ok' }]]);
    const file = { filename: 'pan.png', contentType: 'image/png', bytes: new Uint8Array() };
    expect(await failureOf(workflow.uploadDocument(file, context))).toMatchObject({
      code: 'PROVIDER_BAD_RESPONSE',
      outcomeUnknown: true,
    });
  });
});

test('settings that could only fail at the first call are refused at start, their values unsaid', () => {
  const faulty: Record<string, string> = {
    CREGO_SERVICE_TOKEN: 'with a space',
    CREGO_OTP_WRONG_CODE_STATUSES: '400,oops',
    CREGO_OTP_IDENTIFIER_KEY: 'phone',
    CREGO_APPLICANTS_PATH: '/applicants/',
    CREGO_DOCUMENT_UPLOAD_PATH: 'documents?x=1',
  };
  for (const [name, value] of Object.entries(faulty)) {
    const start = () => loadConfig(cregoProvider.settings, { [name]: value });
    expect(start).toThrow(name);
    expect(start).not.toThrow(value);
  }
});
