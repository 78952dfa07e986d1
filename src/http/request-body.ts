import type { IncomingMessage } from 'node:http';

const DISCARD_MAX_BYTES = 1024 * 1024;
const DISCARD_TIMEOUT_MS = 1_000;

/**
 * Reads what is left of a request's body and throws it away, up to 1 MiB and one second, so that a client which sends
 * before it reads still sees the answer. Resolves to whether the body ended; if not, close the connection.
 */
export function discardBody(request: IncomingMessage): Promise<boolean> {
  if (request.complete) return Promise.resolve(true);
  return new Promise((resolve) => {
    let bytes = 0;
    const finish = (ended: boolean) => {
      clearTimeout(timer);
      request.off('data', count).off('end', onEnd).off('close', onClose);
      if (!ended) request.pause();
      resolve(ended);
    };
    const count = (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > DISCARD_MAX_BYTES) finish(false);
    };
    const onEnd = () => finish(true);
    const onClose = () => finish(false);
    const timer = setTimeout(onClose, DISCARD_TIMEOUT_MS);
    request.on('data', count).once('end', onEnd).once('close', onClose);
    request.resume();
  });
}

/** Cuts the connection of a request that sends more than it may; a chunked body does not say so beforehand. */
export function limitBody(request: IncomingMessage, maxBytes: number): void {
  let bytes = 0;
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > maxBytes) request.destroy();
  });
}
