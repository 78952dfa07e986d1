import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEMO_PEOPLE } from '../../../src/demo/people.js';
import type { JsonObject, RunnerState } from '../../../src/domain/provider/workflow-port.js';
import { CREGO_SIMULATOR_TOKEN, startCregoSimulator } from '../../../src/providers/crego/simulator/crego.simulator.js';
import type { RunningSimulator } from '../../../src/providers/simulator/simulator-kit.js';
import { context, failureOf, fixture, type OpenedCrego, openCrego } from './crego.harness.js';

const asha = DEMO_PEOPLE[0] ?? fail('nobody');
const documentId = '55555555-5555-4555-8555-555555555555';
const identity = { mobile: '9000000001', pan_file: documentId, aadhaar_file: documentId };
const address = {
  house_no: '12',
  street: 'Example Street',
  postoffice: 'Example',
  state: 'Karnataka',
  city: 'Bengaluru',
  pincode: '560001',
};

let simulator: RunningSimulator;
let opened: OpenedCrego[] = [];

function open(
  env: Record<string, string> = { CREGO_SERVICE_TOKEN: CREGO_SIMULATOR_TOKEN },
  operationTimeoutMs?: number,
): OpenedCrego {
  const next = openCrego(simulator.url, env, operationTimeoutMs);
  opened.push(next);
  return next;
}

function fail(message: string): never {
  throw new Error(message);
}

beforeEach(async () => {
  simulator = await startCregoSimulator({ port: 0 });
});

afterEach(async () => {
  await Promise.all(opened.map(({ provider }) => provider.close()));
  opened = [];
  await simulator.close();
});

async function submit(runnerId: string, ...steps: readonly JsonObject[]): Promise<RunnerState> {
  let state: RunnerState | null = null;
  for (const data of steps) state = await open().workflow.executeRunner(runnerId, { action: 'SUBMIT', data }, context);
  return state ?? fail('no steps');
}

const business: readonly JsonObject[] = [
  { gst_no: '27AAPFU0939F1ZV' },
  { business: { name: 'Example Traders', email: 'shop@example.com' } },
  {
    applicants: [
      {
        name: 'Nila Das',
        applicant_type: 'applicant',
        relation_with_primary_applicant: 'self',
        tags: ['primary'],
        share_holder: true,
      },
    ],
  },
  { annual_turnover: 100 },
  { asset_type: 'Vehicle' },
];

describe('the sample flow', () => {
  test('goes from the first node to the end', async () => {
    const { workflow } = open();
    const created = await workflow.createRunner({ refId: 'REF-FLOW-1' }, context);
    expect(created).toMatchObject({
      refId: 'REF-FLOW-1',
      status: 'AWAITING_INPUT',
      currentNode: { name: 'pan_or_gst' },
    });
    const id = created.providerRunnerId;
    expect(await submit(id, ...business)).toMatchObject({
      currentNode: { name: 'applicant_list' },
      stepResult: { success: true },
    });

    const [applicant] = await workflow.listApplicants(id, context);
    expect(applicant).toMatchObject({ name: 'Nila Das', applicantType: 'applicant', shareHolder: true });
    const applicantId = applicant?.providerApplicantId ?? fail('no applicant');
    expect(await workflow.setCurrentApplicant(id, applicantId, context)).toMatchObject({
      currentApplicantId: applicantId,
      currentNode: { name: 'applicant_pan_and_mobile' },
    });
    expect((await workflow.getRunner(id, context)).currentApplicantId).toBe(applicantId);

    const kyc = { email: 'nila@example.com', aadhaar_number: 'XXXXXXXX7058', address_from_aadhar: address };
    const bank = { account_number: '026291800001191', ifsc: 'YESB0000262' };
    expect(await submit(id, identity, { kyc }, bank)).toMatchObject({ currentNode: { name: 'applicant_list' } });
    expect(await workflow.submitApplication(id, context)).toMatchObject({ currentNode: { name: 'signing_form' } });
    const done = await submit(id, { accepted: true });
    expect(done).toMatchObject({ status: 'COMPLETED', currentNode: null });
    expect(done.visitedNodes.map(({ name }) => name)).toContain('signing_form');
  });

  test('navigates back where the node says so', async () => {
    const { workflow } = open();
    const back = { action: 'NAVIGATE', data: { target_node: 'applicant_pan_and_mobile' } } as const;
    const state = await workflow.executeRunner(asha.cregoRunnerId, back, context);
    expect(state.currentNode?.name).toBe('applicant_pan_and_mobile');
    const nowhere = { action: 'NAVIGATE', data: { target_node: 'signing_form' } } as const;
    expect(await failureOf(workflow.executeRunner(asha.cregoRunnerId, nowhere, context))).toMatchObject({
      code: 'PROVIDER_REJECTED',
    });
  });

  test('refuses what the form does not allow and names the field', async () => {
    const run = (data: JsonObject) =>
      open().workflow.executeRunner(asha.cregoRunnerId, { action: 'SUBMIT', data }, context);
    const refused = (field: string) => ({ problem: { kind: 'ValidationProblem', fieldErrors: [{ field }] } });
    await expect(run({})).rejects.toMatchObject(refused('data.kyc'));
    await expect(run({ kyc: { email: 'x', address_from_aadhar: address } })).rejects.toMatchObject(
      refused('data.kyc.email'),
    );
    expect(
      await failureOf(run({ kyc: { email: '', aadhaar_number: 'XXXXXXXX0000', address_from_aadhar: address } })),
    ).toMatchObject({
      field: 'kyc.aadhaar_number',
    });
  });
});

