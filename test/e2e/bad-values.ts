import {
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
} from 'graphql';

/** Told from everything else in an answer: if it comes back, a value was echoed. */
export const CANARY = 'CANARYvalueOfSomebody';
/** One more than 10^5, so that it is no base64 either. */
const LONG = CANARY.padEnd(100_001, 'x');
/** As `CANARY`, for numbers. */
export const CANARY_NUMBER = 173_917_391_739;

export interface BadCase {
  /** e.g. `input.bankAccounts.0.ifsc: NUL`. */
  readonly title: string;
  /** The last name on the way to the bad value: an answer must name it. */
  readonly field: string;
  readonly variables: Record<string, unknown>;
}

type Path = readonly (string | number)[];
type Inputs = readonly (GraphQLArgument | GraphQLInputField)[];

/** Ids that exist in the demo data, by the name of the argument that takes them. */
export type KnownIds = Readonly<Record<string, string>>;

/** Every value of every argument broken in every way, one at a time; all that is required beside it is good. */
export function badCasesOf(args: Inputs, ids: KnownIds): readonly BadCase[] {
  const good = Object.fromEntries(
    args.filter(isRequiredInputField).map((arg) => [arg.name, goodValue(arg.type, arg.name, ids)]),
  );
  return args.flatMap((arg) => casesAt(arg.type, [arg.name], good, ids));
}

function casesAt(type: GraphQLInputType, path: Path, good: Record<string, unknown>, ids: KnownIds): readonly BadCase[] {
  const make = (what: string, value: unknown, at: Path = path): BadCase => ({
    title: `${at.join('.')}: ${what}`,
    field: String(at.filter((step) => typeof step === 'string').at(-1)),
    variables: withValue(good, at, value),
  });
  const missing = isNonNullType(type) ? [make('null', null)] : [];
  const nullable = getNullableType(type) as GraphQLInputType;
  if (isListType(nullable)) {
    // A single value stands for a list of one, so a word is only bad where the items take no words.
    const word = only(!FREE_TEXT.has(getNamedType(nullable).name), make('text for a list', CANARY));
    return [...missing, ...word, ...casesAt(nullable.ofType, [...path, 0], good, ids)];
  }
  if (isInputObjectType(nullable)) {
    const fields = Object.values(nullable.getFields());
    const inside = withValue(good, path, goodValue(nullable, '', ids));
    return [
      ...missing,
      make('text for an object', CANARY),
      {
        ...make('an unknown field', CANARY, [...path, 'surprise']),
        variables: withValue(inside, [...path, 'surprise'], CANARY),
      },
      ...fields.flatMap((field) => casesAt(field.type, [...path, field.name], inside, ids)),
    ];
  }
  const leaf = badLeaves(getNamedType(nullable).name, isEnumType(nullable));
  return [...missing, ...leaf.map(([what, value]) => make(what, value))];
}

/** Scalars that take any plain word. */
const FREE_TEXT = new Set([
  'AuthorizationCode',
  'BankAccountNumber',
  'FirmName',
  'Label',
  'PersonName',
  'ShortText',
  'LongText',
  'MasterDataCode',
  'Password',
  'IdNumber',
  'SourceKey',
  'ProviderRecordId',
  'RunnerRefId',
  'TemplateName',
  'ExternalSubject',
]);

type BadLeaf = readonly [what: string, value: unknown];

function badLeaves(type: string, isEnum: boolean): readonly BadLeaf[] {
  const structures: readonly BadLeaf[] = [
    ['a list', [[CANARY]]],
    ...only<BadLeaf>(type !== 'JSONObject', ['an object', { [CANARY]: CANARY }]),
  ];
  if (type === 'JSONObject') {
    const inside = (value: unknown) => ({ key: { deeper: value } });
    return [
      ...structures,
      ['text', CANARY],
      ['NUL inside', inside(`\0${CANARY}`)],
      ['10^5 characters inside', inside(LONG)],
    ];
  }
  if (type === 'Boolean') return [...structures, ['text', CANARY], ['a number', CANARY_NUMBER]];
  if (type === 'Float') return [...structures, ['text', CANARY], ['true', true]];
  if (type === 'RupeeAmount')
    return [
      ...structures,
      ['text', CANARY],
      ['true', true],
      ['a third decimal', 4.7391],
      ['too large', 1e308],
      ['negative', -1],
    ];
  if (type === 'Count' || type === 'WholeAmount' || type === 'MasterDataId')
    return [...structures, ['text', CANARY], ['a fraction', 4.7391], ['too large', CANARY_NUMBER], ['negative', -1]];
  if (type === 'Int') return [...structures, ['text', CANARY], ['a fraction', 4.7391], ['too large', CANARY_NUMBER]];
  const texts: readonly BadLeaf[] = [
    ['NUL', `\0${CANARY}`],
    ['10^5 characters', LONG],
    ['a number', CANARY_NUMBER],
    ...only<BadLeaf>(!FREE_TEXT.has(type), ['a plain word', CANARY]),
    ...only<BadLeaf>(!FREE_TEXT.has(type) && !isEnum, ['an empty text', '']),
  ];
  const special: Readonly<Record<string, readonly BadLeaf[]>> = {
    Date: [
      ['30 February', '2024-02-30'],
      ['month 13', '2023-13-01'],
      ['year 0', '0000-00-00'],
    ],
    ID: [
      ['a bad UUID', Buffer.from(`Runner:${CANARY}`).toString('base64url')],
      ['a UUID alone', '0190a000-0000-7000-8009-000000000009'],
    ],
  };
  return [...structures, ...texts, ...(special[type] ?? [])];
}

