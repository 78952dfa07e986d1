import {
  WORKFLOW_STEPS,
  type WorkflowStep,
  type WorkflowStepName,
} from '../../../src/domain/provider/workflow-step.js';
import { against, closeAll, context, fixture, RUNNER_ID } from './crego.harness.js';

afterEach(closeAll);

const DOCUMENT = '0d0c0000-0000-4000-8000-000000000001';
const OTHER_DOCUMENT = '0d0c0000-0000-4000-8000-000000000002';

const ADDRESS = { line: '12, Example Street', city: 'Bengaluru', state: 'Karnataka', pincode: '560001' };

/** A step of each kind, its node, and what goes out. */
const STEPS: {
  readonly [N in WorkflowStepName]: readonly [string, Extract<WorkflowStep, { name: N }>['data'], object];
} = {
  PAN_OR_GST: ['pan_or_gst', { pan: null, gstin: '29AAGCB7383J1Z4' }, { gst_no: '29AAGCB7383J1Z4' }],
  BUSINESS_INFO: [
    'business_info',
    {
      name: 'Example Traders',
      incorporatedOn: '2015-04-01',
      gstin: null,
      email: 'traders@example.com',
      geolocation: null,
      proof: { name: 'GST certificate', documentId: DOCUMENT },
      registeredAddress: ADDRESS,
      currentAddress: null,
    },
    {
      business: {
        name: 'Example Traders',
        corporation_date: '2015-04-01',
        email: 'traders@example.com',
        business_proof: { name: 'GST certificate', document_id: DOCUMENT },
        registered_address: { address: ADDRESS.line, city: 'Bengaluru', state: 'Karnataka', pincode: '560001' },
        current_address: { same_as_registered_address: true },
      },
    },
  ],
  SHAREHOLDERS: [
    'shareholders',
    {
      shareholders: [
        { name: 'Asha Rao', type: 'APPLICANT', relationToPrimary: 'self', holdsShares: true, tags: ['primary'] },
        { name: 'Nila Das', type: 'CO_APPLICANT', relationToPrimary: null, holdsShares: false, tags: [] },
      ],
    },
    {
      number_of_shareholders: 2,
      applicants: [
        {
          name: 'Asha Rao',
          applicant_type: 'applicant',
          relation_with_primary_applicant: 'self',
          share_holder: true,
          tags: ['primary'],
        },
        { name: 'Nila Das', applicant_type: 'CoApp1', share_holder: false, tags: [] },
      ],
    },
  ],
  BUSINESS_EXTRA_INFO: [
    'business_extra_info',
    { annualTurnover: 1200000, employees: null },
    { annual_turnover: 1200000 },
  ],
  BUSINESS_ASSET_DETAIL: [
    'business_asset_detail',
    { assetType: 'VEHICLE', assetValue: 350000 },
    { asset_type: 'Vehicle', asset_value: 350000 },
  ],
  APPLICANT_IDENTITY: [
    'applicant_pan_and_mobile',
    { mobile: '+919000000001', panDocumentId: DOCUMENT, aadhaarDocumentId: OTHER_DOCUMENT },
    { mobile: '9000000001', pan_file: DOCUMENT, aadhaar_file: OTHER_DOCUMENT },
  ],
  APPLICANT_EXTRA_INFO: [
    'applicant_extra_info',
    {
      name: null,
      aadhaarNumber: null,
      email: 'asha@example.com',
      additionalDocuments: [{ type: 'DRIVING_LICENCE', documentId: DOCUMENT }],
      address: { ...ADDRESS, houseNumber: '12', street: 'Example Street', postOffice: 'Example GPO' },
    },
    {
      kyc: {
        email: 'asha@example.com',
        additional_kyc_documents: [{ document_type: 'Driving License', document: DOCUMENT }],
        address_from_aadhar: {
          address: ADDRESS.line,
          house_no: '12',
          street: 'Example Street',
          postoffice: 'Example GPO',
          city: 'Bengaluru',
          state: 'Karnataka',
          pincode: '560001',
        },
      },
    },
  ],
  APPLICANT_BANK_DETAILS: [
    'applicant_bank_details',
    { accountHolder: null, accountNumber: '000100000001', ifsc: 'HDFC0000001' },
    { account_number: '000100000001', ifsc: 'HDFC0000001' },
  ],
  SIGNING_FORM: ['signing_form', { accepted: true }, { accepted: true }],
};

