import { isIP } from 'node:net';
import { parseAadhaar } from '../../domain/identifier/aadhaar.js';
import { cleanText } from '../../domain/identifier/clean-text.js';
import { accepted, refused } from '../../domain/identifier/parsed.js';
import {
  parseCin,
  parseDrivingLicence,
  parsePassportFile,
  parseUpi,
  parseVehicleNumber,
  parseVoterId,
} from '../../domain/identifier/registry-numbers.js';
import { textScalar } from './text-scalar.js';
import { ownReference, tokenRule } from './token-rule.js';

export const AadhaarNumberScalar = textScalar({
  name: 'AadhaarNumber',
  description:
    'An Aadhaar number: 12 digits with a valid check digit; spaces and dashes between groups are removed. Input only: it is passed on and kept nowhere. Example: `9999 4105 7058`.',
  parse: parseAadhaar,
  inputOnly: true,
});

export const IpAddressScalar = textScalar({
  name: 'IpAddress',
  description: 'An IPv4 or IPv6 address without a zone. Masked in answers. Example: `203.0.113.7`.',
  parse: (text) => {
    const cleaned = cleanText(text, 45);
    return cleaned.ok && cleaned.value.length <= 45 && isIP(cleaned.value) !== 0 && !cleaned.value.includes('%')
      ? accepted(cleaned.value.toLowerCase())
      : refused('WRONG_FORMAT', 'must be an IPv4 or IPv6 address');
  },
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
    'The number of an Indian driving licence: two letters of the state, then letters and digits, 8 to 20 in all. Spaces, dashes, slashes and dots are removed. Upper-cased. Masked in answers. Example: `KA0120110000001`.',
  parse: parseDrivingLicence,
});

export const EpicNumberScalar = textScalar({
  name: 'EpicNumber',
  description:
    'The number of an Indian voter id: 6 to 20 letters, digits and slashes. Spaces and dashes are removed. Upper-cased. Masked in answers. Example: `ABC0000001`.',
  parse: parseVoterId,
});

export const PassportFileNumberScalar = textScalar({
  name: 'PassportFileNumber',
  description:
    'The file number of an Indian passport application: 12 to 15 letters and digits. Spaces, dashes and slashes are removed. Upper-cased. Masked in answers. Example: `BN0000000000001`.',
  parse: parsePassportFile,
});

export const CinScalar = textScalar({
  name: 'CIN',
  description:
    'An Indian company number: a letter, five digits, two letters of the state, the year, three letters and six digits. Spaces and dashes are removed. Upper-cased. Example: `U00000KA2020PTC000001`.',
  parse: parseCin,
});

export const UpiAddressScalar = textScalar({
  name: 'UpiAddress',
  description: 'A UPI address: name, @ and handle. Spaces are removed. Masked in answers. Example: `success@upi`.',
  parse: parseUpi,
});

export const VehicleNumberScalar = textScalar({
  name: 'VehicleNumber',
  description:
    'The registration number of an Indian vehicle: 5 to 12 letters and digits. Spaces, dashes and dots are removed. Upper-cased. Masked in answers. Example: `KA01AB0001`.',
  parse: parseVehicleNumber,
});

export const TemplateNameScalar = textScalar({
  name: 'TemplateName',
  description:
    'The name of a template at the provider: 1 to 100 letters, digits, spaces, dots, underscores and dashes. Example: `basic_kyc`.',
  parse: ownReference(
    tokenRule({
      min: 1,
      max: 100,
      pattern: /^[A-Za-z0-9 ._-]+$/,
      rule: 'must be a template name: 1 to 100 letters, digits, spaces, dots, underscores and dashes',
    }),
  ),
});
