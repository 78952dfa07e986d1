import { execute, type GraphQLError, type GraphQLSchema, getOperationAST, parse, validate } from 'graphql';
import type { ClassType } from 'type-graphql';
import type { Applicant } from '../../src/domain/applicant/applicant.js';
import type { Verification } from '../../src/domain/check/verification.js';
import type { CustomerLink } from '../../src/domain/customer/customer-link.js';
import type { Document } from '../../src/domain/document/document.js';
import type { Actor, Scope } from '../../src/domain/kernel/actor.js';
import type { Runner } from '../../src/domain/runner/runner.js';
import type { User } from '../../src/domain/user/user.js';
import { buildGatewaySchema } from '../../src/graphql/build-schema.js';
import { toGlobalId } from '../../src/graphql/common/global-id.js';
import type { GraphqlContext } from '../../src/graphql/context/context.js';
import { createContextFactory } from '../../src/graphql/context/create-context.js';
import { type CompiledExecutor, createCompiledExecutor } from '../../src/graphql/execution/compiled-executor.js';
import { createErrorFormatter } from '../../src/graphql/execution/format-error.js';
import { recordAnswer } from './answer-record.js';
import { agreedToEverything } from './consents.js';
import { createFakeServices, type FakeGateway, type FakeGatewayOptions } from './fakes/fake-gateway.js';
import { JPEG } from './fakes/memory-document-store.js';
import {
  CLEAR,
  newApplicant,
  newDocument,
  newLink,
  newRunner,
  newUser,
  newVerification,
} from './fakes/record-samples.js';
import type { Data, GraphqlError } from './test-gateway.js';

export interface Answer {
  readonly data: Data;
  /** As a client would see them. */
  readonly errors: readonly GraphqlError[];
}

export type Run = (query: string, variables?: Record<string, unknown>) => Promise<Answer>;

type Owner = Pick<User, 'id'>;
type WithGlobalId<T> = T & { readonly globalId: string };

const formatError = createErrorFormatter({ log: { error: () => undefined }, suggests: () => true });

/** Whose resolvers the schema calls. */
let current: FakeGateway | undefined;
let shared: Promise<{ readonly schema: GraphQLSchema; readonly executor: CompiledExecutor }> | undefined;

/**
 * The real schema and services on fakes of the ports, with four people and nothing else in it. Only the latest world of
 * a test file can be used: building the schema takes longer than most tests, so it is built once and calls that world.
 */
export async function createWorld(options: FakeGatewayOptions = {}): Promise<World> {
  const gateway = createFakeServices(options);
  current = gateway;
  shared ??= buildShared(gateway);
  const world = new World(gateway, await shared);
  for (const person of Object.values(world.people)) {
    await gateway.users.insert(person);
    for (const consent of agreedToEverything(person.id, gateway.clock())) await gateway.consents.insert(consent);
  }
  return world;
}

async function buildShared({ resolvers }: FakeGateway) {
  const delegates = [...resolvers.keys()].map((resolver): [ClassType, object] => [
    resolver,
    new Proxy({}, { get: (_target, key) => Reflect.get(current?.resolvers.get(resolver) ?? {}, key) }),
  ]);
  const schema = await buildGatewaySchema(new Map(delegates));
  return { schema, executor: createCompiledExecutor(schema) };
}

export class World {
  readonly people = {
    /** The customer whom most tests are about. */
    asha: newUser(this.gateway.newId(), 1, 'Asha Rao', 'CUSTOMER'),
    /** Another customer. */
    bala: newUser(this.gateway.newId(), 2, 'Bala Iyer', 'CUSTOMER'),
    ravi: newUser(this.gateway.newId(), 3, 'Ravi Nair', 'REVIEWER'),
    admin: newUser(this.gateway.newId(), 4, 'Meena Das', 'ADMIN'),
  };
  readonly #executor: CompiledExecutor;
  readonly #makeContext: (authorization?: string) => Promise<GraphqlContext>;

  readonly schema: GraphQLSchema;

  constructor(
    readonly gateway: FakeGateway,
    { schema, executor }: { readonly schema: GraphQLSchema; readonly executor: CompiledExecutor },
  ) {
    this.schema = schema;
    this.#executor = executor;
    const makeContext = createContextFactory(gateway.services.authenticator, { ...gateway, ...gateway.services });
    this.#makeContext = (authorization) => makeContext({ headers: { authorization }, requestId: 'request-1' });
  }

