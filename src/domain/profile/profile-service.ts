import { Readable } from 'node:stream';
import { toAuditActor } from '../audit/audit-entry.js';
import type { AuditTrail } from '../audit/audit-trail.js';
import type { DocumentService } from '../document/document-service.js';
import { birthDateFault } from '../identifier/birth-date.js';
import type { Actor } from '../kernel/actor.js';
import type { CallContext } from '../kernel/call-context.js';
import type { Clock } from '../kernel/clock.js';
import { type FieldError, invalid } from '../kernel/problem.js';
import { type BankAccount, type DematAccount, emptyProfile, type Profile } from '../user/profile.js';
import {
  type Change,
  changedAddress,
  changedPan,
  findForbiddenNulls,
  type ProfileChanges,
} from '../user/profile-changes.js';
import type { UserRepository } from '../user/user-repository.js';

export interface ProfileDependencies {
  readonly users: UserRepository;
  readonly documents: DocumentService;
  readonly auditTrail: AuditTrail;
  readonly newId: () => string;
  readonly clock: Clock;
}

const MAX_ACCOUNTS = 20;

export class ProfileService {
  constructor(private readonly deps: ProfileDependencies) {}

  async update(actor: Actor, changes: ProfileChanges, context: CallContext): Promise<Profile> {
    const { users, clock } = this.deps;
    const [found] = await users.findProfiles([actor.userId]);
    const profile = found ?? emptyProfile(actor.userId);
    const now = clock();
    const faults = validate(changes, now);
    const bankAccounts = this.#bankAccounts(profile, changes.bankAccounts, faults);
    const dematAccounts = this.#dematAccounts(profile, changes.dematAccounts, faults);
    if (faults.length > 0) throw invalid(faults);
    if (changes.photoDocumentId != null) await this.#checkPhoto(actor, changes.photoDocumentId);
    const saved = await users.saveProfile(
      actor.userId,
      {
        ...(changes.pan != null && { pan: changedPan(profile.pan, changes.pan) }),
        ...(changes.personal != null && { personal: changes.personal }),
        ...(changes.address != null && { address: changedAddress(profile.address, changes.address) }),
        ...(changes.bankAccounts != null && { bankAccounts }),
        ...(changes.dematAccounts != null && {
          dematAccounts: await this.#withMasterCopies(actor, dematAccounts, changes.dematAccounts, context),
        }),
        ...(changes.photoDocumentId !== undefined && { photoDocumentId: changes.photoDocumentId }),
      },
      now,
    );
    await this.#record(actor, changes, context);
    return saved;
  }

  /** Which groups, never what is in them. */
  #record(actor: Actor, changes: ProfileChanges, { requestId }: CallContext): Promise<void> {
    const groups = Object.entries(changes).flatMap(([group, change]) => (change === undefined ? [] : [group]));
    return this.deps.auditTrail.record({
      actor: toAuditActor(actor),
      action: 'PROFILE_CHANGED',
      subjectUserId: actor.userId,
      target: { type: 'Profile', id: actor.userId },
      requestId,
      details: { groups: groups.join(' ') },
    });
  }

  async #checkPhoto(actor: Actor, documentId: string): Promise<void> {
    const { document } = await this.deps.documents.getContent(actor, documentId, 'photoDocumentId');
    if (document.kind === 'SELFIE') return;
    throw invalid([{ field: 'photoDocumentId', message: 'must be a document of kind SELFIE' }]);
  }

  #bankAccounts(
    profile: Profile,
    changes: ProfileChanges['bankAccounts'],
    faults: FieldError[],
  ): readonly BankAccount[] {
    if (changes == null) return profile.bankAccounts;
    return changes.map((change, index) => {
      const kept = keptById(profile.bankAccounts, change.id, `bankAccounts.${index}.id`, faults);
      const accountNumber = change.accountNumber ?? kept?.accountNumber;
      if (accountNumber === undefined && change.accountNumber !== null)
        faults.push({ field: `bankAccounts.${index}.accountNumber`, message: 'is required for a new account' });
      return { ...change, id: kept?.id ?? this.deps.newId(), accountNumber: accountNumber ?? '' };
    });
  }

  #dematAccounts(
    profile: Profile,
    changes: ProfileChanges['dematAccounts'],
    faults: FieldError[],
  ): readonly DematAccount[] {
    if (changes == null) return profile.dematAccounts;
    return changes.map(({ clientMasterCopy, ...change }, index) => {
      const kept = keptById(profile.dematAccounts, change.id, `dematAccounts.${index}.id`, faults);
      const dpId = change.dpId ?? kept?.dpId;
      const clientId = change.clientId ?? kept?.clientId;
      if (dpId === undefined && change.dpId !== null)
        faults.push({ field: `dematAccounts.${index}.dpId`, message: 'is required for a new account' });
      if (clientId === undefined && change.clientId !== null)
        faults.push({ field: `dematAccounts.${index}.clientId`, message: 'is required for a new account' });
      return {
        ...change,
        id: kept?.id ?? this.deps.newId(),
        dpId: dpId ?? '',
        clientId: clientId ?? '',
        // A new file is stored, and its id put here, once everything else is known to be right.
        clientMasterDocumentId: clientMasterCopy === null ? null : (kept?.clientMasterDocumentId ?? null),
      };
    });
  }

  /** A client master copy is a file like any other, so it is kept as a document. */
  #withMasterCopies(
    actor: Actor,
    accounts: readonly DematAccount[],
    changes: ProfileChanges['dematAccounts'],
    context: CallContext,
  ): Promise<readonly DematAccount[]> {
    return Promise.all(
      accounts.map(async (account, index) => {
        const bytes = changes?.[index]?.clientMasterCopy ?? null;
        if (bytes === null) return account;
        const document = await this.deps.documents.upload(
          actor,
          {
            kind: 'CLIENT_MASTER_COPY',
            side: null,
            country: null,
            filename: 'client-master-copy',
            content: Readable.from([bytes]),
            applicant: null,
            runner: null,
          },
          context,
        );
        return { ...account, clientMasterDocumentId: document.id };
      }),
    );
  }
}

function keptById<T extends { readonly id: string }>(
  kept: readonly T[],
  id: string | null,
  field: string,
  faults: FieldError[],
): T | undefined {
  if (id === null) return undefined;
  const found = kept.find((item) => item.id === id);
  if (found === undefined) faults.push({ field, message: 'is not one of your accounts' });
  return found;
}

function validate(changes: ProfileChanges, now: Date): FieldError[] {
  const faults = findForbiddenNulls(changes);
  const birthFault = changes.pan == null ? null : birthDateFault(changes.pan.dateOfBirth, now);
  if (birthFault !== null) faults.push({ field: 'pan.dateOfBirth', message: birthFault });
  checkList('bankAccounts', changes.bankAccounts, faults);
  checkList('dematAccounts', changes.dematAccounts, faults);
  return faults;
}

function checkList(field: string, list: Change<readonly { readonly primary: boolean }[]>, faults: FieldError[]): void {
  if (list == null) return;
  if (list.length > MAX_ACCOUNTS) faults.push({ field, message: `must have at most ${MAX_ACCOUNTS} entries` });
  if (list.filter((item) => item.primary).length > 1)
    faults.push({ field, message: 'must have at most one primary entry' });
}
