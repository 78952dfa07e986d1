import { parseDemat } from '../../domain/identifier/demat.js';
import { maskAccount, maskEmail, maskPan, maskPhone } from '../../domain/identifier/mask.js';
import type { Profile } from '../../domain/user/profile.js';
import { toGlobalId } from '../common/global-id.js';
import type { ProfileType } from './profile.types.js';

/** A profile as the API shows it: identity numbers masked. */
export function toProfileView(profile: Profile): ProfileType {
  const { pan } = profile;
  return {
    pan: pan && { ...pan, number: maskPan(pan.number), mobile: maskPhone(pan.mobile), email: maskEmail(pan.email) },
    personal: profile.personal,
    address: profile.address,
    bankAccounts: profile.bankAccounts.map((account) => ({
      ...account,
      accountNumber: maskAccount(account.accountNumber),
    })),
    dematAccounts: profile.dematAccounts.map((account) => ({
      ...account,
      dpId: maskAccount(account.dpId),
      clientId: maskAccount(account.clientId),
      wellFormed: isWellFormed(account),
      clientMasterDocumentId: documentId(account.clientMasterDocumentId),
    })),
    photoDocumentId: documentId(profile.photoDocumentId),
  };
}

function isWellFormed(account: Profile['dematAccounts'][number]): boolean {
  const parsed = parseDemat(account);
  return parsed.ok && !parsed.value.mismatch;
}

function documentId(id: string | null): string | null {
  return id === null ? null : toGlobalId('Document', id);
}