  /** Runs operations as this person, or as nobody, in the way production does. */
  as(person: Owner | null): Run {
    return async (query, variables = {}) => this.send(query, variables, await this.#authorizationOf(person));
  }

  /** Runs one operation with a header of the caller's choice. Rejects when the header is not good. */
  async send(query: string, variables: Record<string, unknown>, authorization?: string): Promise<Answer> {
    return this.#execute(query, variables, await this.#makeContext(authorization));
  }

  /** Runs operations as another program with these scopes. */
  asProgram(...scopes: readonly Scope[]): Run {
    const actor: Actor = { userId: this.gateway.newId(), sessionId: this.gateway.newId(), roles: ['SERVICE'], scopes };
    const accounts = { authenticate: async () => actor };
    const makeContext = createContextFactory(accounts, { ...this.gateway, ...this.gateway.services });
    return async (query, variables = {}) =>
      this.#execute(query, variables, await makeContext({ headers: {}, requestId: 'request-1' }));
  }

  async #execute(query: string, variables: Record<string, unknown>, context: GraphqlContext): Promise<Answer> {
    const document = this.#parse(query);
    const operation = getOperationAST(document) ?? undefined;
    const { data, errors = [] } = await this.#executor({
      document,
      operation,
      queryHash: query,
      request: { variables },
      context,
    });
    const answer = toAnswer(data, errors);
    recordAnswer(this.schema, { query, variables }, answer.data);
    return answer;
  }

  /** The same through graphql-js, to compare. */
  async interpret(person: Owner | null, query: string, variables: Record<string, unknown> = {}): Promise<Answer> {
    const contextValue = await this.#makeContext(await this.#authorizationOf(person));
    const document = this.#parse(query);
    const { data, errors = [] } = await execute({
      schema: this.schema,
      document,
      contextValue,
      variableValues: variables,
    });
    return toAnswer(data, [...errors, ...contextValue.providerFailures.toErrors()]);
  }

  async addApplicant(owner: Owner, changes: Partial<Applicant> = {}): Promise<WithGlobalId<Applicant>> {
    const record = { ...newApplicant(this.gateway.newId(), owner.id), ...changes };
    await this.gateway.applicants.insert(record);
    return { ...record, globalId: toGlobalId('Applicant', record.id) };
  }

  async addRunner(owner: Owner, changes: Partial<Runner> = {}): Promise<WithGlobalId<Runner>> {
    const record = { ...newRunner(this.gateway.newId(), owner.id), ...changes };
    await this.gateway.runners.insert(record);
    return { ...record, globalId: toGlobalId('Runner', record.id) };
  }

  /** With its bytes; `bytes` null for a document whose bytes are gone. */
  async addDocument(
    owner: Owner,
    changes: Partial<Document> = {},
    bytes: Uint8Array | null = JPEG,
  ): Promise<WithGlobalId<Document>> {
    const record = { ...newDocument(this.gateway.newId(), owner.id), ...changes };
    await this.gateway.documents.insert(record);
    if (bytes !== null) this.gateway.store.files.set(record.id, bytes);
    return { ...record, globalId: toGlobalId('Document', record.id) };
  }

  async addVerification(owner: Owner, changes: Partial<Verification> = {}): Promise<WithGlobalId<Verification>> {
    const record = { ...newVerification(this.gateway.newId(), owner.id), ...changes };
    await this.gateway.verifications.insert(record);
    return { ...record, globalId: toGlobalId('Verification', record.id) };
  }

  async addLink(owner: Owner, changes: Partial<CustomerLink> = {}): Promise<CustomerLink> {
    const record = { ...newLink(this.gateway.newId(), owner.id), ...changes };
    await this.gateway.customerLinks.claim(record);
    return record;
  }

  async #authorizationOf(person: Owner | null): Promise<string | undefined> {
    if (person === null) return undefined;
    const { sessions, tokens, newId, clock } = this.gateway;
    const sessionId = newId();
    const now = clock();
    const device = 'a test';
    const expiresAt = new Date(now.getTime() + 60_000);
    const session = { id: sessionId, userId: person.id, device, createdAt: now, lastUsedAt: now, expiresAt };
    await sessions.insert({ ...session, revokedAt: null }, `hash of ${sessionId}`);
    return `Bearer ${await tokens.issueAccessToken({ userId: person.id, sessionId })}`;
  }

  #parse(query: string) {
    if (current !== this.gateway) throw new Error('A later world has taken the place of this one.');
    const document = parse(query);
    const faults = validate(this.schema, document);
    if (faults.length > 0) throw new Error(`The operation is not valid: ${faults.map(String).join('; ')}`);
    return document;
  }
}

/** The answer as a client gets it. No answer of any test may hold a clear value, a password hash or an unexpected failure. */
function toAnswer(data: unknown, errors: readonly GraphQLError[]): Answer {
  const formatted = errors.map((error) => formatError(error.toJSON(), error));
  const text = JSON.stringify({ data: data ?? null, errors: formatted });
  const shown = [CLEAR.pan, CLEAR.accountNumber, CLEAR.dpId, CLEAR.clientId, ...CLEAR.mobiles, 'fake-hash-of'].filter(
    (value) => text.includes(value),
  );
  if (shown.length > 0) throw new Error(`The answer shows what must stay hidden: ${shown.join(', ')}`);
  const unexpected = formatted.findIndex(({ extensions }) => extensions?.code === 'INTERNAL_SERVER_ERROR');
  if (unexpected >= 0) throw errors[unexpected]?.originalError ?? new Error('An error without a code.');
  return JSON.parse(text);
}
