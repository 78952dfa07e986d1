import { randomInt } from 'node:crypto';
import {
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
} from 'graphql';
import { parseGstin } from '../../src/domain/identifier/gstin.js';
import { verhoeffDigit } from '../../src/domain/identifier/verhoeff.js';
import { PIXEL_PNG } from './images.js';

/** Made anew in each run: nothing else that was ever written can hold them. */
const LETTERS = text(8, 'bcdfghjklmnpqrstvwxz');
const DIGITS = text(9, '123456789');
const PAN = `QZ${text(1, 'BCDFGHJK')}P${text(1, 'QWXZ')}${text(4, '123456789')}K`.toUpperCase();

/** Twelve digits with a valid check digit; none is written down anywhere. */
const AADHAAR = [text(11, '23456789'), text(11, '23456789')].map((digits) => `${digits}${verhoeffDigit(digits)}`);
const [ONE = '', OTHER = ''] = AADHAAR;
const GROUPED = ONE.replace(/(\d{4})(?=\d)/g, '$1 ');

/** Secrets: shown to nobody in clear, whatever they ask. */
export const SECRETS: Readonly<Record<string, string>> = {
  'an Aadhaar number': ONE,
  'a grouped Aadhaar number': GROUPED,
  'an Aadhaar number in free text': OTHER,
  'a PAN': PAN,
  'an account number': `73${DIGITS}0042`,
  'a password': `a passphrase of ${LETTERS}`,
  'a phone number': `7${DIGITS}`,
  'an id number': `QZ${DIGITS}ID`,
  'a driving licence': `KA01${text(11, '123456789')}`,
  'a voter id': `${LETTERS.slice(0, 3).toUpperCase()}${DIGITS.slice(0, 7)}`,
  'a passport file number': `QZ${text(13, '123456789')}`,
  'a demat number': text(16, '123456789'),
  'an authorization code': `code-${LETTERS}`,
  'the content of a file': `content ${LETTERS}`,
};

/** Personal data that the API may show to its owner, and nothing else may hold in clear. */
export const PERSONAL: Readonly<Record<string, string>> = {
  'a name': `Nam${LETTERS}`,
  'an email address': `mail.${LETTERS}@example.com`,
  'free text': `words${LETTERS}`,
  'a file name': `file${LETTERS}`,
  'a UPI address': `${LETTERS}@upi`,
};

/** A file that is still an image. */
export const CANARY_FILE = Buffer.concat([PIXEL_PNG, Buffer.from(SECRETS['the content of a file'] ?? '')]);
export const CANARY_FILENAME = `${PERSONAL['a file name']} ${GROUPED}.png`;

/** For every scalar that can hold personal data, a value that is somebody's and nobody else's. */
const CANARIES: Readonly<Record<string, unknown>> = {
  AadhaarNumber: ONE,
  AuthorizationCode: SECRETS['an authorization code'],
  BankAccountNumber: SECRETS['an account number'],
  Base64Data: CANARY_FILE.toString('base64'),
  DematNumber: SECRETS['a demat number'],
  DrivingLicenceNumber: SECRETS['a driving licence'],
  EmailAddress: PERSONAL['an email address'],
  ExternalSubject: PERSONAL['free text'],
  EpicNumber: SECRETS['a voter id'],
  FirmName: PERSONAL['a name'],
  GSTIN: gstinOf(PAN),
  IdNumber: SECRETS['an id number'],
  JSONObject: { note: `${PERSONAL['free text']} ${OTHER}`, aadhaar: ONE, deep: [{ pan: PAN, number: GROUPED }] },
  Label: PERSONAL['free text'],
  // A template must have a place for a value.
  LongText: `${PERSONAL['free text']}\n${GROUPED} ${OTHER} {{ ref_id }}`,
  PAN,
  PassportFileNumber: SECRETS['a passport file number'],
  Password: SECRETS['a password'],
  PersonName: PERSONAL['a name'],
  Phone: `+91${SECRETS['a phone number']}`,
  ShortText: `${PERSONAL['free text']} ${OTHER}`,
  SourceKey: PERSONAL['free text'],
  UpiAddress: PERSONAL['a UPI address'],
};

