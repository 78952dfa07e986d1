import { isIP } from 'node:net';
import { parseAadhaar } from '../../domain/identifier/aadhaar.js';
import { accepted, refused } from '../../domain/identifier/parsed.js';
import { textScalar } from './text-scalar.js';
import { codeRule, tokenRule, typedRule } from './token-rule.js';

export const AadhaarNumberScalar = textScalar({
  name: 'AadhaarNumber',
  description:
    'An Aadhaar number: 12 digits with a valid check digit; spaces and dashes between groups are removed. Input only: it is passed on and kept nowhere.',
  parse: parseAadhaar,
  inputOnly: true,
});

export const IpAddressScalar = textScalar({
  name: 'IpAddress',
  description: 'An IPv4 or IPv6 address without a zone. Masked in answers. Example: `203.0.113.7`.',
  parse: (text) =>
    text.length <= 45 && isIP(text) !== 0 && !text.includes('%')
      ? accepted(text.toLowerCase())
      : refused('WRONG_FORMAT', 'must be an IPv4 or IPv6 address'),
});

const HTTPS_RULE = 'must be an absolute https address of at most 500 characters, without a user name or password';

export const HttpsUrlScalar = textScalar({
  name: 'HttpsUrl',
  description: 'An absolute https address of at most 500 characters. Example: `https://example.com/done`.',
  parse: (text) => {
    if (text.length > 500 || !URL.canParse(text)) return refused('WRONG_FORMAT', HTTPS_RULE);
    const { protocol, username, password, href } = new URL(text);
    const good = protocol === 'https:' && username === '' && password === '';
    return good ? accepted(href) : refused('WRONG_FORMAT', HTTPS_RULE);
  },
});

export const DrivingLicenceNumberScalar = textScalar({
  name: 'DrivingLicenceNumber',
  description:
    'The number of an Indian driving licence: 8 to 20 letters, digits, spaces and dashes. Upper-cased. Masked in answers. Example: `KA0120110000001`.',
  parse: codeRule({
    min: 8,
    max: 20,
    pattern: /^[A-Za-z]{2}[A-Za-z0-9 -]+$/,
    rule: 'must be a driving licence number: two letters of the state, then letters, digits, spaces and dashes; 8 to 20 in all',
  }),
});

export const EpicNumberScalar = textScalar({
  name: 'EpicNumber',
  description:
    'The number of an Indian voter id: 6 to 20 letters, digits and slashes. Upper-cased. Masked in answers. Example: `ABC0000001`.',
  parse: codeRule({
    min: 6,
    max: 20,
    pattern: /^[A-Za-z0-9/]+$/,
    rule: 'must be a voter id number: 6 to 20 letters, digits and slashes',
  }),
});

export const PassportFileNumberScalar = textScalar({
  name: 'PassportFileNumber',
  description:
    'The file number of an Indian passport application: 12 to 15 letters and digits. Upper-cased. Masked in answers. Example: `BN0000000000001`.',
  parse: codeRule({
    min: 12,
    max: 15,
    pattern: /^[A-Za-z0-9]+$/,
    rule: 'must be a passport file number: 12 to 15 letters and digits',
  }),
});

export const CinScalar = textScalar({
  name: 'CIN',
  description:
    'An Indian company number: a letter, five digits, two letters of the state, the year, three letters and six digits. Upper-cased. Example: `U00000KA2020PTC000001`.',
  parse: codeRule({
    min: 21,
    max: 21,
    pattern: /^[A-Za-z]\d{5}[A-Za-z]{2}\d{4}[A-Za-z]{3}\d{6}$/,
    rule: 'must be a company number (CIN) of 21 characters',
  }),
});

export const UpiAddressScalar = textScalar({
  name: 'UpiAddress',
  description: 'A UPI address: name, @ and handle. Masked in answers. Example: `success@upi`.',
  parse: typedRule({
    min: 3,
    max: 100,
    pattern: /^[A-Za-z0-9._-]+@[A-Za-z0-9]+$/,
    rule: 'must be a UPI address such as success@upi',
  }),
});

export const VehicleNumberScalar = textScalar({
  name: 'VehicleNumber',
  description:
    'The registration number of an Indian vehicle: 5 to 12 letters and digits. Upper-cased. Masked in answers. Example: `KA01AB0001`.',
  parse: codeRule({
    min: 5,
    max: 12,
    pattern: /^[A-Za-z0-9]+$/,
    rule: 'must be a vehicle number: 5 to 12 letters and digits',
  }),
});

export const TemplateNameScalar = textScalar({
  name: 'TemplateName',
  description:
    'The name of a template at the provider: 1 to 100 letters, digits, spaces, dots, underscores and dashes. Example: `basic_kyc`.',
  parse: tokenRule({
    min: 1,
    max: 100,
    pattern: /^[A-Za-z0-9 ._-]+$/,
    rule: 'must be a template name: 1 to 100 letters, digits, spaces, dots, underscores and dashes',
  }),
});
