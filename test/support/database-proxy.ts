import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** `silent`: takes everything and answers nothing, as a stopped process or a firewall does. `gone`: refuses and cuts. */
export type DatabaseTrouble = 'silent' | 'gone' | { readonly refuses: string };

/** Stands between a gateway and its PostgreSQL, on a port that stays the same, and gives trouble as it is told. */
export class DatabaseProxy {
  readonly #target: URL;
  #server: Server;
  #port = 0;
  #trouble: DatabaseTrouble | null = null;
  readonly #pairs = new Set<readonly [Socket, Socket]>();
  readonly #refused = new Set<Socket>();

  private constructor(url: string) {
    this.#target = new URL(url);
    this.#server = this.#create();
  }

  static async start(url: string): Promise<DatabaseProxy> {
    const proxy = new DatabaseProxy(url);
    await proxy.#listen();
    return proxy;
  }

  /** The database, by way of this. */
  get url(): string {
    const url = new URL(this.#target);
    url.hostname = '127.0.0.1';
    url.port = String(this.#port);
    return url.href;
  }

  /** Null: all is well again, for connections that outlived the trouble too. */
  async trouble(trouble: DatabaseTrouble | null): Promise<void> {
    const before = this.#trouble;
    this.#trouble = trouble;
    if (trouble === 'gone') await this.#vanish();
    else if (before === 'gone') await this.#listen();
    if (typeof trouble === 'object' && trouble !== null) this.cut();
    for (const [client, server] of this.#pairs) {
      for (const socket of [client, server]) trouble === 'silent' ? socket.pause() : socket.resume();
    }
  }

  /** Ends every connection. */
  cut(): void {
    for (const sockets of this.#pairs) for (const socket of sockets) socket.destroy();
    for (const socket of this.#refused) socket.destroy();
    this.#pairs.clear();
    this.#refused.clear();
  }

  async close(): Promise<void> {
    if (this.#server.listening) await this.#vanish();
  }

  #create(): Server {
    return createServer((client) => {
      client.on('error', () => client.destroy());
      if (typeof this.#trouble === 'object' && this.#trouble !== null)
        return this.#refuse(client, this.#trouble.refuses);
      const server = connect(Number(this.#target.port || 5432), this.#target.hostname);
      const pair = [client, server] as const;
      this.#pairs.add(pair);
      for (const [one, other] of [pair, [server, client] as const]) {
        one.on('data', (bytes) => other.write(bytes));
        one.on('error', () => one.destroy());
        one.on('close', () => {
          other.destroy();
          this.#pairs.delete(pair);
        });
      }
      if (this.#trouble === 'silent') for (const socket of pair) socket.pause();
    });
  }

  /** As PostgreSQL says it before a session begins. */
  #refuse(client: Socket, sqlState: string): void {
    this.#refused.add(client);
    const fields = `SFATAL\0VFATAL\0C${sqlState}\0Mrefused\0\0`;
    const head = Buffer.from([0x45, 0, 0, 0, 0]);
    head.writeUInt32BE(fields.length + 4, 1);
    client.once('data', () => client.end(Buffer.concat([head, Buffer.from(fields)])));
  }

  async #listen(): Promise<void> {
    this.#server = this.#create().listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    const address = this.#server.address();
    if (typeof address === 'object' && address !== null) this.#port = address.port;
  }

  async #vanish(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.cut();
    await closed;
  }
}