/** Scalars that say nothing about anybody, or too little to be told from chance; they keep the sample's value. */
const NO_CANARY = new Set([
  'Boolean',
  'CIN',
  'Count',
  'CountryCode2',
  'CountryCode3',
  'CurrencyCode',
  'Cursor',
  'Date',
  'DateTime',
  'ErasureReceipt',
  'PasswordResetToken',
  'RefreshToken',
  'Float',
  'HttpsUrl',
  'ID',
  'IFSC',
  'IdType',
  'Int',
  'IpAddress',
  'MasterDataCode',
  'MasterDataId',
  'OtpChallenge',
  'OtpCode',
  'Pincode',
  'ProgramName',
  'ProviderId',
  'ProviderRecordId',
  'RunnerRefId',
  'RupeeAmount',
  'TemplateName',
  'TokenIssuer',
  'Upload',
  'VehicleNumber',
  'WholeAmount',
]);

type Inputs = readonly (GraphQLArgument | GraphQLInputField)[];

/**
 * The sample's variables with a canary wherever one fits; `every`: with the optional inputs too that the sample leaves
 * out. Throws for a scalar that nobody has decided about.
 */
export function withCanaries(
  args: Inputs,
  sample: Readonly<Record<string, unknown>>,
  every: boolean,
): Record<string, unknown> {
  const entries = args
    .filter((arg) => arg.name in sample || every || isRequiredInputField(arg))
    .map((arg) => [arg.name, canaryOf(arg.type, sample[arg.name], every)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function canaryOf(type: GraphQLInputType, sample: unknown, every: boolean): unknown {
  const nullable = getNullableType(type) as GraphQLInputType;
  if (isListType(nullable)) {
    const items = Array.isArray(sample) ? sample : every || isNonNullType(type) ? [undefined] : [];
    return items.map((item) => canaryOf(nullable.ofType, item, every)).filter((item) => item !== undefined);
  }
  if (isEnumType(nullable)) return sample ?? (isNonNullType(type) ? nullable.getValues()[0]?.name : undefined);
  if (isInputObjectType(nullable)) {
    const given = typeof sample === 'object' && sample !== null ? sample : {};
    return withCanaries(Object.values(nullable.getFields()), given as Record<string, unknown>, every);
  }
  // Beside what the sample holds: a form refuses data that lacks its fields.
  if (nullable.name === 'JSONObject') return { ...(sample ?? {}), ...(CANARIES.JSONObject as object) };
  if (Object.hasOwn(CANARIES, nullable.name)) return CANARIES[nullable.name];
  if (!NO_CANARY.has(nullable.name)) throw new Error(`Decide on a canary for the scalar ${nullable.name}.`);
  return sample ?? (isNonNullType(type) ? PLAIN[nullable.name] : undefined);
}

const PLAIN: Readonly<Record<string, unknown>> = {
  Boolean: false,
  Date: '1990-01-31',
  Float: 1,
  IFSC: 'HDFC0000001',
  Int: 1,
  Pincode: '560001',
  CountryCode2: 'IN',
  CountryCode3: 'IND',
  MasterDataCode: 'A-1',
  MasterDataId: 4,
  RupeeAmount: 1,
};

/** The names of the canaries that a text or file holds, in any case, and as base64. */
export function findCanaries(haystack: string | Buffer, canaries: Readonly<Record<string, string>>): string[] {
  const text = (typeof haystack === 'string' ? haystack : haystack.toString('latin1')).toLowerCase();
  return Object.entries(canaries)
    .filter(([, value]) => formsOf(value).some((form) => text.includes(form.toLowerCase())))
    .map(([name]) => name);
}

/** As it is, in base64 from any offset, and percent-encoded. */
function formsOf(value: string): string[] {
  const base64 = [0, 1, 2].map((shift) =>
    Buffer.from(`${' '.repeat(shift)}${value}`)
      .toString('base64')
      .slice(shift === 0 ? 0 : shift + 1)
      .replace(/=+$/, '')
      .slice(0, -1),
  );
  return [value, encodeURIComponent(value), ...base64];
}

function gstinOf(pan: string): string {
  for (const character of '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ') {
    const parsed = parseGstin(`29${pan}1Z${character}`);
    if (parsed.ok) return parsed.value.value;
  }
  throw new Error('A GSTIN has no check character.');
}

function text(length: number, alphabet: string): string {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
}
