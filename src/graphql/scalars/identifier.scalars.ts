import { parseBankAccount } from '../../domain/identifier/bank-account.js';
import { parseDematNumber } from '../../domain/identifier/demat.js';
import { parseEmail } from '../../domain/identifier/email.js';
import { parseGstin } from '../../domain/identifier/gstin.js';
import { parseIfsc } from '../../domain/identifier/ifsc.js';
import { parsePan } from '../../domain/identifier/pan.js';
import { accepted } from '../../domain/identifier/parsed.js';
import { parsePhone } from '../../domain/identifier/phone.js';
import { parsePincode } from '../../domain/identifier/pincode.js';
import { textScalar } from './text-scalar.js';

export const PanScalar = textScalar({
  name: 'PAN',
  description:
    'An Indian permanent account number: five letters (the fourth is the holder type, one of ABCFGHJLPT), four digits that are not all zero, and a letter. Spaces and dashes are removed. Upper-cased. Masked in answers. Example: `AAAPA1234A`.',
  parse: parsePan,
});

export const GstinScalar = textScalar({
  name: 'GSTIN',
  description:
    'An Indian goods and services tax number: state code, PAN, entity character, Z and a check character, which is verified. Spaces and dashes are removed. Upper-cased. Example: `29AAGCB7383J1Z4`.',
  parse: (text) => {
    const parsed = parseGstin(text);
    return parsed.ok ? accepted(parsed.value.value) : parsed;
  },
});

export const IfscScalar = textScalar({
  name: 'IFSC',
  description:
    'The code of an Indian bank branch: four letters, a zero and six letters or digits. Spaces and dashes are removed. Upper-cased. Example: `HDFC0000001`.',
  parse: parseIfsc,
});

export const PhoneScalar = textScalar({
  name: 'Phone',
  description:
    'A phone number in E.164 form. Spaces, dashes, dots, slashes and parentheses are removed. Without a country code it is read as an Indian mobile number: ten digits beginning with 6 to 9, also after 0 or 91. Masked in answers. Example: `+919000000001`.',
  parse: parsePhone,
});

export const EmailAddressScalar = textScalar({
  name: 'EmailAddress',
  description:
    'An e-mail address of at most 254 ASCII characters, without quoted parts. Lower-cased. Example: `asha@example.com`.',
  parse: parseEmail,
});

export const PincodeScalar = textScalar({
  name: 'Pincode',
  description:
    'An Indian postal code: six digits, the first not zero. Spaces and dashes are removed. Example: `560001`.',
  parse: parsePincode,
});

export const BankAccountNumberScalar = textScalar({
  name: 'BankAccountNumber',
  description:
    'A bank account number: 6 to 40 letters and digits, as text, so that leading zeros survive. Spaces and dashes are removed. Masked in answers. Example: `000123456789`.',
  parse: parseBankAccount,
});

export const DematNumberScalar = textScalar({
  name: 'DematNumber',
  description:
    'The DP id or the client id of a demat account: IN and six digits, eight digits, or sixteen digits. Spaces, dashes and slashes are removed. Upper-cased. Masked in answers. Example: `IN300001`.',
  parse: parseDematNumber,
});
