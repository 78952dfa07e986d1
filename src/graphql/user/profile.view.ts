import { parseDemat } from '../../domain/identifier/demat.js';
import { maskAccount, maskDate, maskEmail, maskPan, maskPhone, maskText } from '../../domain/identifier/mask.js';
import type { Profile } from '../../domain/user/profile.js';
import { toGlobalId } from '../common/global-id.js';
import { readable } from '../common/readable.js';
import type { ProfileType } from './profile.types.js';

/** A profile as the API shows it: numbers, contacts, date of birth and street masked: see `revealField`. */
export function toProfileView(profile: Profile): ProfileType {
  return {
    pan: readable(() => toPanView(profile.pan)),
    personal: readable(() => profile.personal),
    address: readable(() => toAddressView(profile.address)),
    bankAccounts: readable(() =>
      profile.bankAccounts.map((account) => ({ ...account, accountNumber: maskAccount(account.accountNumber) })),
    ),
    dematAccounts: readable(() => profile.dematAccounts.map(toDematView)),
    photoDocumentId: documentId(profile.photoDocumentId),
  };
}

export function toPanView(pan: Profile['pan']): ProfileType['pan'] {
  return (
    pan && {
      ...pan,
      number: maskPan(pan.number),
      dateOfBirth: maskDate(pan.dateOfBirth),
      mobile: maskPhone(pan.mobile),
      email: maskEmail(pan.email),
    }
  );
}

export function toAddressView(address: Profile['address']): ProfileType['address'] {
  return address && { ...address, line: maskText(address.line), landmark: maskText(address.landmark) };
}

function toDematView(account: Profile['dematAccounts'][number]): ProfileType['dematAccounts'][number] {
  return {
    ...account,
    dpId: maskAccount(account.dpId),
    clientId: maskAccount(account.clientId),
    wellFormed: isWellFormed(account),
    clientMasterDocumentId: documentId(account.clientMasterDocumentId),
  };
}

function isWellFormed(account: Profile['dematAccounts'][number]): boolean {
  const parsed = parseDemat(account);
  return parsed.ok && !parsed.value.mismatch;
}

function documentId(id: string | null): string | null {
  return id === null ? null : toGlobalId('Document', id);
}
