import fc from 'fast-check';
import {
  GraphQLError,
  GraphQLNonNull,
  GraphQLObjectType,
  type GraphQLScalarType,
  GraphQLSchema,
  graphql,
  Kind,
  parseValue,
  printSchema,
} from 'graphql';
import { Upload } from 'graphql-upload-minimal';
import * as checks from '../../../src/graphql/scalars/check.scalars.js';
import { DateScalar, DateTimeScalar } from '../../../src/graphql/scalars/date.scalars.js';
import * as identifiers from '../../../src/graphql/scalars/identifier.scalars.js';
import { JsonObjectScalar } from '../../../src/graphql/scalars/json-object.scalar.js';
import * as texts from '../../../src/graphql/scalars/text.scalars.js';
import * as tokens from '../../../src/graphql/scalars/token.scalars.js';
import { UploadScalar } from '../../../src/graphql/scalars/upload.scalar.js';

const TEXT_SCALARS: Readonly<Record<string, GraphQLScalarType>> = Object.fromEntries(
  [
    ...Object.values(identifiers),
    ...Object.values(texts),
    ...Object.values(tokens),
    ...Object.values(checks),
    DateScalar,
  ].map((scalar) => [scalar.name, scalar]),
);
const ALL = [...Object.values(TEXT_SCALARS), DateTimeScalar, JsonObjectScalar, UploadScalar];

function scalar(name: string): GraphQLScalarType {
  const found = TEXT_SCALARS[name];
  if (found === undefined) throw new Error(`no scalar ${name}`);
  return found;
}

function refusal(read: () => unknown): GraphQLError {
  try {
    read();
  } catch (error) {
    expect(error).toBeInstanceOf(GraphQLError);
    return error as GraphQLError;
  }
  throw new Error('was accepted');
}

const literal = (type: GraphQLScalarType, text: string) => type.parseLiteral(parseValue(text));

test.each([
  ['PAN', ' aaapr1234c', 'AAAPR1234C'],
  ['GSTIN', '27aapfu0939f1zv', '27AAPFU0939F1ZV'],
  ['IFSC', 'hdfc0000001', 'HDFC0000001'],
  ['Phone', '90000-00001', '+919000000001'],
  ['EmailAddress', 'Asha@Example.com', 'asha@example.com'],
  ['Pincode', '560001', '560001'],
  ['BankAccountNumber', '000123456789', '000123456789'],
  ['PersonName', ' Asha Rao-D\u2019Souza, M. ', "Asha Rao-D'Souza, M."],
  ['PersonName', 'ആശാ റാവു', 'ആശാ റാവു'],
  ['PersonName', 'Ame\u0301lie', 'Amélie'],
  ['ShortText', ' 12, Example Street ', '12, Example Street'],
  ['ShortText', '\u202a12,\u00a0Example Street\u202c', '12, Example Street'],
  ['FirmName', '24x7\u00a0Example  Stores', '24x7 Example Stores'],
  ['Label', 'kyc_flow_2', 'kyc_flow_2'],
  ['OtpCode', '\u200b012345\u00a0', '012345'],
  ['ShortText', '😀'.repeat(200), '😀'.repeat(200)],
  ['LongText', 'one\r\n\ttwo\rthree', 'one\n\ttwo\nthree'],
  ['LongText', '', ''],
  ['Password', ' p\tw ', ' p\tw '],
  ['OtpCode', ' 012345 ', '012345'],
  ['CountryCode2', 'in', 'IN'],
  ['CountryCode3', 'Ind', 'IND'],
  ['IdType', '4', '4'],
  ['IdNumber', ' p/12-3 4 ', 'p/12-3 4'],
  ['Cursor', 'eyJpZCI6MX0', 'eyJpZCI6MX0'],
  ['SourceKey', 'user:0001', 'user:0001'],
  ['RunnerRefId', 'RUNNER-DEMO-01', 'RUNNER-DEMO-01'],
  ['IdempotencyKey', '0b8f6c1e-0000-4000-8000-000000000001', '0b8f6c1e-0000-4000-8000-000000000001'],
  ['Base64Data', 'U1lOVEhFVElD', 'U1lOVEhFVElD'],
  ['Date', '2024-02-29', '2024-02-29'],
])('%s reads %j', (name, text, value) => {
  expect(scalar(name).parseValue(text)).toBe(value);
  expect(literal(scalar(name), JSON.stringify(text))).toBe(value);
});

