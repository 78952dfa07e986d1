import type { RunnerToolsPort } from '../../../src/domain/provider/runner-tools-port.js';
import { against, closeAll, context, failureOf, fixture, RUNNER_ID } from './crego.harness.js';

const SERVICE = { CREGO_SERVICE_TOKEN: 'service' };
const RUNNER = { ...(fixture('execute-applicant-identity.200') as object), id: RUNNER_ID };
const PATH = `/v1/rego/runners/${RUNNER_ID}`;

/** A customer's token is at hand. */
const withToken = {
  ...context,
  customerToken: { find: async () => 'of-a-customer', renew: async () => 'of-a-customer' },
};

afterEach(closeAll);

async function open(answers: readonly [number, unknown][], env: Record<string, string> = SERVICE) {
  const crego = await against(answers, env);
  const tools = crego.provider.ports.RUNNER_TOOLS;
  if (tools === undefined) throw new Error('a port is missing');
  return { ...crego, tools };
}

const COMMANDS: Readonly<Record<string, (tools: RunnerToolsPort) => Promise<unknown>>> = {
  sendCallback: (tools) => tools.sendCallback(RUNNER_ID, { status: 'done' }, withToken),
  updateDesign: (tools) => tools.updateDesign(RUNNER_ID, 'd-1', withToken),
  updateStore: (tools) => tools.updateStore(RUNNER_ID, { branch: 'BLR' }, withToken),
};
const ON_RUNNER: Readonly<Record<string, (tools: RunnerToolsPort, id: string) => Promise<unknown>>> = {
  listActivity: (tools, id) => tools.listActivity(id, context),
  getStore: (tools, id) => tools.getStore(id, context),
  getFlowInfo: (tools, id) => tools.getFlowInfo(id, context),
  listCurrentNodes: (tools, id) => tools.listCurrentNodes(id, context),
  sendCallback: (tools, id) => tools.sendCallback(id, {}, context),
  updateDesign: (tools, id) => tools.updateDesign(id, 'd-1', context),
  updateStore: (tools, id) => tools.updateStore(id, {}, context),
  parseTemplate: (tools, id) => tools.parseTemplate(id, { paths: ['a'], inClear: false }, context),
};

describe('a read', () => {
  test.each<[string, unknown, (tools: RunnerToolsPort) => Promise<unknown>, string, string | undefined]>([
    [
      'the list',
      [RUNNER],
      (tools) => tools.listRunners({ number: 2, size: 5 }, withToken),
      '/v1/rego/runners/?page=2&page_size=5',
      'Bearer service',
    ],
    [
      'the activity',
      [],
      (tools) => tools.listActivity(RUNNER_ID, withToken),
      `${PATH}/activity/`,
      'Bearer of-a-customer',
    ],
    ['the store', { store: {} }, (tools) => tools.getStore(RUNNER_ID, withToken), `${PATH}/store/`, 'Bearer service'],
    ['the flow', { name: 'Flow' }, (tools) => tools.getFlowInfo(RUNNER_ID, withToken), `${PATH}/flow/`, undefined],
    [
      'the current nodes',
      [],
      (tools) => tools.listCurrentNodes(RUNNER_ID, withToken),
      `${PATH}/current-nodes/`,
      'Bearer of-a-customer',
    ],
  ])('of %s goes where it is set, under the right token or none', async (_what, body, call, path, authorization) => {
    const { tools, server } = await open([[200, body]]);
    await call(tools);
    expect(server.sent).toEqual([{ method: 'GET', path, authorization, body: '' }]);
  });

  test.each([
    [[RUNNER], null, 1],
    [{ count: 31, next: 'https://example.com/?page=3', results: [RUNNER] }, 3, 31],
  ])('of the list may be wrapped: %#', async (body, nextPage, total) => {
    const { tools } = await open([[200, body]]);
    expect(await tools.listRunners({ number: 2, size: 5 }, context)).toMatchObject({
      items: [{ providerRunnerId: RUNNER_ID, currentNode: 'applicant_extra_info', createdAt: expect.any(Date) }],
      nextPage,
      total,
    });
  });

  test('follows the settings', async () => {
    const { tools, server } = await open([[200, { kept: { branch: 'BLR' }, other: {} }]], {
      CREGO_RUNNER_STORE_PATH: '/v2/kept/{id}',
      CREGO_RUNNER_STORE_KEY: 'kept',
    });
    expect(await tools.getStore(RUNNER_ID, context)).toEqual({ branch: 'XXXXXX' });
    expect(server.sent[0]?.path).toBe(`/v2/kept/${RUNNER_ID}`);
  });
});

