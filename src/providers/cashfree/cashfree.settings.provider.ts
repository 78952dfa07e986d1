import {
  flagSetting,
  integerSetting,
  optionalTextSetting,
  type Setting,
  secretSetting,
  textSetting,
} from '../../config/setting.js';

/** Settings of the webhook and of the products beyond the registry, bank, name and liveness checks. */
export const PRODUCT_SETTINGS = {
  CASHFREE_WEBHOOK_SECRETS: secretListSetting(
    'Secrets that webhooks may be signed with, by comma: all that are live, because they sign with the oldest for a while. Unset: the client secret. With neither there is no webhook.',
  ),
  CASHFREE_WEBHOOK_LEGACY: flagSetting({
    description:
      'Whether webhooks signed in their body over the sorted values of `data` are taken too: the scheme of older accounts. Their signature covers neither time nor kind nor which value belongs to which key, so they are only a reason to ask again. Needs CASHFREE_WEBHOOK_LEGACY_SECRET.',
    fallback: false,
  }),
  CASHFREE_WEBHOOK_LEGACY_SECRET: secretSetting({
    description:
      'The secret of that scheme alone. The process does not start with one that is a secret of the current scheme as well: whoever captured a webhook of one could cut it into one of the other.',
  }),
  CASHFREE_EVENT_UTC_OFFSET: offsetSetting(
    'Assumption: the zone of event times that are sent without one, as an offset from UTC.',
  ),
  CASHFREE_AADHAAR_OTP: flagSetting({
    description:
      'Whether the merchant account may check Aadhaar numbers with a code sent to the holder (offline-aadhaar). Off: the capability is not offered; use DigiLocker.',
    fallback: false,
  }),
  CASHFREE_FACE_MATCH_THRESHOLD: optionalTextSetting({
    description:
      'The score, 0 to 1, from which two faces are one person. Unset: theirs (their texts say 0.75 and 0.7).',
  }),
  CASHFREE_FACE_MATCH_DOUBT_PERCENT: integerSetting({
    description:
      'Policy: two faces that they call one, but with a score of less than this many percent, are CAUTION (the lower of their two texts on the threshold).',
    fallback: 70,
    min: 0,
    max: 100,
  }),
  CASHFREE_UPI_PATH: pathSetting('Assumption: path of the UPI check, which their reference does not list.', '/upi'),
  CASHFREE_DIGILOCKER_FLOW_FIELD: textSetting({
    description: 'Assumption: name of the field that tells a DigiLocker sign-in from a sign-up.',
    fallback: 'user_flow',
  }),
  CASHFREE_FILE_HOSTS: textSetting({
    description: 'Assumption: hosts, by comma, that links to finished files (masked Aadhaar images) may point to.',
    fallback: 'cashfree.com,amazonaws.com',
  }),
};

/** The texts of a comma-separated list, without blanks. */
export function listOf(text: string): string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

/** An empty secret would accept anything that anybody signs with it. */
function secretListSetting(description: string): Setting<string | undefined> {
  return {
    ...optionalTextSetting({ description, secret: true }),
    parse: (text) => {
      if (text.split(',').some((secret) => secret.trim() === '')) throw new Error('must not contain an empty secret');
      return text;
    },
  };
}

function offsetSetting(description: string): Setting<string> {
  return {
    ...textSetting({ description, fallback: '+05:30' }),
    parse: (text) => {
      if (!/^[+-]\d{2}:\d{2}$/.test(text)) throw new Error('must be an offset such as +05:30');
      return text;
    },
  };
}

function pathSetting(description: string, fallback: string): Setting<string> {
  return {
    ...textSetting({ description, fallback }),
    parse: (text) => {
      if (!/^(\/[A-Za-z0-9._-]+)+$/.test(text)) throw new Error('must be a path such as /upi');
      return text;
    },
  };
}
