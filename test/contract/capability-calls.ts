import type { Capability, CapabilityPorts } from '../../src/domain/provider/capability.js';
import type { DesignContent } from '../../src/domain/provider/workflow-design-port.js';
import { CONTEXT } from './call-context.js';
import { CHECK_CALLS } from './check-calls.js';

const DESIGN: DesignContent = {
  name: 'Contract',
  flowId: '00000000-0000-4000-8000-00000000dead',
  graph: {},
  storeSchema: null,
  stages: null,
};

/** One call of each method of a port, with input that is well-formed but known to no provider. */
export const CAPABILITY_CALLS: {
  readonly [C in Capability]: Readonly<Record<string, (port: CapabilityPorts[C]) => Promise<unknown>>>;
} = {
  OTP: {
    requestOtp: (port) => port.requestOtp({ channel: 'SMS', destination: '+919000000071' }, CONTEXT),
    verifyOtp: (port) => port.verifyOtp({ channel: 'SMS', destination: '+919000000071', code: '000000' }, CONTEXT),
  },
  CUSTOMER_AUTH: {
    refresh: (port) => port.refresh('no-such-token', CONTEXT),
    ping: (port) => port.ping('no-such-token', CONTEXT),
    exchangeCode: (port) => port.exchangeCode('no-such-code', CONTEXT),
  },
  WORKFLOW: {
    createRunner: (port) => port.createRunner({}, CONTEXT),
    getRunner: (port) => port.getRunner('00000000-0000-4000-8000-00000000dead', CONTEXT),
    executeRunner: (port) =>
      port.executeRunner('00000000-0000-4000-8000-00000000dead', { action: 'SUBMIT', data: {} }, CONTEXT),
    submitStep: (port) =>
      port.submitStep(
        '00000000-0000-4000-8000-00000000dead',
        { name: 'SIGNING_FORM', data: { accepted: true } },
        CONTEXT,
      ),
    listApplicants: (port) => port.listApplicants('00000000-0000-4000-8000-00000000dead', CONTEXT),
    setCurrentApplicant: (port) => port.setCurrentApplicant('00000000-0000-4000-8000-00000000dead', 'nobody', CONTEXT),
    submitApplication: (port) => port.submitApplication('00000000-0000-4000-8000-00000000dead', CONTEXT),
    uploadDocument: (port) =>
      port.uploadDocument({ filename: 'a.png', contentType: 'image/png', bytes: Buffer.from('png') }, CONTEXT),
  },
  RUNNER_TOOLS: {
    listRunners: (port) => port.listRunners({ number: 1, size: 20 }, CONTEXT),
    listActivity: (port) => port.listActivity('no-such-runner', CONTEXT),
    getStore: (port) => port.getStore('no-such-runner', CONTEXT),
    getFlowInfo: (port) => port.getFlowInfo('no-such-runner', CONTEXT),
    listCurrentNodes: (port) => port.listCurrentNodes('no-such-runner', CONTEXT),
    createAndExecute: (port) => port.createAndExecute({ action: 'SUBMIT', data: {} }, CONTEXT),
    sendCallback: (port) => port.sendCallback('no-such-runner', {}, CONTEXT),
    updateDesign: (port) => port.updateDesign('no-such-runner', 'no-such-design', CONTEXT),
    updateStore: (port) => port.updateStore('no-such-runner', {}, CONTEXT),
    parseTemplate: (port) => port.parseTemplate('no-such-runner', { paths: ['a'], inClear: false }, CONTEXT),
  },
  WORKFLOW_DESIGN: {
    listDesigns: (port) => port.listDesigns(1, CONTEXT),
    getDesign: (port) => port.getDesign('no-such-design', false, CONTEXT),
    validateGraph: (port) => port.validateGraph('no-such-design', CONTEXT),
    createDesign: (port) => port.createDesign(DESIGN, CONTEXT),
    updateDesign: (port) => port.updateDesign('no-such-design', DESIGN, CONTEXT),
    markDesignCurrent: (port) => port.markDesignCurrent('no-such-design', CONTEXT),
    duplicateDesign: (port) => port.duplicateDesign('no-such-design', CONTEXT),
    getSchema: (port) => port.getSchema(CONTEXT),
    listStores: (port) => port.listStores(1, CONTEXT),
    getStore: (port) => port.getStore('no-such-store', CONTEXT),
    createStore: (port) => port.createStore({ name: 'Contract', content: {} }, CONTEXT),
    listWarehouses: (port) => port.listWarehouses(1, CONTEXT),
    getWarehouse: (port) => port.getWarehouse('no-such-warehouse', CONTEXT),
  },
  WORKFLOW_DOCUMENTS: {
    createDocument: (port) => port.createDocument({ name: 'Contract', description: null }, CONTEXT),
    getDocument: (port) => port.getDocument('no-such-document', CONTEXT),
    addFile: (port) =>
      port.addFile(
        'no-such-document',
        { filename: 'a.png', contentType: 'image/png', bytes: Buffer.from('png') },
        CONTEXT,
      ),
    download: (port) => port.download('no-such-document', CONTEXT),
  },
  SCREENING: {
    createApplicant: (port) =>
      port.createApplicant(
        {
          email: 'contract@example.com',
          phone: '+61491570006',
          firstName: 'Con',
          lastName: 'Tract',
          sourceKey: null,
          externalUserIds: [],
        },
        CONTEXT,
      ),
    getApplicantState: (port) => port.getApplicantState('1x1', CONTEXT),
    getApplicantDetails: (port) => port.getApplicantDetails('1x1', CONTEXT),
    uploadDocument: (port) =>
      port.uploadDocument(
        '1x1',
        {
          kind: 'PASSPORT',
          side: 'FRONT',
          countryIso3: 'IND',
          filename: 'a.png',
          contentType: 'image/png',
          bytes: Buffer.from('png'),
        },
        CONTEXT,
      ),
    requestCheck: (port) => port.requestCheck('1x1', CONTEXT),
  },
  AML: { getAmlResults: (port) => port.getAmlResults('1x1', CONTEXT) },
  VERIFICATION_LINK: { createVerificationLink: (port) => port.createVerificationLink('1x1', CONTEXT) },
  CUSTOMER: {
    findCustomer: (port) => port.findCustomer({ idType: '4', idNumber: 'NOBODY1' }, CONTEXT),
    getCustomer: (port) => port.getCustomer('8899999999', CONTEXT),
    onboardCustomer: (port) =>
      port.onboardCustomer(
        {
          firstName: 'Con',
          middleName: null,
          lastName: 'Tract',
          preferredName: null,
          mothersMaidenName: null,
          secondNationality: null,
          nativeRegion: null,
          residentTypeId: null,
          secondaryMobile: null,
          phone: null,
          additionalDocuments: [],
          classification: null,
          nationality: 'IN',
          dateOfBirth: '1990-01-01',
          countryOfBirth: null,
          placeOfBirth: null,
          countryOfResidence: 'IN',
          gender: 'OTHER',
          mobile: '+919000000071',
          email: 'contract@example.com',
          occupationId: null,
          politicallyExposed: false,
          addresses: [],
          idDocuments: [],
          profilePhoto: null,
        },
        CONTEXT,
      ),
  },
  ...CHECK_CALLS,
};

/** Every method of every port that a provider offers, ready to be called. */
export function callsOf(
  ports: Partial<CapabilityPorts>,
): readonly { readonly name: string; readonly call: () => Promise<unknown> }[] {
  return (Object.keys(ports) as Capability[]).flatMap((capability) => callsOfPort(capability, ports[capability]));
}

function callsOfPort<C extends Capability>(capability: C, port: CapabilityPorts[C] | undefined) {
  if (port === undefined) return [];
  return Object.entries(CAPABILITY_CALLS[capability]).map(([method, call]) => ({
    name: `${capability}.${method}`,
    call: () => call(port),
  }));
}
