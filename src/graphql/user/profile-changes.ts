import type { ProfileChanges } from '../../domain/user/profile-changes.js';
import { fromOptionalGlobalId } from '../common/global-id.js';
import type { UpdateProfileInput } from './profile.input.js';

/** Absent and null stay apart: the one keeps, the other clears. */
export function toProfileChanges(input: UpdateProfileInput): ProfileChanges {
  const { bankAccounts, dematAccounts, photoDocumentId } = input;
  return {
    ...input,
    bankAccounts: bankAccounts?.map((account) => ({ ...account, id: account.id ?? null })) ?? missing(bankAccounts),
    dematAccounts:
      dematAccounts?.map(({ clientMasterCopy, ...account }) => ({
        ...account,
        id: account.id ?? null,
        clientMasterCopy: clientMasterCopy == null ? clientMasterCopy : Buffer.from(clientMasterCopy, 'base64'),
      })) ?? missing(dematAccounts),
    photoDocumentId:
      photoDocumentId === undefined
        ? undefined
        : fromOptionalGlobalId('Document', photoDocumentId, 'input.photoDocumentId'),
  };
}

function missing(list: readonly unknown[] | null | undefined): null | undefined {
  return list === null ? null : undefined;
}
