import { ApiError } from '../api-error.js';
import type { Clock } from '../clock.js';
import { conflict, invalid, ProblemError } from '../problem.js';
import type { User } from '../user/user.js';
import type { UserRepository } from '../user/user-repository.js';
import { type Actor, ROLES, type Role } from './actor.js';
import type { PasswordHasher, TokenIssuer } from './ports.js';
import type { Session, SessionRepository } from './session.js';

const ACCESS_TOKEN_MS = 15 * 60_000;
const REFRESH_TOKEN_MS = 30 * 24 * 3_600_000;
const MIN_PASSWORD_LENGTH = 10;

export interface RegisterInput {
  readonly name: string;
  readonly email: string;
  readonly mobile: string;
  readonly password: string;
  readonly passwordConfirmation: string;
}

export interface AccountDependencies {
  readonly users: UserRepository;
  readonly sessions: SessionRepository;
  readonly passwords: PasswordHasher;
  readonly tokens: TokenIssuer;
  readonly newId: () => string;
  readonly clock: Clock;
}

/** Local accounts: registering, signing in and out, and telling who a token belongs to. */
export class AccountService {
  /** Verified against when the email is unknown, so that both answers take the same time. */
  #dummyHash: Promise<string> | undefined;

  constructor(private readonly deps: AccountDependencies) {}

  async register(input: RegisterInput): Promise<User> {
    checkPassword(input);
    const { users, passwords, newId, clock } = this.deps;
    const now = clock();
    const user: User = {
      id: newId(),
      email: input.email,
      name: input.name,
      mobile: input.mobile,
      roles: ['CUSTOMER'],
      mobileVerifiedAt: null,
      createdAt: now,
      updatedAt: now,
    };
    const inserted = await users.insert({ ...user, passwordHash: await passwords.hash(input.password) });
    if (!inserted) throw conflict('email', 'There is already an account with this email address.');
    return user;
  }

  async login(email: string, password: string): Promise<Session> {
    const { users, passwords } = this.deps;
    const found = await users.findCredentials(email);
    this.#dummyHash ??= passwords.hash('a password that nobody has');
    const matches = await passwords.verify(found?.passwordHash ?? (await this.#dummyHash), password);
    if (found === null || !matches) {
      throw new ProblemError({ kind: 'InvalidCredentials', message: 'The email address or the password is wrong.' });
    }
    return this.#openSession(found.user);
  }

  async logout(actor: Actor): Promise<void> {
    await this.deps.sessions.revoke(actor.sessionId, this.deps.clock());
  }

  /** The actor behind an `Authorization` header, or null when there is none. Throws UNAUTHENTICATED for a header that is not good. */
  async authenticate(authorization: string | undefined): Promise<Actor | null> {
    if (authorization === undefined || authorization === '') return null;
    const token = /^Bearer ([A-Za-z0-9._~+/=-]{1,4096})$/.exec(authorization)?.[1];
    const claims = token === undefined ? null : await this.deps.tokens.readAccessToken(token);
    const session = claims === null ? null : await this.deps.sessions.findActive(claims.sessionId, this.deps.clock());
    if (claims === null || session === null || session.userId !== claims.userId) {
      throw new ApiError('UNAUTHENTICATED', 'The access token is not valid, or no longer valid. Log in again.');
    }
    return { userId: session.userId, sessionId: claims.sessionId, roles: session.roles.filter(isRole) };
  }

  /** Like `authenticate`, for requests that must not be anonymous. */
  async requireActor(authorization: string | undefined): Promise<Actor> {
    const actor = await this.authenticate(authorization);
    if (actor !== null) return actor;
    throw new ApiError('UNAUTHENTICATED', 'Log in first: send the header "Authorization: Bearer <accessToken>".');
  }

  async #openSession(user: User): Promise<Session> {
    const { sessions, tokens, newId, clock } = this.deps;
    const now = clock();
    const actor: Actor = { userId: user.id, sessionId: newId(), roles: user.roles };
    const refresh = tokens.createRefreshToken();
    await sessions.insert({
      id: actor.sessionId,
      userId: user.id,
      refreshTokenHash: refresh.hash,
      createdAt: now,
      expiresAt: new Date(now.getTime() + REFRESH_TOKEN_MS),
      revokedAt: null,
    });
    const expiresAt = new Date(now.getTime() + ACCESS_TOKEN_MS);
    return {
      userId: user.id,
      accessToken: await tokens.issueAccessToken(actor, expiresAt),
      refreshToken: refresh.token,
      expiresAt,
    };
  }
}

function isRole(role: string): role is Role {
  return ROLES.some((known) => known === role);
}

function checkPassword({ password, passwordConfirmation, email }: RegisterInput): void {
  const faults = [];
  if (password.length < MIN_PASSWORD_LENGTH)
    faults.push({ field: 'password', message: `must have at least ${MIN_PASSWORD_LENGTH} characters` });
  if (password.toLowerCase() === email) faults.push({ field: 'password', message: 'must not be the email address' });
  if (password !== passwordConfirmation)
    faults.push({ field: 'passwordConfirmation', message: 'must be the same as the password' });
  if (faults.length > 0) throw invalid(faults);
}
