import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export const BANK_SECRET = 'test-client-secret';

/** What `GET /bank-account` says of every account. */
export type AccountStatus = 'RECEIVED' | 'VALID' | 'INVALID';

const CODES: Readonly<Record<AccountStatus, string>> = {
  RECEIVED: 'VALIDATION_IN_PROGRESS',
  VALID: 'ACCOUNT_IS_VALID',
  INVALID: 'INVALID_ACCOUNT_FAIL',
};

/** Cashfree's asynchronous account check over HTTP, doing what a test tells it at the moment it is asked. */
export class BankOfItsOwn {
  /** Null: it does not find the check. No outage, after which the gateway would ask nothing for a while. */
  says: AccountStatus | null = 'RECEIVED';
  /** Runs while the call of `POST /bank-account/async` waits. LOST: the answer never arrives. */
  meanwhile: (check: { reference: string; userId: string }) => Promise<'ANSWER' | 'LOST'> = async () => 'ANSWER';
  #references = 9_007_199_254_740_992n;
  readonly #server = createServer((request, response) => void this.#answer(request, response));

  static async start(): Promise<BankOfItsOwn> {
    const bank = new BankOfItsOwn();
    await once(bank.#server.listen(0, '127.0.0.1'), 'listening');
    return bank;
  }

  /** Settings of a gateway that asks it. */
  get settings(): Record<string, string> {
    const { port } = this.#server.address() as AddressInfo;
    const credentials = { CASHFREE_CLIENT_ID: 'test-client', CASHFREE_CLIENT_SECRET: BANK_SECRET };
    return { CASHFREE_BASE_URL: `http://127.0.0.1:${port}`, ...credentials };
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    response.setHeader('content-type', 'application/json');
    if (request.method === 'POST') {
      const { user_id: userId } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { user_id: string };
      this.#references += 1n;
      const reference = String(this.#references);
      const fate = await this.meanwhile({ reference, userId });
      if (fate === 'LOST') return void request.socket.destroy();
      return void response.end(accountText(reference, 'RECEIVED'));
    }
    const reference = new URL(request.url ?? '', 'http://bank').searchParams.get('reference_id') ?? '';
    if (this.says === null) response.statusCode = 404;
    response.end(this.says === null ? '{}' : accountText(reference, this.says));
  }
}

/** References are numbers, beyond 2^53 among them. */
function accountText(reference: string, status: AccountStatus, more = ''): string {
  return `{"account_status":"${status}","account_status_code":"${CODES[status]}","name_at_bank":"NINA VARMA",${more}"reference_id":${reference}}`;
}

/** One event as the bank signs it. `at`: when it says that it happened; now unless told. */
export function bankEvent(
  reference: string,
  status: AccountStatus,
  { userId, at = new Date() }: { readonly userId?: string; readonly at?: Date } = {},
): { readonly headers: Record<string, string>; readonly body: string } {
  const data = accountText(reference, status, userId === undefined ? '' : `"user_id":"${userId}",`);
  const type = `BANK_ACCOUNT_VERIFICATION_${status === 'VALID' ? 'SUCCESS' : 'FAILED'}`;
  const body = `{"event_type":"${type}","event_time":"${at.toISOString()}","version":"v2","data":${data}}`;
  const timestamp = String(Date.now());
  const signature = createHmac('sha256', BANK_SECRET).update(timestamp).update(body).digest('base64');
  return { headers: { 'x-webhook-timestamp': timestamp, 'x-webhook-signature': signature }, body };
}