describe('a command', () => {
  test('goes where it is set, under the service token', async () => {
    const { tools, server } = await open([[200, RUNNER]]);
    for (const send of Object.values(COMMANDS)) await send(tools);
    const asked = tools.parseTemplate(RUNNER_ID, { paths: ['a'], inClear: false }, withToken);
    await expect(asked).rejects.toMatchObject({ code: 'PROVIDER_BAD_RESPONSE' });
    expect(server.sent).toMatchObject([
      { method: 'POST', path: `${PATH}/callback/`, body: { status: 'done' } },
      { method: 'PUT', path: `${PATH}/design/`, body: { design_id: 'd-1' } },
      { method: 'PUT', path: `${PATH}/store/`, body: { store: { branch: 'BLR' } } },
      {
        method: 'POST',
        path: `${PATH}/parse-template/`,
        body: { template: expect.stringMatching(/^([0-9a-f]{32})-0:\{\{ a \}\}\1-1:$/) },
      },
    ]);
    expect(new Set(server.sent.map(({ authorization }) => authorization))).toEqual(new Set(['Bearer service']));
  });

  test.each(Object.entries(COMMANDS))('%s looks again where its answer shows no runner', async (_name, send) => {
    for (const answer of [{ message: 'done' }, { ...RUNNER, id: 'another' }, [], 'ok', { id: RUNNER_ID }]) {
      const { tools, server } = await open([
        [200, answer],
        [200, RUNNER],
      ]);
      expect(await send(tools)).toMatchObject({ providerRunnerId: RUNNER_ID, status: 'AWAITING_INPUT' });
      expect(server.sent[1]).toMatchObject({ method: 'GET', path: `${PATH}/` });
    }
  });

  test.each(Object.entries(COMMANDS))('%s was carried out, whatever the second look says', async (_name, send) => {
    const { tools } = await open([
      [200, { message: 'done' }],
      [404, {}],
    ]);
    expect(await failureOf(send(tools))).toMatchObject({ outcomeUnknown: true, retryable: false });
  });

  test.each(Object.entries(COMMANDS))('%s that is refused names the field, and is sent once', async (_name, send) => {
    const { tools, server } = await open([[400, { design_id: ['There is no such design.'] }]]);
    expect(await failureOf(send(tools))).toMatchObject({ code: 'PROVIDER_REJECTED', field: 'design_id' });
    expect(server.sent).toHaveLength(1);
  });

  test('holds no mask in place of a value', async () => {
    const { tools, server } = await open([[200, RUNNER]]);
    const masked = { business: { name: 'XXXXXX' } };
    for (const [call, field] of [
      [tools.sendCallback(RUNNER_ID, masked, context), 'payload'],
      [tools.updateStore(RUNNER_ID, masked, context), 'content'],
      [tools.createAndExecute({ action: 'SUBMIT', data: masked }, context), 'input.data'],
    ] as const) {
      expect(await failureOf(call)).toMatchObject({ code: 'PROVIDER_REJECTED', field });
    }
    expect(server.sent).toEqual([]);
  });
});

test.each(Object.entries(ON_RUNNER))('%s never puts a strange id into an address', async (_name, call) => {
  const { tools, server } = await open([[200, RUNNER]]);
  for (const id of ['../x', 'a/b', '', 'a%2Fb', 'a?b'])
    expect(await failureOf(call(tools, id))).toMatchObject({ code: 'PROVIDER_NOT_FOUND' });
  expect(server.sent).toEqual([]);
});

describe('creating and executing at once', () => {
  const input = { flowId: 'f-1', refId: 'REF-0001', action: 'SUBMIT', data: { pan: 'AAAPR1234C' } } as const;

  test('sends the keys of both calls under the own token of the one who asks', async () => {
    const { tools, server } = await open([[201, RUNNER]]);
    expect(await tools.createAndExecute(input, withToken)).toMatchObject({ providerRunnerId: RUNNER_ID });
    expect(server.sent).toEqual([
      {
        method: 'POST',
        path: '/v1/rego/runners/create-and-execute/',
        authorization: 'Bearer of-a-customer',
        body: { flow_id: 'f-1', ref_prefix: 'RUNNER', ref_id: 'REF-0001', action: 'submit', data: input.data },
      },
    ]);
  });

  test('looks at the runner where the answer leaves its node out, and does without', async () => {
    const made = { id: RUNNER_ID, ref_id: 'REF-0001', visited_nodes: {} };
    const { tools } = await open([
      [201, made],
      [200, RUNNER],
    ]);
    expect((await tools.createAndExecute(input, context)).currentNode?.name).toBe('applicant_extra_info');
    const broken = await open([
      [201, made],
      [500, {}],
    ]);
    expect(await broken.tools.createAndExecute(input, context)).toMatchObject({ refId: 'REF-0001', currentNode: null });
  });

  test.each([{ id: 'p-1', element: { name: 'pan' } }, {}, { message: 'ok' }, null])(
    'that answers %j may have made a runner that nobody knows',
    async (body) => {
      const { tools, server } = await open([[201, body]]);
      expect(await failureOf(tools.createAndExecute(input, context))).toMatchObject({
        code: 'PROVIDER_BAD_RESPONSE',
        outcomeUnknown: true,
      });
      expect(server.sent).toHaveLength(1);
    },
  );
});
