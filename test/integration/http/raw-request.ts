import { connect, type Socket } from 'node:net';

/** A connection to the server at `url`, open. */
export function openSocket(url: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => resolve(socket)).once('error', reject);
  });
}

/** Everything that comes until the other side closes. */
export function readToEnd(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.once('close', () => resolve(text)).on('error', () => undefined);
  });
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: string;
  readonly body: string;
}

/** Writes bytes as they are, all of them before it reads, and resolves to what came back until the connection ended. */
export async function sendRaw(url: string, bytes: string | Buffer): Promise<RawAnswer> {
  const socket = await openSocket(url);
  socket.pause();
  await new Promise<void>((resolve) => {
    socket.once('error', () => resolve());
    socket.write(bytes, () => resolve());
  });
  const text = await readToEnd(socket.resume());
  return toRawAnswer(text);
}

export function toRawAnswer(text: string): RawAnswer {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  return { status: Number(/^HTTP\/1\.1 (\d{3}) /.exec(head)?.[1] ?? 0), headers: head, body: rest.join('\r\n\r\n') };
}
