import { readFileSync } from 'node:fs';
import { Ajv, type AnySchema } from 'ajv';
import { READABLE_DOCUMENTS } from '../../../src/domain/check/kinds/document-ocr.js';
import type { KycProvider } from '../../../src/domain/provider/kyc-provider.js';
import { ProviderError } from '../../../src/domain/provider/provider-error.js';
import { startCashfreeSimulator } from '../../../src/providers/cashfree/simulator/cashfree.simulator.js';
import type { RunningSimulator } from '../../../src/providers/simulator/simulator-kit.js';
import { bankInput, CONTEXT, gstinInput, imageInput, nameInput, panInput } from './cashfree-harness.js';
import { createSuite } from './cashfree-suite-harness.js';
import { type Exchange, type Recorder, startRecorder } from './vendor-recorder.js';

/**
 * What the client sends and the simulator answers, held against the vendor's schemas with no key beyond them. Where a
 * schema is an assumption of ours its `$comment` says so.
 */
const schemasIn = (file: string): Record<string, AnySchema> =>
  JSON.parse(readFileSync(new URL(`./vendor/${file}.json`, import.meta.url), 'utf8'));
const ANSWERS = schemasIn('answers');
const REQUESTS = schemasIn('requests');
const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });

let simulator: RunningSimulator;
let recorder: Recorder;
let suite: KycProvider;
let made = 0;

beforeEach(async () => {
  simulator = await startCashfreeSimulator({ port: 0 });
  recorder = await startRecorder(simulator.url);
  suite = createSuite(recorder.url);
});
afterEach(async () => {
  await suite.close();
  await recorder.close();
  await simulator.close();
});

/** Faults of every exchange so far, with where and what; none is what a test expects. */
function faults(exchanges: readonly Exchange[]): string[] {
  return exchanges.flatMap(({ operation, request, status, answer }) => [
    ...faultsOf(`${operation} request`, REQUESTS[operation], request),
    ...faultsOf(`${operation} ${status}`, status === 200 ? ANSWERS[operation] : ANSWERS.error, answer),
  ]);
}

