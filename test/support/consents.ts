import type { Consent } from '../../src/domain/consent/consent.js';
import { currentNotice } from '../../src/domain/consent/notices.js';
import { CONSENT_PURPOSES, type ConsentPurpose } from '../../src/domain/kernel/consent-purpose.js';
import type { TestGateway } from './test-gateway.js';

/** For tests that are about something else. */
export const ASK_ANYTHING = { mayAsk: async () => true };

/** Mutations that reach no provider, and those that do without consent, each for a reason. */
export const WITHOUT_CONSENT: ReadonlySet<string> = new Set([
  // The account itself, and records of ours.
  ...['register', 'login', 'logout', 'updateProfile', 'giveConsent', 'withdrawConsent', 'revealField'],
  ...['refreshSession', 'revokeSession', 'revokeOtherSessions', 'changePassword'],
  ...['requestPasswordReset', 'resetPassword'],
  ...['exportMyData', 'requestErasure', 'withdrawErasure', 'placeLegalHold', 'releaseLegalHolds'],
  ...['recordProviderErasure', 'setUserRoles', 'suspendUser', 'reinstateUser'],
  ...['createApiKey', 'revokeApiKey', 'linkExternalIdentity', 'confirmExternalIdentity', 'unlinkExternalIdentity'],
  // The operator's own designs, stores and files, by admins: nobody's personal data.
  ...['createWorkflowDesign', 'updateWorkflowDesign', 'markWorkflowDesignCurrent', 'duplicateWorkflowDesign'],
  ...['createWorkflowStore', 'createStorageDocument', 'addStorageDocumentFile'],
  // By staff, under the consent of whose runner it is: runner-tools.resolver.test.ts proves that it is asked for.
  ...['sendRunnerCallback', 'updateRunnerDesign', 'updateRunnerStore', 'parseRunnerTemplate'],
  // A code that the person asks for, to an address of their own, and what they get for it.
  ...['requestOtp', 'verifyOtp', 'exchangeProviderCode', 'refreshProviderSession'],
]);

/** As if the person had agreed to everything long ago; ids behind those of anything made later. */
export function agreedToEverything(userId: string, at: Date): readonly Consent[] {
  return CONSENT_PURPOSES.map((purpose, index) => {
    const { version: noticeVersion, language, items } = currentNotice(purpose, 'EN');
    return {
      id: `0180${String(index).padStart(4, '0')}${userId.slice(8)}`,
      userId,
      purpose,
      action: 'GIVEN',
      noticeVersion,
      language,
      items,
      channel: 'WEB',
      requestId: null,
      createdAt: at,
    };
  });
}

/** Gives consents through the API; absent: to every purpose. */
export async function agree(
  gateway: Pick<TestGateway, 'send'>,
  token: string,
  purposes: readonly ConsentPurpose[] = CONSENT_PURPOSES,
): Promise<void> {
  const fields = purposes.map((purpose) => {
    const input = `{ purpose: ${purpose}, noticeVersion: ${currentNotice(purpose, 'EN').version}, language: EN, channel: WEB }`;
    return `${purpose}: giveConsent(input: ${input}) { ... on Consent { state } }`;
  });
  const { data } = await gateway.send(`mutation { ${fields.join(' ')} }`, {}, token);
  for (const purpose of purposes)
    if (data?.[purpose]?.state !== 'LIVE') throw new Error(`A test person could not agree to ${purpose}.`);
}
