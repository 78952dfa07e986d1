import type { SettingValues } from '../../../config/setting.js';
import type { CallContext } from '../../../domain/kernel/call-context.js';
import type { CustomerAuthPort, ProviderTokens } from '../../../domain/provider/customer-auth-port.js';
import type { CregoCaller } from '../crego.call.client.js';
import { CregoAuthClient } from './auth.client.js';
import { toProviderTokens } from './auth.mapping.js';
import type { CREGO_AUTH_SETTINGS } from './auth.settings.provider.js';

export function createAuth(caller: CregoCaller, values: SettingValues<typeof CREGO_AUTH_SETTINGS>): CustomerAuthPort {
  const client = new CregoAuthClient(caller, {
    refreshPath: values.CREGO_TOKEN_REFRESH_PATH,
    pingPath: values.CREGO_AUTH_PING_PATH,
    exchangePath: values.CREGO_TOKEN_EXCHANGE_PATH,
  });
  return new CregoAuth(client);
}

/** Customers' own sessions with Crego. */
class CregoAuth implements CustomerAuthPort {
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
