import { DEMO_PICTURE } from './people.js';
import { FIELD_ERRORS, need, PROBLEM, type Stage, type StageId, type Step } from './play-step.js';

const SIMULATED_OTP_CODE = '111000';

/** The account itself: sign-up, the mobile number, the profile, the files. */
export const ACCOUNT_STEPS: readonly Step[] = [
  { name: 'register', play: register },
  { name: 'login', play: login },
  { name: 'request an OTP', play: requestOtp },
  { name: 'verify the OTP', play: verifyOtp },
  { name: 'update the profile', play: updateProfile },
  { name: 'upload the PAN card', play: (stage) => upload(stage, 'panCard', 'PAN_CARD', 'pan-card.png') },
  { name: 'upload a selfie', play: (stage) => upload(stage, 'selfie', 'SELFIE', 'selfie.png') },
  { name: 'put it on the profile', play: setPhoto },
];

async function register({ client, person, ids }: Stage): Promise<string> {
  const { name, email, mobile, password } = person;
  const user = await client.mutate<{ id: string; email: string; mobile: string }>(
    `mutation ($input: RegisterInput!) { result: register(input: $input) { ${PROBLEM} ${FIELD_ERRORS} ... on User { id email mobile } } }`,
    { input: { name, email, mobile, password, passwordConfirmation: password } },
    'User',
  );
  ids.set('user', user.id);
  return `${user.email}, mobile ${user.mobile}`;
}

async function login({ client, person: { email, password } }: Stage): Promise<string> {
  const session = await client.mutate<{ accessToken: string; expiresAt: string; user: { roles: string[] } }>(
    `mutation ($input: LoginInput!) { result: login(input: $input) { ${PROBLEM} ... on Session { accessToken expiresAt user { roles } } } }`,
    { input: { email, password } },
    'Session',
  );
  client.useToken(session.accessToken);
  return `roles ${session.user.roles.join(', ')}, token until ${session.expiresAt}`;
}

async function requestOtp({ client }: Stage): Promise<string> {
  const { sent, channel } = await client.mutate<{ sent: boolean; channel: string }>(
    `mutation ($input: RequestOtpInput!) { result: requestOtp(input: $input) { ${PROBLEM} ... on OtpRequested { sent channel } } }`,
    { input: { channel: 'SMS' } },
    'OtpRequested',
  );
  return `${channel}, sent ${sent}`;
}

async function verifyOtp({ client }: Stage): Promise<string> {
  const { verified } = await client.mutate<{ verified: boolean }>(
    `mutation ($input: VerifyOtpInput!) { result: verifyOtp(input: $input) { ${PROBLEM} ... on OtpChecked { verified } } }`,
    { input: { channel: 'SMS', code: SIMULATED_OTP_CODE } },
    'OtpChecked',
  );
  const { me } = await client.query<{ me: { mobileVerifiedAt: string | null } }>('{ me { mobileVerifiedAt } }');
  return `verified ${verified}, mobile verified at ${me.mobileVerifiedAt}`;
}

interface Updated {
  readonly profile: {
    readonly pan: { readonly number: string };
    readonly bankAccounts: readonly { readonly accountNumber: string }[];
    readonly dematAccounts: readonly { readonly clientId: string }[];
  };
  readonly kyc: { readonly missing: readonly string[] };
}

async function updateProfile(stage: Stage): Promise<string> {
  const { profile, kyc } = await stage.client.mutate<Updated>(
    `mutation ($input: UpdateProfileInput!) { result: updateProfile(input: $input) { ${PROBLEM} ${FIELD_ERRORS} ... on User {
      profile { pan { number } bankAccounts { accountNumber } dematAccounts { clientId } } kyc { missing } } } }`,
    { input: profileInput(stage) },
    'User',
  );
  const accounts = [
    ...profile.bankAccounts.map((a) => a.accountNumber),
    ...profile.dematAccounts.map((a) => a.clientId),
  ];
  return `PAN ${profile.pan.number}, accounts ${accounts.join(' and ')}, still missing ${kyc.missing.join(', ')}`;
}

function profileInput({ person }: Stage): Record<string, unknown> {
  const { pan, name, dateOfBirth, mobile, email, bankAccountNumber, ifsc } = person;
  return {
    pan: { number: pan, name: name.toUpperCase(), dateOfBirth, mobile, email, holderType: 'INDIVIDUAL' },
    personal: {
      gender: 'FEMALE',
      placeOfBirth: 'Pune',
      occupation: 'Engineer',
      annualIncome: 640_000,
      indianCitizen: true,
      informationConfirmed: true,
    },
    address: {
      line: '7, Example Street',
      landmark: 'Beside the example park',
      city: 'Pune',
      state: 'Maharashtra',
      pincode: '411001',
      country: 'India',
    },
    bankAccounts: [
      { bankName: 'Example Bank', accountType: 'SAVINGS', accountNumber: bankAccountNumber, ifsc, primary: true },
    ],
    dematAccounts: [
      {
        depository: 'NSDL',
        dpId: 'IN300001',
        clientId: '10000001',
        clientMasterCopy: DEMO_PICTURE.toString('base64'),
        primary: true,
      },
    ],
  };
}

async function upload({ client, ids }: Stage, id: StageId, kind: string, name: string): Promise<string> {
  const document = await client.upload<{ id: string; state: string; sizeBytes: number; sha256: string }>(
    `mutation ($file: Upload!, $input: UploadDocumentInput!) { result: uploadDocument(file: $file, input: $input) {
      ${PROBLEM} ${FIELD_ERRORS} ... on Document { id state sizeBytes sha256 } } }`,
    { input: { kind, country: 'IND' } },
    { name, bytes: DEMO_PICTURE },
    'Document',
  );
  ids.set(id, document.id);
  return `${document.state}, ${document.sizeBytes} bytes, SHA-256 ${document.sha256.slice(0, 12)}…`;
}

async function setPhoto(stage: Stage): Promise<string> {
  const { profile } = await stage.client.mutate<{ profile: { photoDocumentId: string } }>(
    `mutation ($input: UpdateProfileInput!) { result: updateProfile(input: $input) {
      ${PROBLEM} ${FIELD_ERRORS} ... on User { profile { photoDocumentId } } } }`,
    { input: { photoDocumentId: need(stage, 'selfie') } },
    'User',
  );
  return `document ${profile.photoDocumentId}`;
}
