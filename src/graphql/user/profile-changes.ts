import type { ProfileChanges } from '../../domain/user/profile-service.js';
import { fromOptionalGlobalId } from '../common/global-id.js';
import type { UpdateProfileInput } from './profile.input.js';

/** Absent and null mean the same in this input: leave it as it is. */
export function toProfileChanges(input: UpdateProfileInput): ProfileChanges {
  const { pan, personal, address, bankAccounts, dematAccounts } = input;
  return {
    pan: pan == null ? null : { ...pan, mobile: pan.mobile ?? null, email: pan.email ?? null },
    personal: personal ?? null,
    address: address == null ? null : { ...address, landmark: address.landmark ?? null },
    bankAccounts:
      bankAccounts?.map((account) => ({
        ...account,
        id: account.id ?? null,
        accountNumber: account.accountNumber ?? null,
      })) ?? null,
    dematAccounts:
      dematAccounts?.map(({ clientMasterCopy, ...account }) => ({
        ...account,
        id: account.id ?? null,
        dpId: account.dpId ?? null,
        clientId: account.clientId ?? null,
        clientMasterCopy: clientMasterCopy == null ? null : Buffer.from(clientMasterCopy, 'base64'),
      })) ?? null,
    photoDocumentId: fromOptionalGlobalId('Document', input.photoDocumentId, 'input.photoDocumentId'),
  };
}
