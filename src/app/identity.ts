import type { AuditTrail } from '../domain/audit/audit-trail.js';
import type { BackgroundWork } from '../domain/kernel/background-work.js';
import type { Clock } from '../domain/kernel/clock.js';
import type { LinkSecrets } from '../domain/kernel/link-secrets.js';
import type { Mailer } from '../domain/mail/mailer.js';
import { OtpChallenges } from '../domain/otp/otp-challenges.js';
import { OtpLogin, type OtpLoginDependencies } from '../domain/otp/otp-login.js';
import { type OtpDependencies, OtpService } from '../domain/otp/otp-service.js';
import { AccountService } from '../domain/session/account-service.js';
import type { ApiKeyRepository } from '../domain/session/api-key.js';
import { ApiKeyReader } from '../domain/session/api-key-reader.js';
import { ApiKeyService } from '../domain/session/api-key-service.js';
import { AttemptLimits } from '../domain/session/attempt-limits.js';
import { Authenticator, SessionTokenReader } from '../domain/session/authenticator.js';
import { signedDeviceTokens } from '../domain/session/device-tokens.js';
import type { ExternalIdentityRepository } from '../domain/session/external-identity.js';
import { ExternalIdentityService } from '../domain/session/external-identity-service.js';
import { type GuessCounter, GuessGuard } from '../domain/session/guess-guard.js';
import { KnownClients } from '../domain/session/known-clients.js';
import { OpenIdReader } from '../domain/session/openid-reader.js';
import type { PasswordResetRepository } from '../domain/session/password-reset.js';
import { PasswordResetService } from '../domain/session/password-reset-service.js';
import type { PasswordHasher, TextSigner, TokenIssuer } from '../domain/session/ports.js';
import type { SessionRepository } from '../domain/session/session.js';
import { SessionService } from '../domain/session/session-service.js';
import type { UserRepository } from '../domain/user/user-repository.js';
import { apiKeySecrets } from '../security/api-key-secrets.js';
import type { OpenIdParts } from './openid.js';

export interface IdentityDependencies
  extends Pick<OtpLoginDependencies, 'pause'>,
    Pick<OtpDependencies, 'providers' | 'consentGate' | 'spendCap' | 'providerSessions'> {
  readonly repositories: {
    readonly users: UserRepository;
    readonly sessions: SessionRepository;
    readonly passwordResets: PasswordResetRepository;
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
  /** Of device tokens and of what is given out with a code. */
  readonly signer: TextSigner;
  /** Absent: nobody else signs people in. */
  readonly openId?: OpenIdParts;
  readonly secrets: LinkSecrets;
  readonly background: BackgroundWork;
  /** Null: no mail can be sent. */
  readonly mailer: Mailer | null;
  readonly passwordResetLink: string | null;
}

/** Who people and programs are, and how they prove it. */
export function createIdentity({ repositories, hash, openId, passwordResetLink, ...common }: IdentityDependencies) {
  const { users, sessions, apiKeys, guessCounter, passwordResets: resets } = repositories;
  const { externalIdentities: identities } = repositories;
  const keyParts = { ...common, apiKeys, secrets: apiKeySecrets };
  const deviceTokens = signedDeviceTokens(common.signer);
  const sessionService = new SessionService({ ...common, sessions, deviceTokens });
  const counting = { ...common, counter: guessCounter, hash };
  const knownClients = new KnownClients({ ...counting, users, deviceTokens });
  const guesses = new GuessGuard(counting);
  const limits = new AttemptLimits(counting);
  const challenges = new OtpChallenges(counting);
  const otp = { ...common, users, sessionService, limits, knownClients, challenges };
  const reset = { ...common, users, resets, sessionService, limits, knownClients };
  return {
    sessionService,
    otpService: new OtpService(otp),
    otpLogin: new OtpLogin(otp),
    passwordResetService: new PasswordResetService(reset, passwordResetLink),
    accounts: new AccountService({ ...common, users, sessionService, guesses, limits, knownClients }),
    apiKeyService: new ApiKeyService(keyParts),
    externalIdentityService: new ExternalIdentityService({ ...common, identities, users, guesses, knownClients }),
    authenticator: new Authenticator([
      new ApiKeyReader(keyParts),
      new SessionTokenReader({ ...common, sessions }),
      ...(openId === undefined ? [] : [new OpenIdReader({ ...openId, identities })]),
    ]),
  };
}
