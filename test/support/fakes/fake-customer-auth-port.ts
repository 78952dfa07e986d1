import type { CallContext } from '../../../src/domain/kernel/call-context.js';
import type { CustomerAuthPort, ProviderTokens } from '../../../src/domain/provider/customer-auth-port.js';
import { FakePort } from './fake-port.js';

/** Every token is new; what `refused` says is refused. */
export class FakeCustomerAuthPort extends FakePort implements CustomerAuthPort {
  refused = false;
  holder: string | null = null;
  expiresAt: Date | null = null;
  #made = 0;

  refresh(refreshToken: string, context: CallContext): Promise<ProviderTokens | null> {
    return this.answer('refresh', refreshToken, context, () => this.#tokens());
  }

  ping(accessToken: string, context: CallContext): Promise<boolean> {
    return this.answer('ping', accessToken, context, () => !this.refused);
  }

  exchangeCode(code: string, context: CallContext): Promise<ProviderTokens | null> {
    return this.answer('exchangeCode', code, context, () => this.#tokens());
  }

  #tokens(): ProviderTokens | null {
    if (this.refused) return null;
    this.#made += 1;
    const { expiresAt, holder } = this;
    return { accessToken: `access-${this.#made}`, refreshToken: `refresh-${this.#made}`, expiresAt, holder };
  }
}
