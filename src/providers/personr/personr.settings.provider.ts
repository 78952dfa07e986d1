import {
  choiceSetting,
  integerSetting,
  optionalTextSetting,
  optionalUrlSetting,
  type SettingValues,
  secretSetting,
  textSetting,
} from '../../config/setting.js';

/** Everything about Personr that an operator may set. */
export const PERSONR_SETTINGS = {
  PERSONR_BASE_URL: optionalUrlSetting({
    description:
      'Base URL of Personr with its whole path, e.g. https://enterprise.personr.co/api/1.1/wf; unset: the simulator',
    protocols: ['http:', 'https:'],
  }),
  PERSONR_TOKEN: secretSetting({
    description:
      'Bearer token of Personr, made outside and never replaced by the gateway. Preferred to email and password',
  }),
  PERSONR_EMAIL: optionalTextSetting({
    description:
      'Service account that makes the token where PERSONR_TOKEN is unset. Making one voids the token of every other user of the account',
    requiredWith: 'PERSONR_PASSWORD',
  }),
  PERSONR_PASSWORD: secretSetting({ description: 'Password of PERSONR_EMAIL', requiredWith: 'PERSONR_EMAIL' }),
  PERSONR_FLOW_NAME: textSetting({
    description: 'Exact name of the flow of new applicants (the flow, not its template)',
    fallback: 'KYC basic',
  }),
  PERSONR_EXTERNAL_USER_ID_ENCODING: choiceSetting({
    description:
      'How a list of external user ids is sent: one form value of JSON text, or a form value for each. Assumed',
    choices: ['json', 'repeated'],
    fallback: 'json',
  }),
  PERSONR_RETRY_REJECT_TYPES: textSetting({
    description: 'Reject types that ask the person to try again, separated by commas. Assumed',
    fallback: 'RETRY,Rejected (Retry)',
  }),
  PERSONR_FINAL_REJECT_TYPES: textSetting({
    description: 'Reject types that are final, separated by commas. Assumed',
    fallback: 'FINAL,Rejected (Final)',
  }),

  PERSONR_TOKEN_METHOD: choiceSetting({
    description: 'Where the service account makes its token: `form` api-token-generate, `basic` api-basic-auth',
    choices: ['form', 'basic'],
    fallback: 'form',
  }),
  PERSONR_LINK_APPLICANT_KEY: choiceSetting({
    description:
      "How the applicant is named when a hosted link is made: the manual's table says `applicantId`, its sample `applicant`",
    choices: ['applicant', 'applicantId', 'both'],
    fallback: 'applicant',
  }),
  PERSONR_MAX_CHECKS: integerSetting({
    description: 'How many checks of one applicant Personr allows; one more is never sent',
    fallback: 5,
    min: 1,
    max: 1_000,
  }),
  PERSONR_WEBHOOK_TOKEN: secretSetting({
    description:
      "Token that Personr's dashboard made for webhooks; unset: no webhook. They go to `/webhooks/personr` of the gateway",
  }),
  PERSONR_WEBHOOK_HEADER: textSetting({
    description: 'The header in which Personr sends the webhook token. Assumed',
    fallback: 'Authorization',
  }),
  PERSONR_WEBHOOK_SCHEME: textSetting({
    description: 'The word before the token in that header; `none`: the token stands alone. Assumed',
    fallback: 'Bearer',
  }),
};

export type PersonrSettings = SettingValues<typeof PERSONR_SETTINGS>;
