import { pino } from 'pino';
import { logOperations } from '../../../src/http/operation-log.js';
import { startTinyGateway, type TinyGateway } from './tiny-gateway.js';

const lines: Record<string, unknown>[] = [];
const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(JSON.parse(line)) });

let gateway: TinyGateway;
beforeAll(async () => {
  const caller = { requestId: 'request-1', actorId: 'user-1' };
  gateway = await startTinyGateway({ plugins: [logOperations(log, () => caller)] });
});
afterAll(() => gateway.stop());
beforeEach(() => {
  lines.length = 0;
});

describe('the log of operations', () => {
  test('has one line for each, without its variables', async () => {
    await gateway.post({
      query: 'query Greet($name: String) { hello(name: $name) }',
      operationName: 'Greet',
      variables: { name: 'S3CRET' },
    });
    expect(lines).toEqual([
      {
        level: 30,
        time: expect.any(Number),
        pid: expect.any(Number),
        hostname: expect.any(String),
        requestId: 'request-1',
        actorId: 'user-1',
        operation: 'Greet',
        kind: 'query',
        hash: expect.stringMatching(/^[0-9a-f]{64}$/),
        ms: expect.any(Number),
        executionMs: expect.any(Number),
        codes: [],
        msg: 'operation',
      },
    ]);
    expect(JSON.stringify(lines)).not.toContain('S3CRET');
  });

  test('says how it ended, once per code', async () => {
    await gateway.post({ query: '{ a: fails b: fails __typename }' });
    await gateway.post({ query: '{ surprise(a: "S3CRET") }' });
    await gateway.post({ query: '{ surprise ' });
    expect(lines.map(({ codes, kind }) => [kind, codes])).toEqual([
      ['query', ['INTERNAL_SERVER_ERROR']],
      [null, ['GRAPHQL_VALIDATION_FAILED']],
      [null, ['GRAPHQL_PARSE_FAILED']],
    ]);
    expect(JSON.stringify(lines)).not.toContain('S3CRET');
  });
});
