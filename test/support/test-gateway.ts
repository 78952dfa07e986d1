import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSchema, type GraphQLSchema } from 'graphql';
import { type GatewayOptions, type RunningGateway, startGateway } from '../../src/app.js';
import { DEMO_PASSWORD } from '../../src/demo/people.js';
import { recordAnswer } from './answer-record.js';
import { createTestDatabase } from './test-database.js';

export interface GraphqlError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: Readonly<Record<string, unknown>> & { readonly code: string };
}

// biome-ignore lint/suspicious/noExplicitAny: answers are read field by field in tests; a type per operation would only repeat the query
export type Data = any;

export interface GraphqlAnswer {
  readonly status: number;
  readonly data: Data;
  readonly errors?: readonly GraphqlError[];
}

export interface TestGateway extends RunningGateway {
  readonly databaseUrl: string;
  readonly dataDir: string;
  /** Sends an operation over HTTP; `token` from `login`. */
  send(query: string, variables?: Record<string, unknown>, token?: string): Promise<GraphqlAnswer>;
  /** Sends one file and the operation, as the GraphQL multipart request specification says; the file is `$file`. */
  upload(
    query: string,
    variables: Record<string, unknown>,
    file: { name: string; bytes: Uint8Array },
    token?: string,
  ): Promise<GraphqlAnswer>;
  /** The access token of a demo account. */
  login(email: string): Promise<string>;
}

/** A gateway with a database, a data folder and simulators of its own, stopped and removed by `stop()`. */
export async function startTestGateway(
  env: Record<string, string> = {},
  options: GatewayOptions = {},
): Promise<TestGateway> {
  const database = await createTestDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'kyc-test-data-'));
  const forget = async () => {
    await database.drop();
    await rm(dataDir, { recursive: true, force: true });
  };
  const gateway = await startGateway(
    {
      NODE_ENV: 'test',
      PORT: '0',
      DATABASE_URL: database.url,
      KYC_DATA_DIR: dataDir,
      LOG_LEVEL: 'silent',
      DRAIN_NOTICE_MS: '0',
      DEMO: 'on',
      SIMULATORS: 'on',
      // A busy machine is no trouble; those about trouble set them.
      DATABASE_CONNECT_TIMEOUT_MS: '20000',
      DATABASE_STATEMENT_TIMEOUT_MS: '30000',
      DATABASE_LOCK_TIMEOUT_MS: '20000',
      // Tests send more than a person; those about the limits set them.
      RATE_LIMIT_ACTOR: '0',
      RATE_LIMIT_ADDRESS: '0',
      OVERLOAD_LIMIT: 'off',
      ...env,
    },
    options,
  ).catch(async (error: unknown) => {
    await forget();
    throw error;
  });
  const stop = async () => {
    await gateway.stop();
    await forget();
  };
  return { ...gateway, ...clientOf(gateway.url), databaseUrl: database.url, dataDir, stop };
}

/** The three ways in which tests talk to a gateway at a URL. */
export function clientOf(url: string): Pick<TestGateway, 'send' | 'upload' | 'login'> {
  const send: TestGateway['send'] = async (query, variables = {}, token) => {
    const headers = { 'content-type': 'application/json', ...bearer(token) };
    return recorded({ query, variables }, await post(url, headers, JSON.stringify({ query, variables })));
  };
  const upload: TestGateway['upload'] = async (query, variables, file, token) => {
    const form = new FormData();
    form.set('operations', JSON.stringify({ query, variables: { ...variables, file: null } }));
    form.set('map', JSON.stringify({ 0: ['variables.file'] }));
    form.set('0', new Blob([Buffer.from(file.bytes)]), file.name);
    const answer = await post(url, { 'apollo-require-preflight': 'true', ...bearer(token) }, form);
    return recorded({ query, variables: { ...variables, file: file.name } }, answer);
  };
  const login: TestGateway['login'] = async (email) => {
    const mutation = 'mutation ($input: LoginInput!) { login(input: $input) { ... on Session { accessToken } } }';
    const { data } = await send(mutation, { input: { email, password: DEMO_PASSWORD } });
    return data.login.accessToken;
  };
  return { send, upload, login };
}

let schema: GraphQLSchema | undefined;

function recorded(operation: Parameters<typeof recordAnswer>[1], answer: GraphqlAnswer): GraphqlAnswer {
  schema ??= buildSchema(readFileSync('schema/schema.graphql', 'utf8'));
  recordAnswer(schema, operation, answer.data);
  return answer;
}

function bearer(token: string | undefined): Record<string, string> {
  return token === undefined ? {} : { authorization: `Bearer ${token}` };
}

async function post(url: string, headers: Record<string, string>, body: string | FormData): Promise<GraphqlAnswer> {
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body });
  return { status: response.status, ...((await response.json()) as Omit<GraphqlAnswer, 'status'>) };
}
