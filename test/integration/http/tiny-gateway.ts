import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSchema, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import { type Logger, pino } from 'pino';
import { ApiError } from '../../../src/domain/kernel/api-error.js';
import { readBearer } from '../../../src/domain/session/bearer.js';
import { ProviderFailures } from '../../../src/graphql/context/provider-failures.js';
import { UploadScalar } from '../../../src/graphql/scalars/upload.scalar.js';
import { createHttpServer, type HttpServer, type HttpServerOptions } from '../../../src/http/server.js';
import { DEFAULT_LIMITS } from '../../support/default-limits.js';

type Resolver = (source: unknown, args: Record<string, unknown>, context: TinyContext) => unknown;

interface TinyContext {
  readonly signal: AbortSignal;
  readonly providerFailures: ProviderFailures;
}

interface TinyFile {
  readonly filename: string;
  createReadStream(): AsyncIterable<Buffer>;
}

export interface TinyGateway {
  readonly server: HttpServer;
  readonly url: string;
  /** Every log line so far, as parsed JSON. */
  readonly lines: ReadonlyArray<Record<string, unknown>>;
  /** Lets the `wait` field answer. */
  release(): void;
  /** Resolves when a `wait` field has begun. */
  readonly waiting: Promise<void>;
  /** Resolves when the signal of a `wait` field fires. */
  readonly aborted: Promise<void>;
  post(body: unknown, headers?: Record<string, string>): Promise<{ status: number; headers: Headers; json: Answer }>;
  stop(): Promise<void>;
}

export interface Answer {
  data?: Record<string, unknown> | null;
  errors?: Array<{ message: string; path?: unknown[]; extensions: Record<string, unknown> }>;
}

const SDL = /* GraphQL */ `
  scalar Upload
  enum Role { CUSTOMER REVIEWER }
  input UserInput { name: String!, role: Role, file: Upload }
  type Query { hello(name: String = "world"): String, wait: String, fails: String, echo(input: UserInput!): String, size(text: String!): Int }
  type Mutation { upload(file: Upload!): Int, uploadInput(input: UserInput!): Int, ignore(file: Upload): Boolean }
`;

/** Starts a server on a free loopback port over a schema of seven fields. */
export async function startTinyGateway(overrides: Partial<HttpServerOptions> = {}): Promise<TinyGateway> {
  const [released, release] = createSignal();
  const [waiting, begin] = createSignal();
  const [aborted, abort] = createSignal();
  const wait: Resolver = async (_source, _args, { signal }) => {
    signal.addEventListener('abort', abort);
    begin();
    await released;
    return 'done';
  };
  const lines: Array<Record<string, unknown>> = [];
  const log: Logger = pino({ level: 'debug' }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const folder = await mkdtemp(join(tmpdir(), 'kyc-operations-'));
  await writeFile(join(folder, 'say-hello.graphql'), 'query SayHello($name: String!) { hello(name: $name) }');
  await writeFile(join(folder, 'say-hello.variables.json'), '{ "name": "Asha" }');
  await writeFile(join(folder, 'first-look.graphql'), '{ hello }');
  const server = await createHttpServer({
    schema: createTinySchema(wait),
    makeContext: async ({ headers, signal }) => {
      if (headers.authorization !== undefined) await authenticate(headers.authorization);
      return { signal, providerFailures: new ProviderFailures() };
    },
    authenticate,
    isReady: async () => true,
    log,
    production: false,
    explorer: true,
    operationsDir: folder,
    limits: DEFAULT_LIMITS,
    uploads: { maxFileBytes: 100_000, maxFiles: 2 },
    ...overrides,
  });
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  return {
    server,
    url,
    lines,
    release,
    waiting,
    aborted,
    async post(body, headers = {}) {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body),
      });
      return { status: response.status, headers: response.headers, json: (await response.json()) as Answer };
    },
    async stop() {
      release();
      await server.drain();
      await rm(folder, { recursive: true });
    },
  };
}

function createSignal(): [Promise<void>, () => void] {
  let fire: () => void = () => undefined;
  const fired = new Promise<void>((resolve) => {
    fire = resolve;
  });
  return [fired, fire];
}

async function authenticate(header: string | undefined): Promise<void> {
  if (readBearer(header ?? '') !== 'good') throw new ApiError('UNAUTHENTICATED', 'Sign in first.');
}

async function countBytes(upload: unknown): Promise<number> {
  const file = (await upload) as TinyFile;
  let bytes = 0;
  for await (const chunk of file.createReadStream()) bytes += chunk.length;
  return bytes;
}

function createTinySchema(wait: Resolver): GraphQLSchema {
  const schema = buildSchema(SDL);
  Object.assign(schema.getType('Upload')!, {
    parseValue: UploadScalar.parseValue,
    parseLiteral: UploadScalar.parseLiteral,
  });
  const query: Record<string, Resolver> = {
    hello: (_source, { name }) => `hello ${name}`,
    wait,
    fails: () => {
      throw new Error('password=hunter2');
    },
    echo: (_source, { input }) => JSON.stringify(input),
    size: (_source, { text }) => String(text).length,
  };
  const mutation: Record<string, Resolver> = {
    upload: (_source, { file }) => countBytes(file),
    uploadInput: (_source, { input }) => countBytes((input as { file: unknown }).file),
    ignore: () => true,
  };
  addResolvers(schema.getQueryType()!, query);
  addResolvers(schema.getMutationType()!, mutation);
  return schema;
}

function addResolvers(type: GraphQLObjectType, resolvers: Record<string, Resolver>): void {
  for (const [name, resolve] of Object.entries(resolvers)) type.getFields()[name]!.resolve = resolve;
}