describe('the demo people', () => {
  test('every one has a runner with an applicant, waiting at different nodes', async () => {
    const { workflow } = open();
    const seen = new Set<string>();
    for (const person of DEMO_PEOPLE) {
      const state = await workflow.getRunner(person.cregoRunnerId, context);
      expect(state.refId).toBe(person.cregoRefId);
      const [applicant] = await workflow.listApplicants(person.cregoRunnerId, context);
      expect(applicant?.providerApplicantId).toBe(person.cregoApplicantId);
      seen.add(state.status);
    }
    expect([...seen].sort()).toEqual(['AWAITING_INPUT', 'COMPLETED', 'PROCESSING']);
  });

  test("Asha's runner is the documented message", async () => {
    const url = `${simulator.url}/v1/rego/runners/${asha.cregoRunnerId}/`;
    const answer = await fetch(url, { headers: { authorization: `Bearer ${CREGO_SIMULATOR_TOKEN}` } });
    const documented = fixture('execute-applicant-identity.200') as Record<string, unknown>;
    const { data, node, current_node, params } = documented;
    expect(await answer.json()).toMatchObject({ data, node, current_node, params });
  });
});

describe('one-time passwords', () => {
  const destination = asha.mobile;

  test('a code is sent and the right one is worth a token that opens runners', async () => {
    const { otp } = open({});
    expect(await otp.requestOtp({ channel: 'SMS', destination }, context)).toEqual({ sent: true });
    expect(await otp.verifyOtp({ channel: 'SMS', destination, code: '111001' }, context)).toEqual({
      verified: false,
      tokens: null,
    });
    const { verified, tokens } = await otp.verifyOtp({ channel: 'SMS', destination, code: '111000' }, context);
    expect(verified).toBe(true);
    const { workflow } = open({ CREGO_SERVICE_TOKEN: tokens?.accessToken ?? fail('no token') });
    expect((await workflow.getRunner(asha.cregoRunnerId, context)).refId).toBe(asha.cregoRefId);
  });

  test('under the key of the other page the answer is that of the other page', async () => {
    const { otp } = open({ CREGO_OTP_IDENTIFIER_KEY: 'value' });
    expect(await otp.requestOtp({ channel: 'EMAIL', destination: asha.email }, context)).toEqual({ sent: true });
    const verified = await otp.verifyOtp({ channel: 'EMAIL', destination: asha.email, code: '111000' }, context);
    expect(verified).toEqual({ verified: true, tokens: null });
  });

  test.each([
    ['+919000000500', { code: 'PROVIDER_ERROR', outcomeUnknown: true }],
    ['+919000000502', { code: 'PROVIDER_BAD_RESPONSE', outcomeUnknown: true }],
    ['+919000000504', { code: 'PROVIDER_TIMEOUT', outcomeUnknown: true }],
  ])('%s fails as documented', async (magic, failure) => {
    const { otp } = open({}, 250);
    expect(await failureOf(otp.requestOtp({ channel: 'SMS', destination: magic }, context))).toMatchObject(failure);
  });

  test('a message that is not delivered is not sent', async () => {
    const request = { channel: 'SMS', destination: '+919000000404' } as const;
    expect(await open({}).otp.requestOtp(request, context)).toEqual({ sent: false });
  });
});

