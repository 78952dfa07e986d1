import { ApolloServer } from '@apollo/server';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { ApiError } from '../../../src/domain/kernel/api-error.js';
import { ProviderError } from '../../../src/domain/provider/provider-error.js';
import { createExecutorGateway } from '../../../src/graphql/execution/compiled-executor.js';
import { createErrorFormatter } from '../../../src/graphql/execution/format-error.js';
import { createExecutionSchema } from './execution-schema.js';

const lines: object[] = [];
const log = { error: (fields: object) => void lines.push(fields) };
const format = createErrorFormatter({ log, suggests: () => true });

/** What becomes of an error on its way through Apollo and the formatter. */
function formatOne(error: Error, extensions: Record<string, unknown> = {}): GraphQLFormattedError {
  const wrapped = error instanceof GraphQLError ? error : new GraphQLError(error.message, { originalError: error });
  return format(
    { ...wrapped.toJSON(), extensions: { code: 'INTERNAL_SERVER_ERROR', ...wrapped.extensions, ...extensions } },
    wrapped,
  );
}

async function send(query: string, production = false): Promise<readonly GraphQLFormattedError[]> {
  const server = new ApolloServer<object>({
    gateway: createExecutorGateway(createExecutionSchema()),
    formatError: createErrorFormatter({ log, suggests: () => !production }),
    parseOptions: { maxTokens: 100 },
    includeStacktraceInErrorResponses: false,
  });
  const { body } = await server.executeOperation({ query });
  await server.stop();
  return body.kind === 'single' ? (body.singleResult.errors ?? []) : [];
}

beforeEach(() => {
  lines.length = 0;
});

describe('errors of our own', () => {
  test('an ApiError keeps its code, message and field, however deep it is wrapped', () => {
    const cause = new ApiError('CONFLICT', 'There is one already.', 'input.email');
    const twice = new GraphQLError('outer', {
      originalError: new GraphQLError('inner', { originalError: cause }),
      path: ['a', 0],
    });
    expect(formatOne(twice)).toEqual({
      message: 'There is one already.',
      path: ['a', 0],
      extensions: { code: 'CONFLICT', field: 'input.email' },
    });
  });

  test('a ProviderError says who, what, whether to retry and when, and no more', () => {
    const error = new ProviderError({
      providerId: 'cdp',
      code: 'PROVIDER_RATE_LIMITED',
      retryable: true,
      retryAfterMs: 1_200,
      providerCode: 'X1',
    });
    expect(formatOne(error)).toEqual({
      message: 'Provider cdp asks us to slow down.',
      extensions: { code: 'PROVIDER_RATE_LIMITED', providerId: 'cdp', retryable: true, retryAfter: 2 },
    });
  });

  test('a GraphQLError with a known code keeps only the allowed extensions', () => {
    const error = new GraphQLError('No such user.', {
      extensions: { code: 'NOT_FOUND', field: 'id', sql: 'select 1', input: { pan: 'x' } },
    });
    expect(formatOne(error)).toEqual({ message: 'No such user.', extensions: { code: 'NOT_FOUND', field: 'id' } });
  });

  test("type-graphql's validation error shrinks to field and message", () => {
    const validationErrors = [
      {
        target: { pan: 'S3CRET' },
        value: 'S3CRET',
        property: 'input',
        children: [{ property: 'pan', value: 'S3CRET', constraints: { length: 'pan must be ten characters long' } }],
      },
    ];
    const error = new GraphQLError('Argument Validation Error', {
      extensions: { code: 'BAD_USER_INPUT', validationErrors },
    });
    expect(formatOne(error)).toEqual({
      message: 'Value at "input.pan" is not valid: pan must be ten characters long',
      extensions: { code: 'BAD_USER_INPUT', field: 'input.pan' },
    });
  });
});

describe('unexpected errors', () => {
  test('are masked and logged with name and frames', () => {
    const formatted = formatOne(new RangeError('PAN ABCDE1234F is odd'), { requestId: 'req-1', secret: 1 });
    expect(formatted).toEqual({
      message: 'Internal error',
      extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'req-1' },
    });
    expect(lines).toEqual([
      {
        err: { name: 'RangeError', stack: expect.stringContaining(' at '), code: undefined, message: undefined },
        path: undefined,
        requestId: 'req-1',
      },
    ]);
    expect(JSON.stringify(lines)).not.toContain('ABCDE');
  });

  test('with a code that is not on the list are masked too', () => {
    const error = new GraphQLError('connect ECONNREFUSED 10.0.0.7', { extensions: { code: 'ECONNREFUSED' } });
    expect(formatOne(error)).toMatchObject({
      message: 'Internal error',
      extensions: { code: 'INTERNAL_SERVER_ERROR' },
    });
  });

  test('of the language keep their message in the log', () => {
    formatOne(new TypeError("Cannot read properties of undefined (reading 'id')"));
    expect(lines[0]).toMatchObject({ err: { message: expect.stringContaining('reading') } });
  });

  test('that are no errors do not break the formatter', () => {
    expect(format({ message: 'x' }, 'S3CRET')).toEqual({
      message: 'Internal error',
      extensions: { code: 'INTERNAL_SERVER_ERROR' },
    });
  });
});

