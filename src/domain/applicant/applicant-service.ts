import type { Clock } from '../clock.js';
import { getOwned } from '../owned-records.js';
import type { OwnedRepository } from '../owned-repository.js';
import { conflict } from '../problem.js';
import type { CallContext } from '../provider/call-context.js';
import type { ProviderDirectory } from '../provider/provider-directory.js';
import { ProviderError } from '../provider/provider-error.js';
import { providerCommand } from '../provider/provider-problem.js';
import type { ProviderReads } from '../provider/provider-reads.js';
import type { ScreeningDetails, ScreeningPort, ScreeningState } from '../provider/screening-port.js';
import type { Sourced } from '../provider/source.js';
import type { Actor } from '../session/actor.js';
import type { User } from '../user/user.js';
import type { Applicant } from './applicant.js';

export interface CreateApplicantInput {
  readonly flowName: string | null;
  readonly sourceKey: string | null;
  /** Absent: the account's own. */
  readonly email: string | null;
  readonly phone: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
}

export interface ApplicantDependencies {
  readonly applicants: OwnedRepository<Applicant>;
  readonly providers: ProviderDirectory;
  readonly reads: ProviderReads;
  readonly newId: () => string;
  readonly clock: Clock;
}

/** Applicants at screening providers: local record and live state. */
export class ApplicantService {
  constructor(private readonly deps: ApplicantDependencies) {}

  /** The record is kept before the provider is called, so that a crash in between leaves a trace of the intent. */
  async create(user: User, input: CreateApplicantInput, context: CallContext): Promise<Applicant> {
    const { applicants, providers, newId, clock } = this.deps;
    const { providerId, port } = providers.choose('SCREENING');
    const now = clock();
    const pending: Applicant = {
      id: newId(),
      userId: user.id,
      providerId,
      providerApplicantId: null,
      flowName: input.flowName,
      sourceKey: input.sourceKey,
      status: 'PROCESSING',
      decision: null,
      checkRequests: 0,
      createdAt: now,
      updatedAt: now,
    };
    await applicants.insert(pending);
    const name = splitName(user.name);
    const created = await providerCommand(
      () =>
        port.createApplicant(
          {
            email: input.email ?? user.email,
            phone: input.phone ?? user.mobile,
            firstName: input.firstName ?? name.first,
            lastName: input.lastName ?? name.last,
            flowName: input.flowName ?? undefined,
            sourceKey: input.sourceKey,
            externalUserIds: [user.id],
          },
          context,
        ),
      async (error) => {
        await this.#save({ ...pending, status: error.outcomeUnknown ? 'UNKNOWN' : 'ERRORED' });
      },
    );
    return this.#save({ ...pending, providerApplicantId: created.providerApplicantId, status: created.status });
  }

  async requestCheck(actor: Actor, applicantId: string, context: CallContext): Promise<Applicant> {
    const applicant = await getOwned(this.deps.applicants, actor, applicantId, 'applicantId');
    const providerApplicantId = applicant.providerApplicantId;
    if (providerApplicantId === null) throw conflict('applicantId', 'The provider does not have this applicant.');
    await providerCommand(async () =>
      this.deps.providers.portOf(applicant.providerId, 'SCREENING').requestCheck(providerApplicantId, context),
    );
    await this.deps.reads.changed(applicant.providerId, providerApplicantId);
    return this.#save({ ...applicant, status: 'PROCESSING', checkRequests: applicant.checkRequests + 1 });
  }

  /** `maxAgeMs`: how old a kept answer may be; null: always ask. */
  readState(applicant: Applicant, maxAgeMs: number | null, context: CallContext): Promise<Sourced<ScreeningState>> {
    return this.#read('applicant', applicant, maxAgeMs, (port, id) => port.getApplicantState(id, context));
  }

  readDetails(applicant: Applicant, maxAgeMs: number | null, context: CallContext): Promise<Sourced<ScreeningDetails>> {
    return this.#read('applicant-details', applicant, maxAgeMs, (port, id) => port.getApplicantDetails(id, context));
  }

  #read<T>(
    kind: string,
    applicant: Applicant,
    maxAgeMs: number | null,
    read: (port: ScreeningPort, providerApplicantId: string) => Promise<T>,
  ): Promise<Sourced<T>> {
    const { providerId, providerApplicantId } = applicant;
    return this.deps.reads.read(
      { providerId, kind, recordKey: providerApplicantId ?? applicant.id },
      maxAgeMs,
      async () => {
        if (providerApplicantId === null)
          throw new ProviderError({ providerId, code: 'PROVIDER_NOT_FOUND', retryable: false });
        return read(this.deps.providers.portOf(providerId, 'SCREENING'), providerApplicantId);
      },
    );
  }

  async #save(applicant: Applicant): Promise<Applicant> {
    const saved = { ...applicant, updatedAt: this.deps.clock() };
    await this.deps.applicants.save(saved);
    return saved;
  }
}

function splitName(name: string): { first: string; last: string | null } {
  const words = name.trim().split(/\s+/);
  const last = words.length > 1 ? (words.at(-1) ?? null) : null;
  return { first: words.slice(0, last === null ? 1 : -1).join(' '), last };
}
