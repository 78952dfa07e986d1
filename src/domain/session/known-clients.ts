import type { Client } from '../kernel/client.js';
import type { User } from '../user/user.js';
import type { UserRepository } from '../user/user-repository.js';
import type { CountingDependencies } from './guess-guard.js';
import type { DeviceTokens } from './ports.js';

const KNOWN_MS = 90 * 24 * 3_600_000;

export interface KnownClientsDependencies extends CountingDependencies {
  readonly users: Pick<UserRepository, 'findMany'>;
  readonly deviceTokens: DeviceTokens;
}

/**
 * Tells the owner of an account from strangers before anything is checked: by a session, by a device token, or by the
 * network from which they were let in before. How long the answer takes does not depend on whether the account exists.
 */
export class KnownClients {
  constructor(private readonly deps: KnownClientsDependencies) {}

  /**
   * What the attempts of this client at an account are counted by, apart from everybody else's; null for a stranger.
   * @param name the email address, the mobile number or the id of the account
   */
  async laneOf(name: string, { signedInAs, deviceToken, network }: Client): Promise<string | null> {
    const { deviceTokens, counter, clock } = this.deps;
    if (signedInAs !== null && (await this.#isNameOf(signedInAs, name))) return 'signed in';
    const device = deviceToken === null ? null : deviceTokens.read(deviceToken, clock());
    if (device !== null && (await this.#isNameOf(device.userId, name))) return `device ${device.deviceId}`;
    if (network !== null && (await counter.peek(this.#key(name, network), clock())) > 0) return `network ${network}`;
    return null;
  }

  /** The person was let in. */
  async remember(user: User, { network }: Client): Promise<void> {
    if (network === null) return;
    const budgets = namesOf(user).map((name) => ({ key: this.#key(name, network), limit: 1, windowMs: KNOWN_MS }));
    await this.deps.counter.add(budgets, this.deps.clock());
  }

  /** Looks up the account that the client claims, not the one that is named. */
  async #isNameOf(userId: string, name: string): Promise<boolean> {
    const [user] = await this.deps.users.findMany([userId]);
    return user !== undefined && namesOf(user).includes(name);
  }

  #key(name: string, network: string): string {
    return `known:${this.deps.hash(`${name}\0${network}`)}`;
  }
}

/** A mobile number that was never verified may be somebody else's. */
function namesOf({ id, email, mobile, mobileVerifiedAt }: User): readonly string[] {
  return mobileVerifiedAt === null ? [id, email] : [id, email, mobile];
}

/** Who tries, for counts that strangers have too. */
export function laneOrNetwork(lane: string | null, { network }: Client): string {
  return lane ?? `any ${network}`;
}