function stepOf(name: WorkflowStepName): WorkflowStep {
  return { name, data: STEPS[name][1] } as WorkflowStep;
}

function runnerAt(name: string, schema?: object): object {
  const forms = schema === undefined ? [] : [{ action: 'submit', schema, ui: {} }];
  const runner = fixture('execute-applicant-identity.200') as object;
  return { ...runner, current_node: name, node: { name, type: 'web_form', config: { forms }, navigations: [] } };
}

describe.each(WORKFLOW_STEPS)('the step %s', (name) => {
  const [node, , wire] = STEPS[name];

  test('is an execute in the words of Crego', async () => {
    const { workflow, server } = await against([[200, runnerAt(node)]]);
    await workflow.submitStep(RUNNER_ID, stepOf(name), context);
    expect(server.sent.map(({ method }) => method)).toEqual(['GET', 'POST']);
    expect(server.sent[1]).toMatchObject({ path: `/v1/rego/runners/${RUNNER_ID}/execute/` });
    expect(server.sent[1]?.body).toEqual({ action: 'submit', data: wire });
  });

  test('reaches no node but its own', async () => {
    const { workflow, server } = await against([[200, runnerAt('somewhere_else')]]);
    await expect(workflow.submitStep(RUNNER_ID, stepOf(name), context)).rejects.toMatchObject({
      problem: { kind: 'Conflict', field: 'runnerId', message: expect.stringContaining(`"${node}"`) },
    });
    expect(server.sent).toHaveLength(1);
  });
});

describe('what the form of a node has against a step', () => {
  const schema = (properties: object, required: readonly string[] = []) => ({ type: 'object', properties, required });

  test('is told by our names, lists included, and nothing is sent', async () => {
    const item = schema({ name: { type: 'string', maxLength: 3 }, applicant_type: { enum: ['director'] } });
    const form = schema({ applicants: { type: 'array', items: item } }, ['board']);
    const { workflow, server } = await against([[200, runnerAt('shareholders', form)]]);
    await expect(workflow.submitStep(RUNNER_ID, stepOf('SHAREHOLDERS'), context)).rejects.toMatchObject({
      problem: {
        kind: 'ValidationProblem',
        fieldErrors: expect.arrayContaining([
          { field: 'shareholders.0.name', message: 'must have at most 3 characters' },
          { field: 'shareholders.1.type', message: 'must be one of the listed values' },
          { field: 'data.board', message: 'is required' },
        ]),
      },
    });
    expect(server.sent.every(({ method }) => method === 'GET')).toBe(true);
  });

  test('is told by its own path for the generic execute, without any value', async () => {
    const form = schema({ kyc: schema({ email: { type: 'string', format: 'email' } }, ['aadhaar_number']) });
    const { workflow } = await against([[200, runnerAt('applicant_extra_info', form)]]);
    const data = { kyc: { email: 'not an address' } };
    const refused = await workflow
      .executeRunner(RUNNER_ID, { action: 'SUBMIT', data }, context)
      .catch((error: unknown) => error);
    expect(refused).toMatchObject({
      problem: {
        fieldErrors: expect.arrayContaining([
          { field: 'data.kyc.email', message: 'must have the format email' },
          { field: 'data.kyc.aadhaar_number', message: 'is required' },
        ]),
      },
    });
    expect(JSON.stringify(refused)).not.toContain('not an address');
  });

  test('is nothing where a default or a blank will do, as in the documented form', async () => {
    const { workflow, server } = await against([[200, fixture('execute-applicant-identity.200')]]);
    const address = { house_no: '', street: '', postoffice: '', state: 'KARNATAKA', pincode: '560001', city: '' };
    const data = { kyc: { email: '', address_from_aadhar: address } };
    await workflow.executeRunner(RUNNER_ID, { action: 'SUBMIT', data }, context);
    expect(server.sent.map(({ method }) => method)).toEqual(['GET', 'POST']);
  });

  test.each([
    ['refers elsewhere', { $ref: 'https://example.com/schema' }],
    ['has a pattern that could run for ever', { properties: { pan: { pattern: '^(a+)+$' } } }],
    ['makes no sense', { properties: 7 }],
  ])('is not known where the schema %s: the step is sent', async (_, form) => {
    const { workflow, server } = await against([[200, runnerAt('pan_or_gst', form)]]);
    await workflow.submitStep(RUNNER_ID, stepOf('PAN_OR_GST'), context);
    expect(server.sent.map(({ method }) => method)).toEqual(['GET', 'POST']);
  });
});