function faultsOf(what: string, schema: AnySchema | undefined, value: unknown): string[] {
  if (schema === undefined) return [`${what}: no schema`];
  const validate = ajv.compile(schema);
  if (validate(value)) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${what}: ${instancePath} ${message} ${JSON.stringify(params)}`,
  );
}

async function tolerated<T>(call: Promise<T>): Promise<T | null> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof ProviderError) return null;
    throw error;
  }
}

const port = <C extends keyof KycProvider['ports']>(name: C) => {
  const found = suite.ports[name];
  if (found === undefined) throw new Error(`${name} is missing`);
  return found;
};
const checkId = () => `schema-${++made}`;
const file = (filename: string, contentType = 'image/png') => ({ filename, contentType, bytes: Buffer.from('bytes') });
const magic = (number: string) => `TSTPX${number}A`;
/** Beyond those that only slow an answer down or break it off, which have no shape of their own. */
const FAULTS = ['0401', '0403', '0409', '0422', '0429', '0500', '0502'];
const born = { dateOfBirth: '1990-04-12' };

type Ask = () => Promise<unknown>;

const PANS = ['ABCPV1234D', 'AAOCS4553K', 'AAAPZ9999Z', ...['0001', '0002', '0004', '0005', '0007', '0008'].map(magic)];

const CALLS: Readonly<Record<string, () => readonly Ask[]>> = {
  PAN: () =>
    [...PANS, ...FAULTS.map(magic)].flatMap((pan) => [
      () => port('PAN').check(panInput(pan), CONTEXT),
      () => port('PAN').check(panInput(pan, null), CONTEXT),
      () => port('PAN_ADVANCED').check({ checkId: checkId(), pan, name: 'Asha Rao' }, CONTEXT),
      () => port('PAN_LITE').check({ checkId: checkId(), pan, name: 'Asha Rao', ...born }, CONTEXT),
    ]),
  'PAN read again': () => [
    () => port('PAN').readAgain('1', CONTEXT),
    async () => {
      const { referenceId } = await port('PAN').check(panInput('ABCPV1234D'), CONTEXT);
      return port('PAN').readAgain(referenceId ?? '', CONTEXT);
    },
  ],
  'bank account': () =>
    [
      ['026291800001191', 'YESB0000262'],
      ['7766666585146', 'YESB0000001'],
      ['7766667287515', 'ICIC0000001'],
      ['7766667989884', 'RATN0000070'],
      ['7766667755761', 'ICIC0000001'],
      ['000123456789', 'HDFC0000001'],
      ...FAULTS.map((number) => [`0009${number}`, 'HDFC0000001']),
      ...Array.from({ length: 9 }, (_, index) => [`0009422${index + 1}`, 'HDFC0000001']),
    ].flatMap(([account = '', ifsc = '']) =>
      ['john d', null].map((name) => () => port('BANK_ACCOUNT').check(bankInput(account, ifsc, name), CONTEXT)),
    ),
  'bank account read again': () =>
    Array.from({ length: 11 }, (_, index) => () => port('BANK_ACCOUNT').readAgain(`${700_001 + index}`, CONTEXT)),
  GSTIN: () =>
    [
      '29AAICP2912R1ZR',
      '27AAPFU0939F1ZV',
      ...['0007', '0008', '0011', '0012', ...FAULTS].map((n) => `29${magic(n)}1Z4`),
    ].map((gstin) => () => port('GSTIN').check(gstinInput(gstin, 'Example Traders'), CONTEXT)),
  'name match': () =>
    ['John Doe', 'John', 'J Do', 'Do', 'Tom', ...FAULTS.map((number) => `Magic ${number}`)].map(
      (name) => () => port('NAME_MATCH').check(nameInput(name, 'JOHN DOE', checkId()), CONTEXT),
    ),
  liveness: () =>
    ['me.jpg', 'spoof.jpg', 'notreal.jpg', 'noface.jpg', 'twofaces.jpg', ...FAULTS.map((n) => `magic-${n}.jpg`)].map(
      (name) => () => port('LIVENESS').check(imageInput(name, checkId()), CONTEXT),
    ),
  faces: () =>
    ['me.png', 'other.png', 'twofaces.png'].map(
      (second) => () =>
        port('FACE_MATCH').check({ checkId: checkId(), first: file('me.png'), second: file(second) }, CONTEXT),
    ),
  registries: () => [
    ...['KA0120110000001', 'KA0120110000404', 'KA0120110000007', 'KA0120110000011'].map(
      (licenceNumber) => () => port('DRIVING_LICENCE').check({ checkId: checkId(), licenceNumber, ...born }, CONTEXT),
    ),
    ...['ABC0000001', 'ABC0000404', 'ABC0000007'].map(
      (epicNumber) => () => port('VOTER_ID').check({ checkId: checkId(), epicNumber, name: 'Asha Rao' }, CONTEXT),
    ),
    ...['BN1060000000019', 'BN1060000000404', 'BN1060000000007'].map(
      (fileNumber) => () =>
        port('PASSPORT').check({ checkId: checkId(), fileNumber, ...born, name: 'Asha Rao' }, CONTEXT),
    ),
    ...['U72900KA2015PTC082988', 'U72900KA2015PTC000404', 'U72900KA2015PTC000011'].map(
      (cin) => () => port('CIN').check({ checkId: checkId(), cin }, CONTEXT),
    ),
    ...['asha@upi', 'failure@upi', 'expired@upi', 'invalidname@upi', 'unsupported@upi', 'a0404@upi', 'a0007@upi'].map(
      (vpa) => () => port('UPI').check({ checkId: checkId(), vpa, name: 'Asha Rao' }, CONTEXT),
    ),
    ...['KA01AB0001', 'KA01AB0404', 'KA01AB0007', 'KA01AB0011', 'KA01AB0012'].map(
      (vehicleNumber) => () => port('VEHICLE').check({ checkId: checkId(), vehicleNumber }, CONTEXT),
    ),
    ...['203.0.113.7', '198.51.100.7', '0.0.0.0'].map(
      (ipAddress) => () => port('IP_ADDRESS').check({ checkId: checkId(), ipAddress }, CONTEXT),
    ),
    ...['+919000000001', '+919000000404', null].map(
      (phone) => () =>
        port('DIGILOCKER_ACCOUNT').check(
          { checkId: checkId(), phone, aadhaarNumber: phone === null ? '999941057058' : null },
          CONTEXT,
        ),
    ),
  ],
  Aadhaar: () => [
    ...['299941057058', '399941057058'].map(
      (aadhaarNumber) => () => port('AADHAAR_OTP').check({ checkId: checkId(), aadhaarNumber }, CONTEXT),
    ),
    async () => {
      const { referenceId } = await port('AADHAAR_OTP').check(
        { checkId: checkId(), aadhaarNumber: '999941057058' },
        CONTEXT,
      );
      for (const code of ['000000', '000409', '111000'])
        await tolerated(port('AADHAAR_OTP').submitCode({ referenceId: referenceId ?? '', code }, CONTEXT));
    },
  ],
  documents: () => [
    ...READABLE_DOCUMENTS.flatMap((kind) =>
      ['card.png', 'wrong.png', 'blurred.png', 'forged.png', 'screenshot.png'].map(
        (name) => () => port('DOCUMENT_OCR').check({ checkId: checkId(), kind, file: file(name) }, CONTEXT),
      ),
    ),
    ...['card.png', 'wrong.png'].map(
      (name) => () => port('AADHAAR_MASKING').mask({ checkId: checkId(), file: file(name) }, CONTEXT),
    ),
  ],
};

test.each(Object.keys(CALLS))('%s: requests and answers are as the vendor specifies them', async (name) => {
  for (const call of CALLS[name]?.() ?? []) await tolerated(call());
  expect(faults(recorder.exchanges)).toEqual([]);
  expect(recorder.exchanges.filter(({ status }) => status === 200).length).toBeGreaterThan(0);
});

const HINTS = ['done', 'denied', 'expired', 'failed', 'never', 'slow', 'notlinked'];
const redirectUrl = (hint: string) => `https://app.example.com/back?${hint}`;
const form = { templateName: 'basic', name: 'Asha Rao', email: 'asha@example.com', expiresOn: null };
const signing = {
  signerName: 'Asha Rao',
  signerEmail: 'asha@example.com',
  signerPhone: '+919000000001',
  expiresInDays: 7,
};

type Start = () => Promise<{ readonly referenceId: string | null }>;
const SESSIONS: readonly (readonly [string, () => readonly Start[], (reference: string) => readonly Ask[]])[] = [
  [
    'bank account, async',
    () =>
      ['026291800001191', '7766666585146', '00094228', '00094221'].map(
        (account) => () =>
          port('BANK_ACCOUNT_ASYNC').check(
            { ...bankInput(account, 'YESB0000262', 'john d'), checkId: checkId() },
            CONTEXT,
          ),
      ),
    (reference) => [() => port('BANK_ACCOUNT_ASYNC').readAgain(reference, CONTEXT)],
  ],
  [
    'DigiLocker',
    () =>
      HINTS.map(
        (hint) => () =>
          port('DIGILOCKER').check(
            {
              checkId: checkId(),
              documents: ['AADHAAR', 'PAN', 'DRIVING_LICENCE'],
              redirectUrl: redirectUrl(hint),
              flow: 'SIGN_IN',
            },
            CONTEXT,
          ),
      ),
    (reference) => [
      () => port('DIGILOCKER').readAgain(reference, CONTEXT),
      ...(['AADHAAR', 'AADHAAR', 'PAN', 'DRIVING_LICENCE'] as const).map(
        (document) => () =>
          port('DIGILOCKER_DOCUMENT').check({ checkId: checkId(), sessionReferenceId: reference, document }, CONTEXT),
      ),
    ],
  ],
  [
    'KYC link',
    () =>
      ['0001', '0007', '0008', '0009'].map(
        (end) => () =>
          port('KYC_LINK').check({ ...form, checkId: checkId(), phone: `+91900000${end}`, notifyBy: ['SMS'] }, CONTEXT),
      ),
    (reference) => [() => port('KYC_LINK').readAgain(reference, CONTEXT)],
  ],
  [
    'e-sign',
    () =>
      HINTS.map(
        (hint) => () =>
          port('E_SIGN').check(
            { ...signing, checkId: checkId(), file: file('a.pdf', 'application/pdf'), redirectUrl: redirectUrl(hint) },
            CONTEXT,
          ),
      ),
    (reference) => [() => port('E_SIGN').readAgain(reference, CONTEXT)],
  ],
  [
    'reverse penny drop',
    () =>
      ['John Doe', 'expired', 'failed', 'never', null].map(
        (name) => () => port('REVERSE_PENNY_DROP').check({ checkId: checkId(), name }, CONTEXT),
      ),
    (reference) => [() => port('REVERSE_PENNY_DROP').readAgain(reference, CONTEXT)],
  ],
];

test.each(SESSIONS)('%s: begun, read before it ends and after', async (_name, start, reads) => {
  const references: string[] = [];
  for (const begin of start()) {
    const begun = await tolerated(begin());
    if (begun !== null) references.push(begun.referenceId ?? '');
  }
  const read = async () => {
    for (const reference of references) for (const ask of reads(reference)) await tolerated(ask());
  };
  await read();
  simulator.advanceTime(700_000);
  await read();
  expect(faults(recorder.exchanges)).toEqual([]);
  expect(references.length).toBeGreaterThan(2);
});

test('the legacy liveness check as well', async () => {
  const legacy = createSuite(recorder.url, { CASHFREE_LIVENESS_API: 'liveliness' });
  for (const name of ['me.jpg', 'spoof.jpg', 'noface.jpg', 'twofaces.jpg'])
    await legacy.ports.LIVENESS?.check(imageInput(name, checkId()), CONTEXT);
  await legacy.close();
  expect(faults(recorder.exchanges)).toEqual([]);
});

test('only the magic PAN that answers as their samples do departs from their schema', async () => {
  await port('PAN').check(panInput(magic('0006')), CONTEXT);
  expect(faults(recorder.exchanges)).toEqual([
    'POST /pan 200:  must NOT have additional properties {"additionalProperty":"registered_nam"}',
    'POST /pan 200: /name_match_score must be string {"type":"string"}',
  ]);
});

test('every operation with a schema is called', async () => {
  const called = new Set<string>();
  for (const calls of Object.values(CALLS)) for (const call of calls()) await tolerated(call());
  for (const [, start, reads] of SESSIONS) {
    const begun = await start()[0]?.();
    simulator.advanceTime(700_000);
    for (const ask of reads(begun?.referenceId ?? '')) await tolerated(ask());
  }
  for (const { operation, status } of recorder.exchanges) if (status === 200) called.add(operation);
  const documented = Object.keys(ANSWERS).filter((name) => !['error', 'POST /liveliness'].includes(name));
  expect([...called].sort()).toEqual(documented.sort());
});
