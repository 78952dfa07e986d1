import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Knows which connections have a request in flight. Node's own `closeIdleConnections` leaves those alone that were
 * opened ahead of need and have not sent anything yet, which would hold up a drain.
 */
export class Connections {
  private readonly idle = new Set<Socket>();
  private closing = false;

  constructor(server: Server) {
    server.on('connection', (socket: Socket) => {
      socket.once('close', () => this.idle.delete(socket));
      this.rest(socket);
    });
    server.on('request', ({ socket }, response) => {
      this.idle.delete(socket);
      response.once('close', () => this.rest(socket));
    });
  }

  /** Closes every connection without a request at once, and every other one after its answer. */
  close(): void {
    this.closing = true;
    for (const socket of this.idle) socket.destroySoon();
  }

  private rest(socket: Socket): void {
    if (this.closing) socket.destroySoon();
    else if (!socket.destroyed) this.idle.add(socket);
  }
}