describe('faults of the query text', () => {
  test.each([
    {
      query: '{ echo(input: { pan: "S3CRET" }) }',
      message: 'Value at "input.pan" is not valid: must be a PAN of ten characters',
      field: 'input.pan',
    },
    {
      query: '{ echo(input: { pan: "ABCDE1234F", born: "S3CRET" }) }',
      message: 'Value at "input.born" is not valid: must be a valid Day',
      field: 'input.born',
    },
    {
      query: '{ echo(input: { pan: "ABCDE1234F", role: CUSTOMR } ) }',
      message: 'Value at "input.role" is not valid: must be one of the values of Role',
      field: 'input.role',
    },
    {
      query: '{ echo(input: { nickname: "S3CRET" }) }',
      message: 'Value at "input.pan" is not valid: must be given',
      field: 'input.pan',
    },
    {
      query: '{ echo(list: [1, "S3CRET"]) }',
      message: 'Value at "list" is not valid: must be a whole number between -2147483648 and 2147483647',
      field: 'list',
    },
    { query: '{ echo(text: 5550100) }', message: 'Value at "text" is not valid: must be a string', field: 'text' },
    { query: '{ node(id: null) { id } }', message: 'Value at "id" is not valid: must not be null', field: 'id' },
    {
      query: 'query ($n: Int = "S3CRET") { users(first: $n) { id } }',
      message: 'Value at "n" is not valid: must be a whole number between -2147483648 and 2147483647',
      field: 'n',
    },
    {
      query: '{ node { id } }',
      message: 'Field "node" argument "id" of type "ID!" is required, but it was not provided.',
    },
    { query: '{ user { ABCDE1234F } }', message: 'Cannot query field "…" on type "User".' },
    { query: '{ user { nam } }', message: 'Cannot query field "nam" on type "User". Did you mean "name"?' },
    { query: '{ echo(text: "a" "S3CRET") }', message: 'Syntax Error: Expected Name.' },
    { query: '{ echo(text: "S3CRET', message: 'Syntax Error: Unterminated string.' },
    { query: '{ echo(text: 12S3CRET) }', message: 'Syntax Error: Unexpected token or character.' },
    { query: '{ user { id }', message: 'Syntax Error: Expected Name, found <EOF>.' },
    { query: 'S3CRET { a }', message: 'Syntax Error: Unexpected token or character.' },
    {
      query: `{ ${'a '.repeat(200)} }`,
      message: 'Syntax Error: Document contains too many tokens.',
    },
  ])('$message', async ({ query, message, field }) => {
    const errors = await send(query);
    expect(errors[0]).toMatchObject({ message, extensions: { code: expect.stringMatching(/^GRAPHQL_/) } });
    expect(errors[0]?.extensions?.field).toBe(field);
    expect(Object.keys(errors[0]?.extensions ?? {}).filter((key) => !['code', 'field'].includes(key))).toEqual([]);
    expect(JSON.stringify(errors)).not.toMatch(/S3CRET|5550100/);
    expect(lines).toEqual([]);
  });

  test('an input field that does not exist is named, with a suggestion in development only', async () => {
    const query = '{ echo(input: { pan: "ABCDE1234F", nicknam: "S3CRET" }) }';
    const says = 'Value at "input.nicknam" is not valid: must not be given: UserInput has no such field';
    expect((await send(query))[0]?.message).toBe(`${says}. Did you mean "nickname"?`);
    expect((await send(query, true))[0]?.message).toBe(says);
  });

  test('a variable that turns out null where a value is needed is the caller’s fault', async () => {
    const errors = await send('query ($t: String = null) { later(text: $t) }');
    expect(errors).toMatchObject([
      {
        message: 'Value at "text" is not valid: must be given',
        path: ['later'],
        extensions: { code: 'BAD_USER_INPUT', field: 'text' },
      },
    ]);
  });
});
