import { optionalTextSetting, type Setting, type SettingTable, textSetting } from './setting.js';

const ROLES = ['CUSTOMER', 'REVIEWER', 'ADMIN'] as const;
type PersonRole = (typeof ROLES)[number];

/** An outside provider of identities (OpenID Connect) whose access tokens are accepted beside our own. */
export const OPENID_SETTINGS = {
  AUTH_ISSUER: issuerSetting({
    description:
      'Issuer of outside access tokens, exactly as they name it in `iss`. Unset: only tokens of the gateway are accepted.',
    requiredWith: 'AUTH_JWKS_URL',
  }),
  AUTH_JWKS_URL: keysSetting({
    description: 'Where that issuer publishes its keys; https, or http on this machine.',
    requiredWith: 'AUTH_ISSUER',
  }),
  AUTH_AUDIENCE: optionalTextSetting({
    description:
      "What its access tokens name this API in `aud`. Never a client's id: tokens that tell a client who signed in carry that.",
    requiredWith: 'AUTH_ISSUER',
  }),
  AUTH_ROLE_CLAIM: textSetting({
    description: 'The claim with the roles, a list or words separated by spaces; dots lead into objects.',
    fallback: 'roles',
  }),
  AUTH_ROLE_MAP: roleMapSetting(
    'What the words in it mean: `<word>=<role>`, by comma, with CUSTOMER, REVIEWER and ADMIN as roles. Other words mean nothing.',
  ),
} satisfies SettingTable;

function addressSetting(
  common: Pick<Setting<unknown>, 'description' | 'requiredWith'>,
  isGood: (url: URL) => boolean,
  rule: string,
): Setting<string | undefined> {
  return {
    ...optionalTextSetting(common),
    parse: (text) => {
      const url = URL.canParse(text) ? new URL(text) : null;
      if (url === null || url.username !== '' || url.password !== '' || !isGood(url)) throw new Error(rule);
      return text;
    },
  };
}

function issuerSetting(common: Pick<Setting<unknown>, 'description' | 'requiredWith'>): Setting<string | undefined> {
  return addressSetting(common, ({ protocol }) => protocol === 'https:', 'must be an absolute https address');
}

function keysSetting(common: Pick<Setting<unknown>, 'description' | 'requiredWith'>): Setting<string | undefined> {
  const isHere = ({ hostname }: URL) => ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  const isGood = (url: URL) => url.protocol === 'https:' || (url.protocol === 'http:' && isHere(url));
  return addressSetting(common, isGood, 'must be an absolute https address, or an http address on this machine');
}

function roleMapSetting(description: string): Setting<ReadonlyMap<string, PersonRole>> {
  return {
    description,
    fallback: new Map(ROLES.map((role) => [role, role])),
    shownFallback: ROLES.map((role) => `${role}=${role}`).join(','),
    secret: false,
    requiredInProduction: false,
    parse: (text) => new Map(text.split(',').map(parseMeaning)),
  };
}

function parseMeaning(item: string): [string, PersonRole] {
  const [, word, meaning] = /^\s*([^\s,=]{1,100})=([A-Z]+)\s*$/.exec(item) ?? [];
  const role = ROLES.find((known) => known === meaning);
  if (word === undefined || role === undefined)
    throw new Error('must be a list such as kyc-staff=REVIEWER,kyc-admin=ADMIN, with CUSTOMER, REVIEWER or ADMIN');
  return [word, role];
}