function only<T>(wanted: boolean, item: T): readonly T[] {
  return wanted ? [item] : [];
}

const GOOD: Readonly<Record<string, unknown>> = {
  AadhaarNumber: '999941057058',
  AuthorizationCode: 'code-9000000001',
  BankAccountNumber: '000100000001',
  Base64Data: 'U1lOVEhFVElD',
  Boolean: true,
  CIN: 'U00000KA2020PTC000001',
  CountryCode2: 'IN',
  CurrencyCode: 'INR',
  CountryCode3: 'IND',
  Date: '1990-01-31',
  Count: 12,
  DateTime: '2100-01-01T00:00:00.000Z',
  DrivingLicenceNumber: 'KA0120110000001',
  DematNumber: 'IN300001',
  EmailAddress: 'good@example.com',
  EpicNumber: 'ABC0000001',
  FirmName: 'Example Traders',
  Float: 1,
  ErasureReceipt: 'A'.repeat(43),
  PasswordResetToken: 'A'.repeat(43),
  RefreshToken: 'A'.repeat(43),
  GSTIN: '29AAICP2912R1ZR',
  HttpsUrl: 'https://example.com/done',
  IFSC: 'HDFC0000001',
  IdNumber: 'P0000001',
  IdType: '4',
  Int: 4,
  IpAddress: '203.0.113.7',
  JSONObject: {},
  Label: 'label',
  LongText: 'text',
  MasterDataCode: 'A-1',
  MasterDataId: 4,
  OtpCode: '111000',
  PAN: 'ABCPV1234D',
  PassportFileNumber: 'BN0000000000001',
  Password: 'a long passphrase',
  ExternalSubject: 'person-1',
  TokenIssuer: 'https://login.example.com/realms/test',
  ProgramName: 'reporting-job',
  ProviderId: 'cashfree',
  ProviderRecordId: '33333333-3333-4333-8333-333333333333',
  PersonName: 'Nina Varma',
  Phone: '+919000000001',
  Pincode: '560001',
  RupeeAmount: 1.5,
  ShortText: 'text',
  TemplateName: 'basic_kyc',
  UpiAddress: 'success@upi',
  VehicleNumber: 'KA01AB0001',
  WholeAmount: 5,
};

function goodValue(type: GraphQLInputType, name: string, ids: KnownIds): unknown {
  const nullable = getNullableType(type) as GraphQLInputType;
  if (isListType(nullable)) return [goodValue(nullable.ofType, name, ids)];
  if (isEnumType(nullable)) return nullable.getValues()[0]?.name;
  if (isInputObjectType(nullable)) {
    const required = Object.values(nullable.getFields()).filter(isRequiredInputField);
    return Object.fromEntries(required.map((field) => [field.name, goodValue(field.type, field.name, ids)]));
  }
  if (nullable.name === 'ID') return ids[name];
  // The file of an upload takes its place in the form.
  if (nullable.name === 'Upload') return null;
  if (!Object.hasOwn(GOOD, nullable.name)) throw new Error(`Give a good value for the scalar ${nullable.name}.`);
  return GOOD[nullable.name];
}

/** A copy of `target` with `value` at `path`; what is not there on the way is made. */
function withValue(target: Record<string, unknown>, path: Path, value: unknown): Record<string, unknown> {
  return set(target, path, value) as Record<string, unknown>;
}

function set(target: unknown, [step, ...rest]: Path, value: unknown): unknown {
  if (step === undefined) return value;
  if (typeof step === 'number') return [set(Array.isArray(target) ? target[step] : undefined, rest, value)];
  const object = typeof target === 'object' && target !== null ? target : {};
  return { ...object, [step]: set(step in object ? Reflect.get(object, step) : undefined, rest, value) };
}
