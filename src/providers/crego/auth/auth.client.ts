import type { CallContext } from '../../../domain/kernel/call-context.js';
import { type CregoCall, type CregoCaller, readAnswer } from '../crego.call.client.js';
import { type CregoTokenGrant, parsePing, parseTokenGrant } from './auth.contract.js';

export interface CregoAuthPaths {
  readonly refreshPath: string;
  readonly pingPath: string;
  readonly exchangePath: string;
}

/** Statuses by which a token or a code is refused; a 404 is a wrong path and no word about the token. */
const REFUSED: ReadonlySet<number> = new Set([400, 401, 403, 422]);

/** Crego's customer auth beside the one-time passwords. */
export class CregoAuthClient {
  constructor(
    private readonly caller: CregoCaller,
    private readonly paths: CregoAuthPaths,
  ) {}

  /** Null: refused. */
  refresh(refresh: string, context: CallContext): Promise<CregoTokenGrant | null> {
    return this.#grant('refreshToken', this.paths.refreshPath, { refresh }, context);
  }

  /** Null: refused. */
  exchange(code: string, context: CallContext): Promise<CregoTokenGrant | null> {
    return this.#grant('exchangeToken', this.paths.exchangePath, { code }, context);
  }

  /** False: the token is not accepted. */
  async ping(token: string, context: CallContext): Promise<boolean> {
    const call: CregoCall = {
      operation: 'pingAuth',
      method: 'GET',
      path: this.paths.pingPath,
      kind: 'read',
      as: { token },
    };
    const answer = await this.caller.send(call, context);
    return answer.status === 401 || answer.status === 403 ? false : readAnswer(call, answer, parsePing);
  }

  async #grant(operation: string, path: string, value: object, context: CallContext): Promise<CregoTokenGrant | null> {
    const body = { type: 'json', value } as const;
    const call: CregoCall = { operation, method: 'POST', path, kind: 'command', body, as: 'service' };
    const answer = await this.caller.send(call, context);
    return REFUSED.has(answer.status) ? null : readAnswer(call, answer, parseTokenGrant);
  }
}
