import type { CheckCapability } from '../check/kinds/check-kinds.js';
import type { Verification } from '../check/verification.js';
import type { CheckOutcome } from '../kernel/lifecycle.js';
import type { Profile } from '../user/profile.js';
import type { User } from '../user/user.js';

/** A check by which the person was identified. */
export interface RetainedCheck {
  readonly capability: CheckCapability;
  readonly providerId: string;
  /** Masked, as it always was. */
  readonly subject: string;
  readonly outcome: CheckOutcome | null;
  readonly completedAt: Date | null;
}

/** Who somebody was who is gone, in clear. */
export interface RetainedIdentity extends Pick<Profile, 'pan' | 'personal' | 'address'> {
  readonly account: Pick<User, 'name' | 'email' | 'mobile' | 'createdAt'>;
  readonly checks: readonly RetainedCheck[];
}

/** As it is kept in `RetainedRecord.content`. Rows live for years: what is read here must stay readable. */
export function writeIdentity(user: User, profile: Profile | null, checks: readonly Verification[]): string {
  const { pan, personal, address } = profile ?? { pan: null, personal: null, address: null };
  return JSON.stringify({
    account: { name: user.name, email: user.email, mobile: user.mobile, createdAt: user.createdAt },
    identification: { pan, personal, address },
    verifications: checks,
  });
}

export function readIdentity(content: string): RetainedIdentity {
  const { account, identification, verifications } = JSON.parse(content) as KeptIdentity;
  return {
    account: { ...account, createdAt: new Date(account.createdAt) },
    ...identification,
    checks: verifications.map(({ capability, providerId, subject, outcome, completedAt }) => {
      return {
        capability,
        providerId,
        subject,
        outcome,
        completedAt: completedAt === null ? null : new Date(completedAt),
      };
    }),
  };
}

type AsJson<T> = {
  readonly [K in keyof T]: T[K] extends Date ? string : T[K] extends Date | null ? string | null : T[K];
};

interface KeptIdentity {
  readonly account: AsJson<RetainedIdentity['account']>;
  readonly identification: Pick<RetainedIdentity, 'pan' | 'personal' | 'address'>;
  readonly verifications: readonly AsJson<RetainedCheck>[];
}
