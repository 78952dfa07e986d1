import type { AuditTrail } from '../domain/audit/audit-trail.js';
import type { Clock } from '../domain/clock.js';
import { AccountService } from '../domain/session/account-service.js';
import { Authenticator, SessionTokenReader } from '../domain/session/authenticator.js';
import { type GuessCounter, GuessGuard } from '../domain/session/guess-guard.js';
import type { PasswordHasher, TokenIssuer } from '../domain/session/ports.js';
import type { SessionRepository } from '../domain/session/session.js';
import { SessionService } from '../domain/session/session-service.js';
import type { UserRepository } from '../domain/user/user-repository.js';

export interface IdentityDependencies {
  readonly repositories: {
    readonly users: UserRepository;
    readonly sessions: SessionRepository;
    readonly guessCounter: GuessCounter;
  };
  readonly passwords: PasswordHasher;
  readonly tokens: TokenIssuer;
  readonly auditTrail: AuditTrail;
  readonly newId: () => string;
  readonly clock: Clock;
  readonly hash: (text: string) => string;
}

/** Who people and programs are, and how they prove it. */
export function createIdentity({ repositories, hash, ...common }: IdentityDependencies) {
  const { users, sessions, guessCounter } = repositories;
  const sessionService = new SessionService({ ...common, sessions });
  const guesses = new GuessGuard({ ...common, counter: guessCounter, hash });
  return {
    sessionService,
    accounts: new AccountService({ ...common, users, sessionService, guesses }),
    authenticator: new Authenticator([new SessionTokenReader({ ...common, sessions })]),
  };
}
