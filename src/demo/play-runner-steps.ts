import { PlayError } from './play-client.js';
import { uploadCopy } from './play-copy.js';
import { FIELD_ERRORS, need, PROBLEM, type Stage, type Step } from './play-step.js';

interface FormSchema {
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, { readonly default?: unknown }>>;
}

interface Runner {
  readonly id: string;
  readonly refId: string | null;
  readonly status: string;
  readonly currentNode: { readonly name: string; readonly forms: readonly { readonly schema: FormSchema }[] } | null;
  readonly stepResult: { readonly success: boolean | null; readonly errors: readonly string[] } | null;
}

const RUNNER_FIELDS = 'id refId status currentNode { name forms { schema } } stepResult { success errors }';
const RUNNER = `... on Runner { ${RUNNER_FIELDS} }`;

/** The documented sample flow of the workflow provider, node by node. */
export const RUNNER_STEPS: readonly Step[] = [
  { name: 'create a runner', play: createRunner },
  submitNode('pan_or_gst', ({ person }) => ({ pan: person.pan })),
  submitNode('business_info', ({ person }) => ({
    business: {
      name: person.businessName,
      corporation_date: '2019-07-01',
      gst_no: person.gstin,
      email: person.email,
      registered_address: { address: '7, Example Street', city: 'Pune', state: 'Maharashtra', pincode: '411001' },
      current_address: { same_as_registered_address: true },
    },
  })),
  submitNode('shareholders', ({ person }) => ({
    number_of_shareholders: 1,
    applicants: [
      {
        name: person.name,
        applicant_type: 'applicant',
        relation_with_primary_applicant: 'self',
        tags: ['primary'],
        share_holder: true,
      },
    ],
  })),
  submitNode('business_extra_info', () => ({ annual_turnover: 1_200_000, employees: 3 })),
  submitNode('business_asset_detail', () => ({ asset_type: 'Machinery', asset_value: 250_000 })),
  { name: 'list its applicants', play: listApplicants },
  { name: 'set the current applicant', play: setCurrentApplicant },
  { name: 'upload the PAN card to it', play: (stage) => uploadFile(stage, 'panFile', 'PAN_CARD', 'pan-card.png') },
  {
    name: 'upload the Aadhaar card to it',
    play: (stage) => uploadFile(stage, 'aadhaarFile', 'AADHAAR_CARD', 'aadhaar.png'),
  },
  submitNode('applicant_pan_and_mobile', (stage) => ({
    mobile: stage.person.mobile.slice(-10),
    pan_file: need(stage, 'panFile'),
    aadhaar_file: need(stage, 'aadhaarFile'),
  })),
  // The Aadhaar number is left out on purpose: the provider has it as the default of its form.
  submitNode('applicant_extra_info', ({ person }) => ({
    kyc: {
      email: person.email,
      address_from_aadhar: {
        house_no: '7',
        street: 'Example Street',
        postoffice: 'Pune',
        city: 'Pune',
        state: 'Maharashtra',
        pincode: '411001',
      },
    },
  })),
  submitNode('applicant_bank_details', ({ person }) => ({
    account_holder: person.name,
    account_number: person.bankAccountNumber,
    ifsc: person.ifsc,
  })),
  { name: 'submit the application', play: submitApplication },
  submitNode('signing_form', () => ({ accepted: true })),
  { name: 'read the finished runner', play: readFinished },
];

async function createRunner({ client, ids }: Stage): Promise<string> {
  const runner = await client.mutate<Runner>(
    `mutation { result: createRunner(input: {}) { ${PROBLEM} ${FIELD_ERRORS} ${RUNNER} } }`,
    {},
    'Runner',
  );
  ids.set('runner', runner.id);
  return `${runner.refId}, ${describe(runner)}`;
}

