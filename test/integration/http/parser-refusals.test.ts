import { connect } from 'node:net';
import { openSocket, readToEnd, sendRaw, toRawAnswer } from './raw-request.js';
import { startTinyGateway, type TinyGateway } from './tiny-gateway.js';

let gateway: TinyGateway;
beforeAll(async () => {
  gateway = await startTinyGateway();
});
afterAll(() => gateway.stop());

const HEAD = 'POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n';
const HELLO = '{"query":"{ hello }"}';
const CHUNKED = `${HEAD}transfer-encoding: chunked\r\n\r\n`;

describe('requests that the parser refuses get an answer in the shape of all others', () => {
  test.each<[string, string | Buffer, number]>([
    ['no HTTP at all', 'S3CRET\r\n\r\n', 400],
    ['another protocol', Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xfc]), 400],
    ['a header without a colon', `${HEAD}S3CRET\r\n\r\n`, 400],
    ['a header with a NUL', `${HEAD}x: S3C\0RET\r\n\r\n`, 400],
    ['a space before the colon', `${HEAD}S3CRET : a\r\n\r\n`, 400],
    ['two lengths', `${HEAD}content-length: 1\r\ncontent-length: 2\r\n\r\n{}`, 400],
    ['a length and chunks', `${HEAD}content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`, 400],
    ['a negative length', `${HEAD}content-length: -1\r\n\r\n`, 400],
    ['an unknown transfer coding', `${HEAD}transfer-encoding: S3CRET\r\n\r\n`, 400],
    ['a broken chunk', `${CHUNKED}S3CRET\r\n{\r\n`, 400],
    ['endless chunk extensions', `${CHUNKED}1;${'x'.repeat(40_000)}\r\n{\r\n0\r\n\r\n`, 413],
    ['headers of 40,000 bytes', `${HEAD}x-S3CRET: ${'x'.repeat(40_000)}\r\n\r\n`, 431],
    ['an address of 40,000 bytes', `GET /${'S3CRET'.repeat(7_000)} HTTP/1.1\r\nhost: a\r\n\r\n`, 431],
    ['a method that does not exist', 'SECRET /graphql HTTP/1.1\r\nhost: a\r\n\r\n', 501],
    ['a method in lower case', 'get /graphql HTTP/1.1\r\nhost: a\r\n\r\n', 400],
    ['another version', 'GET /graphql HTTP/4.2\r\nhost: a\r\n\r\n', 505],
    ['no host', 'GET /graphql HTTP/1.1\r\nconnection: close\r\n\r\n', 400],
    ['two hosts', 'GET /graphql HTTP/1.1\r\nhost: a\r\nhost: S3CRET\r\nconnection: close\r\n\r\n', 400],
    [
      'two content types',
      `${HEAD}content-type: text/S3CRET\r\nconnection: close\r\ncontent-length: 21\r\n\r\n${HELLO}`,
      400,
    ],
    [
      'two tokens',
      `${HEAD}authorization: Bearer good\r\nauthorization: Bearer S3CRET\r\nconnection: close\r\ncontent-length: 21\r\n\r\n${HELLO}`,
      400,
    ],
    ['an expectation', `${HEAD}expect: S3CRET\r\nconnection: close\r\ncontent-length: 21\r\n\r\n${HELLO}`, 417],
    ['too many bytes in an address', `GET /%S3CRET HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n`, 400],
  ])('%s', async (_, bytes, status) => {
    const answer = await sendRaw(gateway.url, bytes);
    expect(answer.status).toBe(status);
    expect(answer.headers).toMatch(/content-type: application\/json; charset=utf-8/i);
    expect(JSON.parse(answer.body)).toEqual({
      errors: [{ message: expect.stringMatching(/.{10,}/), extensions: { code: 'BAD_REQUEST' } }],
    });
    expect(`${answer.headers}${answer.body}`).not.toMatch(/S3CRET/i);
  });

  test('headers that do not end', async () => {
    const connections = { headersTimeoutMs: 100, requestTimeoutMs: 20_000, keepAliveTimeoutMs: 72_000 };
    const own = await startTinyGateway({
      connections: { ...connections, minBytesPerSecond: 0, graceMs: 100, maxConnectionsPerAddress: 0 },
    });
    const socket = await openSocket(own.url);
    socket.write('POST /graphql HTTP/1.1\r\nhost: a\r\nx-a: ');
    const answer = toRawAnswer(await readToEnd(socket));
    await own.stop();
    expect([answer.status, JSON.parse(answer.body).errors[0].extensions.code]).toEqual([408, 'BAD_REQUEST']);
  });

  test('a broken request behind a good one does not take its answer away', async () => {
    const body = toRawAnswer(await readPipelined(`${HEAD}content-length: 21\r\n\r\n${HELLO}`, 'S3CRET\r\n\r\n')).body;
    expect(body).toContain('{"data":{"hello":"hello world"}}');
    expect(body).toContain('HTTP/1.1 400 Bad Request');
  });
});

/** Sends the second text when the first is answered, on the same connection. */
function readPipelined(first: string, second: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(gateway.url).port), '127.0.0.1', () => socket.write(first));
    let text = '';
    let sent = false;
    socket.on('data', (chunk) => {
      text += chunk;
      if (!sent && text.includes('hello world')) {
        sent = true;
        socket.write(second);
      }
    });
    socket.on('close', () => resolve(text)).on('error', reject);
  });
}

describe('a body that comes after its refusal', () => {
  const big = 'x'.repeat(8_000_000);

  test.each<[string, string, number]>([
    ['longer than it may be', `${HEAD}content-length: ${big.length}\r\n\r\n${big}`, 413],
    ['in chunks that get too long', `${CHUNKED}${big.length.toString(16)}\r\n${big}\r\n0\r\n\r\n`, 413],
    [
      'of another media type',
      `${HEAD.replace('application/json', 'text/plain')}content-length: ${big.length}\r\n\r\n${big}`,
      415,
    ],
    ['compressed', `${HEAD}content-encoding: gzip\r\ncontent-length: ${big.length}\r\n\r\n${big}`, 415],
    ['to nowhere', `POST /nowhere HTTP/1.1\r\nhost: a\r\ncontent-length: ${big.length}\r\n\r\n${big}`, 404],
    ['with another method', `PUT /graphql HTTP/1.1\r\nhost: a\r\ncontent-length: ${big.length}\r\n\r\n${big}`, 405],
  ])('%s: the client sees the status', async (_, bytes, status) => {
    const answer = await sendRaw(gateway.url, bytes);
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.body).errors[0].message.length).toBeGreaterThan(10);
    expect(answer.headers).toMatch(/^connection: close$/im);
  });

  test('is asked for only when it will be read', async () => {
    const socket = await openSocket(gateway.url);
    socket.write(`${HEAD}expect: 100-continue\r\nconnection: close\r\ncontent-length: 21\r\n\r\n`);
    const text = new Promise<string>((resolve) => {
      let seen = '';
      socket.on('data', (chunk) => {
        seen += chunk;
        if (seen === 'HTTP/1.1 100 Continue\r\n\r\n') socket.write(HELLO);
      });
      socket.once('close', () => resolve(seen));
    });
    expect(await text).toContain('hello world');

    const refused = await sendRaw(
      gateway.url,
      `${HEAD}expect: 100-continue\r\ncontent-encoding: br\r\ncontent-length: 9\r\n\r\n`,
    );
    expect(refused.status).toBe(415);
  });
});
