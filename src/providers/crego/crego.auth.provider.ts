import type { CallContext } from '../../domain/provider/call-context.js';
import type { CustomerAuthPort, ProviderTokens } from '../../domain/provider/customer-auth-port.js';
import type { CregoAuthClient } from './crego.auth.client.js';
import { toProviderTokens } from './crego.auth.mapping.js';

/** Customers' own sessions with Crego. */
export class CregoAuth implements CustomerAuthPort {
  constructor(private readonly client: CregoAuthClient) {}

  async refresh(refreshToken: string, context: CallContext): Promise<ProviderTokens | null> {
    const grant = await this.client.refresh(refreshToken, context);
    return grant === null ? null : toProviderTokens(grant, new Date());
  }

  ping(accessToken: string, context: CallContext): Promise<boolean> {
    return this.client.ping(accessToken, context);
  }

  async exchangeCode(code: string, context: CallContext): Promise<ProviderTokens | null> {
    const grant = await this.client.exchange(code, context);
    return grant === null ? null : toProviderTokens(grant, new Date());
  }
}
