import type { Applicant } from '../applicant/applicant.js';
import type { ApplicantService } from '../applicant/applicant-service.js';
import type { AccessLog, AccessPurpose } from '../audit/access-log.js';
import { toAuditActor } from '../audit/audit-entry.js';
import { type Actor, maySee } from '../kernel/actor.js';
import type { CallContext } from '../kernel/call-context.js';
import type { OwnedRepository } from '../kernel/owned-repository.js';
import { invalid, notFound, ProblemError } from '../kernel/problem.js';
import { ProviderError } from '../provider/provider-error.js';
import { toProblem } from '../provider/provider-problem.js';
import type { ExtractedData } from '../provider/screening-port.js';
import type { Sourced } from '../provider/source.js';
import type { Profile } from '../user/profile.js';
import type { User } from '../user/user.js';
import type { UserRepository } from '../user/user-repository.js';

export const REVEALABLE_FIELDS = [
  'EMAIL',
  'MOBILE',
  'PAN',
  'PAN_EMAIL',
  'PAN_MOBILE',
  'DATE_OF_BIRTH',
  'ADDRESS',
  'BANK_ACCOUNT_NUMBER',
  'DEMAT_DP_ID',
  'DEMAT_CLIENT_ID',
] as const;
export type RevealableField = (typeof REVEALABLE_FIELDS)[number];

const OF_ACCOUNTS: ReadonlySet<RevealableField> = new Set(['BANK_ACCOUNT_NUMBER', 'DEMAT_DP_ID', 'DEMAT_CLIENT_ID']);

export interface RevealRequest {
  /** An applicant: what the screening provider has of the person. */
  readonly record: { readonly type: 'User' | 'Applicant'; readonly id: string };
  readonly field: RevealableField;
  /** Which account, for the fields of accounts. */
  readonly accountId: string | null;
  readonly purpose: AccessPurpose;
}

export interface Revealed {
  readonly revealed: RevealableField;
  /** In clear; null when it is not known. */
  readonly value: string | null;
}

export interface RevealDependencies {
  readonly users: UserRepository;
  readonly applicants: OwnedRepository<Applicant>;
  readonly applicantService: Pick<ApplicantService, 'readState' | 'readDetails'>;
  readonly accessLog: AccessLog;
}

/** The only way to a personal value in clear: for its owner and for staff with a reason, and always on record first. */
export class RevealService {
  constructor(private readonly deps: RevealDependencies) {}

  async reveal(actor: Actor, request: RevealRequest, context: CallContext): Promise<Revealed> {
    const { record, field, purpose } = request;
    if (request.accountId !== null && !OF_ACCOUNTS.has(field))
      throw invalid([{ field: 'accountId', message: 'must be left out: the field is not one of an account' }]);
    const applicant = record.type === 'Applicant' ? await this.#applicant(record.id) : null;
    const userId = applicant?.userId ?? record.id;
    const [user] = maySee(actor, userId) ? await this.deps.users.findMany([userId]) : [];
    if (user === undefined) throw notFound('recordId');
    if ((purpose === 'OWN_DATA') !== (actor.userId === userId))
      throw invalid([{ field: 'purpose', message: 'must be OWN_DATA for oneself, and for nobody else' }]);
    const read = applicant === null ? await this.#ofUser(user, request) : this.#ofApplicant(applicant, field);
    const requestId = context.requestId ?? null;
    const who = { actor: toAuditActor(actor), subjectUserId: userId, target: record };
    await this.deps.accessLog.record([{ ...who, action: 'REVEAL', field, purpose, requestId }]);
    return { revealed: field, value: await read(context) };
  }

  async #applicant(id: string): Promise<Applicant> {
    const [applicant] = await this.deps.applicants.findMany([id]);
    if (applicant === undefined) throw notFound('recordId');
    return applicant;
  }

  async #ofUser(user: User, { field, accountId }: RevealRequest): Promise<Read> {
    const [profile] = await this.deps.users.findProfiles([user.id]);
    const value = OF_USER[field]({ user, profile: profile ?? null, accountId });
    if (value === undefined) throw notFound('accountId');
    return async () => value;
  }

  #ofApplicant(applicant: Applicant, field: RevealableField): Read {
    const { applicantService } = this.deps;
    if (field === 'EMAIL' || field === 'MOBILE')
      return async (context) => {
        const details = known(await applicantService.readDetails(applicant, null, context));
        return field === 'EMAIL' ? details.email : details.phone;
      };
    if (field === 'DATE_OF_BIRTH' || field === 'ADDRESS')
      return async (context) => {
        const { extracted } = known(await applicantService.readState(applicant, null, context));
        return field === 'ADDRESS' ? extractedAddress(extracted) : (extracted?.dateOfBirth ?? null);
      };
    throw invalid([{ field: 'field', message: 'must be EMAIL, MOBILE, DATE_OF_BIRTH or ADDRESS for an applicant' }]);
  }
}

type Read = (context: CallContext) => Promise<string | null>;

/** The value, however old; throws `ProviderUnavailable` when there is none. */
function known<T>({ value, source }: Sourced<T>): T {
  if (value !== null) return value;
  const { code = 'PROVIDER_UNAVAILABLE', retryable = true } = source.error ?? {};
  throw new ProblemError(toProblem(new ProviderError({ providerId: source.providerId, code, retryable })));
}

function extractedAddress(extracted: ExtractedData | null): string | null {
  const { streetNumber, street, city, postcode, state } = extracted ?? {};
  const parts = [streetNumber, street, city, postcode, state].filter((part) => part != null);
  return parts.length === 0 ? null : parts.join(', ');
}

interface Known {
  readonly user: User;
  readonly profile: Profile | null;
  readonly accountId: string | null;
}

/** Undefined: there is no such account. */
const OF_USER: Readonly<Record<RevealableField, (known: Known) => string | null | undefined>> = {
  EMAIL: ({ user }) => user.email,
  MOBILE: ({ user }) => user.mobile,
  PAN: ({ profile }) => profile?.pan?.number ?? null,
  PAN_EMAIL: ({ profile }) => profile?.pan?.email ?? null,
  PAN_MOBILE: ({ profile }) => profile?.pan?.mobile ?? null,
  DATE_OF_BIRTH: ({ profile }) => profile?.pan?.dateOfBirth ?? null,
  ADDRESS: ({ profile }) => addressLine(profile),
  BANK_ACCOUNT_NUMBER: ({ profile, accountId }) =>
    profile?.bankAccounts.find(({ id }) => id === accountId)?.accountNumber,
  DEMAT_DP_ID: ({ profile, accountId }) => profile?.dematAccounts.find(({ id }) => id === accountId)?.dpId,
  DEMAT_CLIENT_ID: ({ profile, accountId }) => profile?.dematAccounts.find(({ id }) => id === accountId)?.clientId,
};

function addressLine(profile: Profile | null): string | null {
  if (profile?.address == null) return null;
  const { line, landmark, city, pincode, state, country } = profile.address;
  return [line, landmark, `${city} ${pincode}`, state, country].filter((part) => part !== null).join(', ');
}
