import { Readable } from 'node:stream';
import { toAuditActor } from '../audit/audit-entry.js';
import type { AuditTrail } from '../audit/audit-trail.js';
import type { Clock } from '../clock.js';
import type { DocumentService } from '../document/document-service.js';
import { birthDateFault } from '../identifier/birth-date.js';
import { type FieldError, invalid } from '../problem.js';
import type { CallContext } from '../provider/call-context.js';
import type { Actor } from '../session/actor.js';
import {
  type Address,
  type BankAccount,
  type DematAccount,
  emptyProfile,
  type PanDetails,
  type PersonalDetails,
  type Profile,
} from './profile.js';
import type { UserRepository } from './user-repository.js';

/** A bank account of the new list; with the id of a kept one, an absent number stays what it was. */
export interface BankAccountChange extends Omit<BankAccount, 'id' | 'accountNumber'> {
  readonly id: string | null;
  readonly accountNumber: string | null;
}

export interface DematAccountChange extends Omit<DematAccount, 'id' | 'dpId' | 'clientId' | 'clientMasterDocumentId'> {
  readonly id: string | null;
  readonly dpId: string | null;
  readonly clientId: string | null;
  /** The file itself; absent: the kept one stays. */
  readonly clientMasterCopy: Uint8Array | null;
}

/** Groups that are absent stay as they are; a list replaces the whole list. */
export interface ProfileChanges {
  readonly pan: PanDetails | null;
  readonly personal: PersonalDetails | null;
  readonly address: Address | null;
  readonly bankAccounts: readonly BankAccountChange[] | null;
  readonly dematAccounts: readonly DematAccountChange[] | null;
  readonly photoDocumentId: string | null;
}

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
    if (changes.photoDocumentId !== null) await this.#checkPhoto(actor, changes.photoDocumentId);
    const saved = await users.saveProfile(
      actor.userId,
      {
        ...(changes.pan !== null && { pan: changes.pan }),
        ...(changes.personal !== null && { personal: changes.personal }),
        ...(changes.address !== null && { address: changes.address }),
        ...(changes.bankAccounts !== null && { bankAccounts }),
        ...(changes.dematAccounts !== null && {
          dematAccounts: await this.#withMasterCopies(actor, dematAccounts, changes.dematAccounts, context),
        }),
        ...(changes.photoDocumentId !== null && { photoDocumentId: changes.photoDocumentId }),
      },
      now,
    );
    await this.#record(actor, changes, context);
    return saved;
  }

  /** Which groups, never what is in them. */
  #record(actor: Actor, changes: ProfileChanges, { requestId }: CallContext): Promise<void> {
    const groups = Object.entries(changes).flatMap(([group, change]) => (change === null ? [] : [group]));
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
    if (changes === null) return profile.bankAccounts;
    return changes.map((change, index) => {
      const kept = keptById(profile.bankAccounts, change.id, `bankAccounts.${index}.id`, faults);
      const accountNumber = change.accountNumber ?? kept?.accountNumber;
      if (accountNumber === undefined)
        faults.push({ field: `bankAccounts.${index}.accountNumber`, message: 'is required for a new account' });
      return { ...change, id: kept?.id ?? this.deps.newId(), accountNumber: accountNumber ?? '' };
    });
  }

  #dematAccounts(
    profile: Profile,
    changes: ProfileChanges['dematAccounts'],
    faults: FieldError[],
  ): readonly DematAccount[] {
    if (changes === null) return profile.dematAccounts;
    return changes.map(({ clientMasterCopy, ...change }, index) => {
      const kept = keptById(profile.dematAccounts, change.id, `dematAccounts.${index}.id`, faults);
      const dpId = change.dpId ?? kept?.dpId;
      const clientId = change.clientId ?? kept?.clientId;
      if (dpId === undefined)
        faults.push({ field: `dematAccounts.${index}.dpId`, message: 'is required for a new account' });
      if (clientId === undefined)
        faults.push({ field: `dematAccounts.${index}.clientId`, message: 'is required for a new account' });
      return {
        ...change,
        id: kept?.id ?? this.deps.newId(),
        dpId: dpId ?? '',
        clientId: clientId ?? '',
        clientMasterDocumentId: kept?.clientMasterDocumentId ?? null,
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
  const faults: FieldError[] = [];
  const birthFault = changes.pan === null ? null : birthDateFault(changes.pan.dateOfBirth, now);
  if (birthFault !== null) faults.push({ field: 'pan.dateOfBirth', message: birthFault });
  if (changes.personal !== null && changes.personal.annualIncome < 0)
    faults.push({ field: 'personal.annualIncome', message: 'must not be negative' });
  checkList('bankAccounts', changes.bankAccounts, faults);
  checkList('dematAccounts', changes.dematAccounts, faults);
  return faults;
}

function checkList(field: string, list: readonly { readonly primary: boolean }[] | null, faults: FieldError[]): void {
  if (list === null) return;
  if (list.length > MAX_ACCOUNTS) faults.push({ field, message: `must have at most ${MAX_ACCOUNTS} entries` });
  if (list.filter((item) => item.primary).length > 1)
    faults.push({ field, message: 'must have at most one primary entry' });
}