test.each([
  ['PAN', 'AAAXR1234C'],
  ['GSTIN', '27AAPFU0939F1ZW'],
  ['PersonName', 'Asha\u0000Rao'],
  ['PersonName', 'Asha\u202eRao'],
  ['PersonName', 'Asha <b>'],
  ['PersonName', '. . .'],
  ['PersonName', 'a'.repeat(101)],
  ['ShortText', 'two\nlines'],
  ['ShortText', 'half \ud800 a pair'],
  ['ShortText', 'x'.repeat(201)],
  ['LongText', 'bell \u0007 rings'],
  ['LongText', 'x'.repeat(4_001)],
  ['Password', 'pass\u0000word'],
  ['Password', 'x'.repeat(1_025)],
  ['OtpCode', '123'],
  ['OtpCode', '12345\n'],
  ['OtpCode', '\u0967\u0968\u0969\u096a'],
  ['CountryCode2', 'IND'],
  ['CountryCode3', 'ı12'],
  ['IdType', '1234'],
  ['IdNumber', '-/-/-'],
  ['IdNumber', 'A_1234'],
  ['Cursor', 'abc+def='],
  ['Cursor', 'x'.repeat(301)],
  ['SourceKey', 'user/0001'],
  ['SourceKey', 'AAAPA1234A'],
  ['SourceKey', 'account:000123456789'],
  ['RunnerRefId', '9999-4105-7058'],
  ['TemplateName', 'kyc 9000000001'],
  ['Label', 'flow of AAAPA1234A'],
  ['RunnerRefId', 'R-12'],
  ['IdempotencyKey', 'key 00001'],
  ['Base64Data', 'data:image/png;base64,AAAA'],
  ['Base64Data', 'A==='],
  ['Date', '2023-02-29'],
  ['Date', '1899-12-31'],
  ['Date', '2101-01-01'],
  ['Date', '2024-13-01'],
  ['Date', '2024-1-01'],
])('%s refuses %j without repeating it', (name, text) => {
  for (const error of [
    refusal(() => scalar(name).parseValue(text)),
    refusal(() => scalar(name).parseLiteral({ kind: Kind.STRING, value: text })),
  ]) {
    expect(error.message).toMatch(/^must /);
    expect(error.message).not.toContain(text);
    expect(error.extensions).toEqual({ code: 'BAD_USER_INPUT' });
  }
});

test.each(ALL.map((type) => [type.name, type] as const))(
  '%s is described with an example, and refuses other kinds of value',
  (_name, type) => {
    expect(type.description).toContain('Example: `');
    for (const value of [42, true, ['x'], null, undefined, Symbol('x')]) {
      expect(refusal(() => type.parseValue(value)).extensions.code).toBe('BAD_USER_INPUT');
    }
    for (const text of ['42', 'true', 'WORD', '["x"]', '4.2']) {
      expect(refusal(() => literal(type, text)).extensions.code).toBe('BAD_USER_INPUT');
    }
  },
);

test.each(Object.entries(TEXT_SCALARS))('%s is total, bounded, and its message depends on no input', (_name, type) => {
  const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 50 }), fc.stringMatching(/^[A-Za-z0-9 .@+-]{0,50}$/));
  const outcome = (value: string): string | null => {
    try {
      type.parseValue(value);
      return null;
    } catch (error) {
      return error instanceof GraphQLError ? error.message : 'threw something else';
    }
  };
  const messages = new Set<string>();
  fc.assert(
    fc.property(text, (value) => {
      const message = outcome(value);
      expect(message ?? 'must').toMatch(/^must/);
      if (message !== null) messages.add(message);
    }),
  );
  expect(messages.size).toBeLessThanOrEqual(5);
  const started = performance.now();
  for (const long of ['a', '9', ' ', '-', '@', 'a.', '\u0301', '=', 'A']) outcome(long.repeat(100_000));
  expect(performance.now() - started).toBeLessThan(2_000);
});

test('answers pass through, also masked ones; secrets have no output form', () => {
  expect(scalar('PAN').serialize('ABXXXXXX4F')).toBe('ABXXXXXX4F');
  expect(() => scalar('PAN').serialize(42)).toThrow(TypeError);
  for (const name of ['Password', 'OtpCode']) {
    expect(() => scalar(name).serialize('hunter2hunter2')).toThrow(/^\w+ is for input only$/);
  }
  expect(() => UploadScalar.serialize('x')).toThrow('for input only');
});

