import { FIELD_ERRORS, PROBLEM, type Stage, type Step } from './play-step.js';

const PURPOSES = [
  'IDENTITY_VERIFICATION',
  'BANK_VERIFICATION',
  'BIOMETRIC_CHECK',
  'SCREENING',
  'LENDING_WORKFLOW',
  'CUSTOMER_DATA_SHARING',
] as const;

/** Nothing of the person goes to a provider before they have read what for, and agreed. */
export const CONSENT_STEPS: readonly Step[] = PURPOSES.map((purpose) => ({
  name: `agree to ${purpose.toLowerCase().replaceAll('_', ' ')}`,
  play: (stage: Stage) => agree(stage, purpose),
}));

async function agree({ client }: Stage, purpose: string): Promise<string> {
  const { consentNotice: notice } = await client.query<{ consentNotice: { version: number; text: string } }>(
    'query ($purpose: ConsentPurpose!) { consentNotice(purpose: $purpose, language: EN) { version text } }',
    { purpose },
  );
  const { state } = await client.mutate<{ state: string }>(
    `mutation ($input: GiveConsentInput!) { result: giveConsent(input: $input) { ${PROBLEM} ${FIELD_ERRORS} ... on Consent { state } } }`,
    { input: { purpose, noticeVersion: notice.version, language: 'EN', channel: 'WEB' } },
    'Consent',
  );
  return `${state}, notice ${notice.version}: “${notice.text.slice(0, 48)}…”`;
}