describe('runners that misbehave', () => {
  test('a registry that refuses leaves the runner where it is, under HTTP 200', async () => {
    const { workflow } = open();
    const refused: JsonObject[] = [{ gst_no: '29AAGCB7383J1Z4' }, { pan: 'AAAPZ9999Z' }];
    for (const data of refused) {
      const { providerRunnerId } = await workflow.createRunner({}, context);
      const state = await workflow.executeRunner(providerRunnerId, { action: 'SUBMIT', data }, context);
      expect(state).toMatchObject({
        currentNode: { name: 'pan_or_gst' },
        stepResult: { success: false, statusCode: 422 },
        visitedNodes: [],
      });
    }
  });

  test.each([
    ['SIM-ERROR-1', 'PROVIDER_ERROR'],
    ['SIM-MALFORMED-1', 'PROVIDER_BAD_RESPONSE'],
    ['SIM-NOT-FOUND-1', 'PROVIDER_NOT_FOUND'],
    ['SIM-SLOW-1', 'PROVIDER_TIMEOUT'],
  ])('%s ends in %s', async (refId, code) => {
    const { workflow } = open(undefined, 250);
    const { providerRunnerId, status } = await workflow.createRunner({ refId }, context);
    expect(status).toBe('CREATED');
    expect(await failureOf(workflow.getRunner(providerRunnerId, context))).toMatchObject({
      code,
      outcomeUnknown: false,
    });
  });

  test('SIM-PRESET answers with the node, SIM-CREATE-ERROR creates nothing', async () => {
    const { workflow } = open();
    const { providerRunnerId } = await workflow.createRunner({ refId: 'SIM-PRESET-1' }, context);
    expect(await submit(providerRunnerId, { pan: 'AAAPR1234C' })).toMatchObject({
      currentNode: { name: 'business_info' },
    });
    const failure = await failureOf(workflow.createRunner({ refId: 'SIM-CREATE-ERROR' }, context));
    expect(failure).toMatchObject({ code: 'PROVIDER_ERROR', outcomeUnknown: true });
  });

  test('without a token, or with another, runners stay closed', async () => {
    const envs: Record<string, string>[] = [{}, { CREGO_SERVICE_TOKEN: 'a.b.c' }];
    for (const env of envs) {
      expect(await failureOf(open(env).workflow.getRunner(asha.cregoRunnerId, context))).toMatchObject({
        code: 'PROVIDER_AUTH_FAILED',
      });
    }
  });
});

describe('documents and the kept state', () => {
  test('a file is stored under an id, another kind is refused', async () => {
    const { workflow } = open();
    const file = { filename: 'pan.png', contentType: 'image/png', bytes: new Uint8Array([1, 2, 3]) };
    expect((await workflow.uploadDocument(file, context)).providerDocumentId).toMatch(/^[0-9a-f-]{36}$/);
    const refused = workflow.uploadDocument({ ...file, filename: 'refused.exe' }, context);
    expect(await failureOf(refused)).toMatchObject({ code: 'PROVIDER_REJECTED', field: 'file' });
  });

  test('what was submitted survives a restart, the Aadhaar number is never written', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'crego-'));
    const stateFile = join(folder, 'crego.json');
    await simulator.close();
    simulator = await startCregoSimulator({ port: 0, stateFile });
    const kyc = { email: '', aadhaar_number: '999941057058', address_from_aadhar: address };
    await submit(asha.cregoRunnerId, { kyc });
    expect(readFileSync(stateFile, 'utf8')).not.toContain('999941057058');
    await simulator.close();
    simulator = await startCregoSimulator({ port: 0, stateFile });
    expect((await open().workflow.getRunner(asha.cregoRunnerId, context)).currentNode?.name).toBe(
      'applicant_bank_details',
    );
    rmSync(folder, { recursive: true });
  });
});
