import { integerSetting, type SettingTable, textSetting } from './setting.js';

const days = (what: string, fallback: number) =>
  integerSetting({ description: `${what}, in days.`, fallback, min: 1, max: 36_500 });

/** How long personal data is kept. */
export const PRIVACY_SETTINGS = {
  RETENTION_SESSION_DAYS: days('How long ended sessions are kept', 90),
  RETENTION_ANSWER_DAYS: days('How long the last known answers of providers are kept after they were given', 365),
  RETENTION_WEBHOOK_DAYS: days('How long processed webhooks are kept', 365),
  RETENTION_PROOF_DAYS: days(
    'Assumption: how long proof of consents and disclosures is kept after the erasure of a person has ended',
    2557,
  ),
  RETENTION_IDENTIFICATION_YEARS: integerSetting({
    description: 'How long identification is kept, restricted, after a relationship has ended, in years.',
    fallback: 5,
    min: 0,
    max: 50,
  }),
  RETENTION_IDENTIFICATION_BASIS: textSetting({
    description: 'The legal basis of that, as it is shown to the person.',
    fallback: 'Prevention of Money-Laundering Act, section 12: records of identity',
  }),
  ERASURE_DELAY_HOURS: integerSetting({
    description: 'How long a person may withdraw a request for erasure before it is carried out, in hours.',
    fallback: 72,
    min: 0,
    max: 720,
  }),
} satisfies SettingTable;
