import { type Data, startTestGateway, type TestGateway } from '../support/test-gateway.js';
import { newProgram } from './new-program.js';
import { readOperationFile } from './operation-files.js';

const textOf = (name: string) => readOperationFile(name).text;

describe('a program with a key', () => {
  let gateway: TestGateway;
  let admin: string;
  beforeAll(async () => {
    gateway = await startTestGateway();
    admin = await gateway.login('admin@example.com');
  });
  afterAll(() => gateway.stop());

  const listed = async (id: string): Promise<Data> =>
    (await gateway.send(textOf('api-keys'), {}, admin)).data.apiKeys.nodes.find((key: Data) => key.id === id);

  test('reads what its scope is for, of everybody, and the hour of its use is shown', async () => {
    const { id, key } = await newProgram(gateway, ['READ_RECORDS']);
    expect(await listed(id)).toMatchObject({ prefix: key.slice(0, 36), scopes: ['READ_RECORDS'], lastUsedAt: null });

    const records = await gateway.send('{ runners(first: 100) { nodes { status source { state } } } }', {}, key);
    expect(records.errors).toBeUndefined();
    expect(records.data.runners.nodes.length).toBeGreaterThan(20);
    const people = await gateway.send('{ users(first: 1) { nodes { id } } }', {}, key);
    expect(people.errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
    expect((await listed(id)).lastUsedAt).toMatch(/:00:00\.000Z$/);
  });

  test('is named as a program in the access log of whom it reads about', async () => {
    const { id, key } = await newProgram(gateway);
    const { data } = await gateway.send(
      'query ($id: ID!) { user(id: $id) { id } }',
      readOperationFile('user').variables,
      key,
    );
    expect(data.user.id).toBeTruthy();
    const log = await gateway.send(
      'query ($id: ID!) { user(id: $id) { accessLog { nodes { actorRole actorId recordType } } } }',
      { id: data.user.id },
      admin,
    );
    expect(log.data.user.accessLog.nodes).toContainEqual({ actorRole: 'SERVICE', actorId: id, recordType: 'User' });
  });

  test('makes no key, and neither does a reviewer', async () => {
    const { key } = await newProgram(gateway);
    for (const token of [key, await gateway.login('ravi@example.com'), await gateway.login('asha@example.com')]) {
      for (const name of ['create-api-key', 'api-keys', 'revoke-api-key']) {
        const { errors } = await gateway.send(textOf(name), readOperationFile(name).variables, token);
        expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
      }
    }
  });
});

test('each key has points of its own', async () => {
  const gateway = await startTestGateway({ RATE_LIMIT_ACTOR: '20' });
  try {
    const [one, other] = [await newProgram(gateway), await newProgram(gateway)];
    const ask = (key: string) => gateway.send('{ users(first: 1) { nodes { id } } }', {}, key);
    const statuses: number[] = [];
    for (let asked = 0; asked < 21; asked += 1) statuses.push((await ask(one.key)).status);
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThan(0);
    expect(statuses.at(-1)).toBe(429);
    expect((await ask(other.key)).status).toBe(200);
  } finally {
    await gateway.stop();
  }
});