test('Base64Data takes exactly 1 MiB and no byte more', () => {
  const base64 = scalar('Base64Data');
  const full = Buffer.alloc(1_048_576).toString('base64');
  expect(base64.parseValue(full)).toBe(full);
  expect(refusal(() => base64.parseValue(Buffer.alloc(1_048_577).toString('base64'))).message).toMatch(/1 MiB/);
});

describe('dates', () => {
  test('Date serialises a text or a Date', () => {
    expect(DateScalar.serialize('1990-04-12')).toBe('1990-04-12');
    expect(DateScalar.serialize(new Date('1990-04-12T23:59:59Z'))).toBe('1990-04-12');
    expect(() => DateScalar.serialize(new Date(Number.NaN))).toThrow(TypeError);
    expect(() => DateScalar.serialize('12/04/1990')).toThrow(TypeError);
  });

  test('every day of the accepted years is a Date', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1900-01-01'), max: new Date('2100-12-31'), noInvalidDate: true }),
        (instant) => {
          const day = instant.toISOString().slice(0, 10);
          expect(DateScalar.parseValue(day)).toBe(day);
          expect(DateTimeScalar.parseValue(instant.toISOString())).toEqual(instant);
        },
      ),
    );
  });

  test.each([
    ['2026-01-31T09:30:00Z', '2026-01-31T09:30:00.000Z'],
    ['2026-01-31T09:30:00.123456789+05:30', '2026-01-31T04:00:00.123Z'],
    ['2026-01-31t09:30:00z', '2026-01-31T09:30:00.000Z'],
  ])('DateTime %s is %s', (text, utc) => {
    expect(DateTimeScalar.parseValue(text)).toEqual(new Date(utc));
    expect(DateTimeScalar.serialize(text)).toBe(utc);
    expect(DateTimeScalar.serialize(new Date(utc))).toBe(utc);
  });

  test.each([
    '2026-01-31T09:30:00',
    '2026-01-31',
    '2026-02-30T09:30:00Z',
    '2026-01-31T24:00:00Z',
    '2026-01-31T09:30:60Z',
    '2026-01-31T09:30:00+25:00',
    '1700-01-01T00:00:00Z',
    '2026-01-31 09:30:00Z',
  ])('DateTime refuses %s', (text) => {
    expect(refusal(() => DateTimeScalar.parseValue(text)).message).toMatch(/^must be an RFC 3339 date and time/);
  });
});

test('Upload passes the promise of the file, and takes nothing else', async () => {
  const upload = new Upload();
  const promise = UploadScalar.parseValue(upload);
  expect(promise).toBe(upload.promise);
  for (const value of ['passport.png', { promise: Promise.resolve() }, Promise.resolve()]) {
    expect(refusal(() => UploadScalar.parseValue(value)).message).toMatch(/multipart/);
  }
});

test('inside a schema: the rule and its code survive the wrapping of graphql-js', async () => {
  const { PanScalar } = identifiers;
  const args = { pan: { type: new GraphQLNonNull(PanScalar) } };
  const field = { type: PanScalar, args, resolve: (_: unknown, { pan }: { pan: string }) => pan };
  const schema = new GraphQLSchema({ query: new GraphQLObjectType({ name: 'Query', fields: { echo: field } }) });
  const source = 'query ($pan: PAN!) { echo(pan: $pan) }';

  const good = await graphql({ schema, source, variableValues: { pan: 'aaapr1234c' } });
  expect(good).toEqual({ data: { echo: 'AAAPR1234C' } });

  const bad = await graphql({ schema, source, variableValues: { pan: 'AAAXR1234C' } });
  expect(bad.errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT' });
  expect(bad.errors?.[0]?.originalError?.message).toMatch(/^must be a PAN/);

  const inline = await graphql({ schema, source: '{ echo(pan: "AAAXR1234C") }' });
  expect(inline.errors?.[0]?.message).toMatch(/^must be a PAN/);
  expect(JSON.stringify(inline.errors)).not.toContain('AAAXR1234C');
  expect(printSchema(schema)).toContain('scalar PAN');
});
