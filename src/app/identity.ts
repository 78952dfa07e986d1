import type { AuditTrail } from '../domain/audit/audit-trail.js';
import type { Clock } from '../domain/clock.js';
import { AccountService } from '../domain/session/account-service.js';
import type { ApiKeyRepository } from '../domain/session/api-key.js';
import { ApiKeyReader } from '../domain/session/api-key-reader.js';
import { ApiKeyService } from '../domain/session/api-key-service.js';
import { Authenticator, SessionTokenReader } from '../domain/session/authenticator.js';
import type { ExternalIdentityRepository } from '../domain/session/external-identity.js';
import { ExternalIdentityService } from '../domain/session/external-identity-service.js';
import { type GuessCounter, GuessGuard } from '../domain/session/guess-guard.js';
import { OpenIdReader } from '../domain/session/openid-reader.js';
import type { PasswordHasher, TokenIssuer } from '../domain/session/ports.js';
import type { SessionRepository } from '../domain/session/session.js';
import { SessionService } from '../domain/session/session-service.js';
import type { UserRepository } from '../domain/user/user-repository.js';
import { apiKeySecrets } from '../security/api-key-secrets.js';
import type { OpenIdParts } from './openid.js';

export interface IdentityDependencies {
  readonly repositories: {
    readonly users: UserRepository;
    readonly sessions: SessionRepository;
    readonly apiKeys: ApiKeyRepository;
    readonly externalIdentities: ExternalIdentityRepository;
    readonly guessCounter: GuessCounter;
  };
  readonly passwords: PasswordHasher;
  readonly tokens: TokenIssuer;
  readonly auditTrail: AuditTrail;
  readonly newId: () => string;
  readonly clock: Clock;
  readonly hash: (text: string) => string;
  /** Absent: nobody else signs people in. */
  readonly openId?: OpenIdParts;
}

/** Who people and programs are, and how they prove it. */
export function createIdentity({ repositories, hash, openId, ...common }: IdentityDependencies) {
  const { users, sessions, apiKeys, externalIdentities: identities, guessCounter } = repositories;
  const keyParts = { ...common, apiKeys, secrets: apiKeySecrets };
  const sessionService = new SessionService({ ...common, sessions });
  const guesses = new GuessGuard({ ...common, counter: guessCounter, hash });
  return {
    sessionService,
    accounts: new AccountService({ ...common, users, sessionService, guesses }),
    apiKeyService: new ApiKeyService(keyParts),
    externalIdentityService: new ExternalIdentityService({ ...common, identities, users, guesses }),
    authenticator: new Authenticator([
      new ApiKeyReader(keyParts),
      new SessionTokenReader({ ...common, sessions }),
      ...(openId === undefined ? [] : [new OpenIdReader({ ...openId, identities })]),
    ]),
  };
}
