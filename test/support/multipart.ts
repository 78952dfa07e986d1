import { request as httpRequest } from 'node:http';

export const BOUNDARY = 'x-boundary';

export interface RawAnswer {
  readonly status: number;
  readonly text: string;
}

/** Sends a multipart body byte for byte, in the pieces given. Rejects when the connection ends without an answer. */
export function sendMultipart(
  url: string,
  pieces: readonly Uint8Array[],
  headers: Readonly<Record<string, string>>,
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
    const request = httpRequest(`${url}/graphql`, {
      method: 'POST',
      headers: {
        'apollo-require-preflight': 'true',
        'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
        'content-length': String(length),
        ...headers,
      },
    });
    request.on('error', reject).on('response', (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (piece: string) => {
        text += piece;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text })).on('error', reject);
    });
    for (const piece of pieces) request.write(piece);
    request.end();
  });
}

/** One part of a form: its header lines, an empty line, and its content. */
export function part(headerLines: readonly string[], content: string | Uint8Array): Buffer {
  return Buffer.concat([
    Buffer.from(`--${BOUNDARY}\r\n${headerLines.map((line) => `${line}\r\n`).join('')}\r\n`, 'latin1'),
    typeof content === 'string' ? Buffer.from(content) : content,
    Buffer.from('\r\n'),
  ]);
}

export function field(name: string, value: unknown): Buffer {
  return part([`Content-Disposition: form-data; name="${name}"`], JSON.stringify(value));
}

export function file(name: string, content: Uint8Array, filename = 'card.png'): Buffer {
  const disposition = `Content-Disposition: form-data; name="${name}"; filename="${filename}"`;
  return part([disposition, 'Content-Type: image/png'], content);
}

export const END = Buffer.from(`--${BOUNDARY}--\r\n`);
