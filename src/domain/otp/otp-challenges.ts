import type { OtpChannel } from '../provider/otp-port.js';
import type { CountingDependencies } from '../session/guess-guard.js';
import type { TextSigner } from '../session/ports.js';

const LIVES_MS = 15 * 60_000;

export interface OtpChallengesDependencies extends Pick<CountingDependencies, 'counter' | 'clock'> {
  readonly signer: TextSigner;
  readonly newId: () => string;
}

/** Binds the checks of a code to the request that had it sent. Every request gets one, whether or not anything was sent. */
export class OtpChallenges {
  constructor(private readonly deps: OtpChallengesDependencies) {}

  issue(account: string, channel: OtpChannel): { readonly id: string; readonly token: string } {
    const { signer, newId, clock } = this.deps;
    const id = newId();
    return { id, token: signer.sign(`${id} ${clock().getTime() + LIVES_MS}`, aboutOf(account, channel)) };
  }

  /** The id; null for a challenge of another account or channel, and one that is too old. */
  read(token: string | null | undefined, account: string, channel: OtpChannel): string | null {
    const { signer, clock } = this.deps;
    const text = token == null ? null : signer.read(token, aboutOf(account, channel));
    const [id, expiresAt] = text?.split(' ') ?? [];
    return id !== undefined && Number(expiresAt) > clock().getTime() ? id : null;
  }

  async markSent(id: string): Promise<void> {
    await this.deps.counter.add([{ key: keyOf(id), limit: 1, windowMs: LIVES_MS }], this.deps.clock());
  }

  /** Whether the request that got it had a code sent. */
  async wasSent(id: string): Promise<boolean> {
    return (await this.deps.counter.peek(keyOf(id), this.deps.clock())) > 0;
  }
}

function aboutOf(account: string, channel: OtpChannel): string {
  return `a code by ${channel} for ${account}`;
}

function keyOf(id: string): string {
  return `otp-sent:${id}`;
}