/** A step that reads the form of the node, makes data for it and submits them. */
function submitNode(node: string, makeData: (stage: Stage) => Record<string, unknown>): Step {
  return {
    name: `submit ${node}`,
    async play(stage) {
      const runnerId = need(stage, 'runner');
      const data = makeData(stage);
      checkForm(await readRunner(stage), node, data);
      const runner = await stage.client.mutate<Runner>(
        `mutation ($input: ExecuteRunnerInput!) { result: executeRunner(input: $input) { ${PROBLEM} ${FIELD_ERRORS} ${RUNNER} } }`,
        { input: { runnerId, action: 'SUBMIT', data } },
        'Runner',
      );
      if (runner.stepResult?.success === false) throw new PlayError('the provider says that the step did not succeed');
      return describe(runner);
    },
  };
}

async function readRunner(stage: Stage): Promise<Runner> {
  const { runner } = await stage.client.query<{ runner: Runner }>(
    `query ($id: ID!) { runner(id: $id) { ${RUNNER_FIELDS} } }`,
    { id: need(stage, 'runner') },
  );
  return runner;
}

function checkForm({ currentNode }: Runner, node: string, data: Record<string, unknown>): void {
  if (currentNode?.name !== node) throw new PlayError(`the runner waits at ${currentNode?.name ?? 'no node'}`);
  const schema = currentNode.forms[0]?.schema;
  if (schema === undefined) throw new PlayError('the node has no form');
  const left = (schema.required ?? []).filter((field) => !(field in data));
  const missing = left.filter((field) => schema.properties?.[field]?.default === undefined);
  if (missing.length > 0) throw new PlayError(`the form also wants ${missing.join(', ')}`);
}

async function listApplicants(stage: Stage): Promise<string> {
  const { runner } = await stage.client.query<{
    runner: { applicants: { providerApplicantId: string; name: string; applicantType: string }[] };
  }>('query ($id: ID!) { runner(id: $id) { applicants { providerApplicantId name applicantType } } }', {
    id: need(stage, 'runner'),
  });
  const [first] = runner.applicants;
  if (first === undefined) throw new PlayError('the runner has no applicants');
  stage.ids.set('runnerApplicant', first.providerApplicantId);
  return runner.applicants.map(({ name, applicantType }) => `${name} (${applicantType})`).join(', ');
}

async function setCurrentApplicant(stage: Stage): Promise<string> {
  return describe(
    await stage.client.mutate<Runner>(
      `mutation ($runnerId: ID!, $applicant: ShortText!) {
        result: setCurrentApplicant(runnerId: $runnerId, providerApplicantId: $applicant) { ${PROBLEM} ${RUNNER} } }`,
      { runnerId: need(stage, 'runner'), applicant: need(stage, 'runnerApplicant') },
      'Runner',
    ),
  );
}

async function uploadFile(stage: Stage, id: 'panFile' | 'aadhaarFile', kind: string, name: string): Promise<string> {
  const copy = await uploadCopy(stage, { kind, runnerId: need(stage, 'runner') }, name);
  if (copy.providerDocumentId === null) throw new PlayError('the provider gave the file no id');
  stage.ids.set(id, copy.providerDocumentId);
  return `${copy.state} (${copy.providerId}), its id there ${copy.providerDocumentId}`;
}

async function submitApplication(stage: Stage): Promise<string> {
  return describe(
    await stage.client.mutate<Runner>(
      `mutation ($runnerId: ID!) { result: submitApplication(runnerId: $runnerId) { ${PROBLEM} ${RUNNER} } }`,
      { runnerId: need(stage, 'runner') },
      'Runner',
    ),
  );
}

async function readFinished(stage: Stage): Promise<string> {
  const runner = await readRunner(stage);
  if (runner.status !== 'COMPLETED') throw new PlayError(`the runner is ${runner.status}`);
  return describe(runner);
}

function describe({ status, currentNode }: Runner): string {
  return currentNode === null ? `${status}, past the last node` : `${status}, waits at ${currentNode.name}`;
}
