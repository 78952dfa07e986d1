import type { PanHolderType } from '../identifier/pan.js';
import { panHolderType } from '../identifier/pan.js';
import type { FieldError } from '../kernel/problem.js';
import type { Address, BankAccount, DematAccount, HolderType, PanDetails, PersonalDetails } from './profile.js';

/**
 * A value that may be left out of a change: absent leaves what is kept as it is; null clears it, or is refused by
 * `findForbiddenNulls` where the profile cannot be without it.
 */
export type Change<T> = T | null | undefined;

export interface PanChange extends Omit<PanDetails, 'mobile' | 'email' | 'holderType'> {
  readonly mobile?: Change<string>;
  readonly email?: Change<string>;
  /** Absent for another number than the kept one: what its fourth letter says. */
  readonly holderType?: Change<HolderType>;
}

export interface AddressChange extends Omit<Address, 'landmark'> {
  readonly landmark?: Change<string>;
}

/** A bank account of the new list; without the id of a kept one it is a new account. */
export interface BankAccountChange extends Omit<BankAccount, 'id' | 'accountNumber'> {
  readonly id: string | null;
  readonly accountNumber?: Change<string>;
}

export interface DematAccountChange extends Omit<DematAccount, 'id' | 'dpId' | 'clientId' | 'clientMasterDocumentId'> {
  readonly id: string | null;
  readonly dpId?: Change<string>;
  readonly clientId?: Change<string>;
  /** The file itself. */
  readonly clientMasterCopy?: Change<Uint8Array>;
}

/** A list replaces the whole list. */
export interface ProfileChanges {
  readonly pan?: Change<PanChange>;
  readonly personal?: Change<PersonalDetails>;
  readonly address?: Change<AddressChange>;
  readonly bankAccounts?: Change<readonly BankAccountChange[]>;
  readonly dematAccounts?: Change<readonly DematAccountChange[]>;
  readonly photoDocumentId?: Change<string>;
}

const NOT_CLEARED = 'must not be null: leave it out to keep what is there';

/** Identification records are erased by `requestErasure` only, accounts by a list without them, numbers not at all. */
export function findForbiddenNulls(changes: ProfileChanges): FieldError[] {
  const { pan, bankAccounts, dematAccounts } = changes;
  const fields = [
    ...nullsOf(changes, ['pan', 'personal', 'address', 'bankAccounts', 'dematAccounts'], ''),
    ...nullsOf(pan, ['holderType'], 'pan.'),
    ...(bankAccounts ?? []).flatMap((account, at) => nullsOf(account, ['accountNumber'], `bankAccounts.${at}.`)),
    ...(dematAccounts ?? []).flatMap((account, at) => nullsOf(account, ['dpId', 'clientId'], `dematAccounts.${at}.`)),
  ];
  return fields.map((field) => ({ field, message: NOT_CLEARED }));
}

function nullsOf<T extends object>(value: T | null | undefined, names: readonly (keyof T & string)[], prefix: string) {
  return names.filter((name) => value?.[name] === null).map((name) => `${prefix}${name}`);
}

/** What is kept after the change: absent is unchanged, null is cleared. */
export function changed<T>(change: Change<T>, kept: T | null | undefined): T | null {
  return change === undefined ? (kept ?? null) : change;
}

export function changedPan(kept: PanDetails | null, change: PanChange): PanDetails {
  const sameNumber = kept?.number === change.number;
  return {
    ...change,
    mobile: changed(change.mobile, kept?.mobile),
    email: changed(change.email, kept?.email),
    holderType: change.holderType ?? (sameNumber ? kept.holderType : holderTypeOf(change.number)),
  };
}

export function changedAddress(kept: Address | null, change: AddressChange): Address {
  return { ...change, landmark: changed(change.landmark, kept?.landmark) };
}

const HOLDER_TYPES: Readonly<Partial<Record<PanHolderType, HolderType>>> = {
  PERSON: 'INDIVIDUAL',
  COMPANY: 'COMPANY',
  HINDU_UNDIVIDED_FAMILY: 'HUF',
  FIRM: 'FIRM',
  TRUST: 'TRUST',
};

function holderTypeOf(pan: string): HolderType {
  const type = panHolderType(pan);
  return (type !== null && HOLDER_TYPES[type]) || 'OTHER';
}
