import { parseBankAccount } from '../../domain/identifier/bank-account.js';
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
    'An Indian permanent account number: five letters (the fourth is the holder type, one of ABCFGHJLPT), four digits and a letter. Upper-cased. Masked in answers. Example: `AAAPA1234A`.',
  parse: parsePan,
});

export const GstinScalar = textScalar({
  name: 'GSTIN',
  description:
    'An Indian goods and services tax number: state code, PAN, entity character, Z and a check character, which is verified. Upper-cased. Example: `29AAGCB7383J1Z4`.',
  parse: (text) => {
    const parsed = parseGstin(text);
    return parsed.ok ? accepted(parsed.value.value) : parsed;
  },
});

export const IfscScalar = textScalar({
  name: 'IFSC',
  description:
    'The code of an Indian bank branch: four letters, a zero and six letters or digits. Upper-cased. Example: `HDFC0000001`.',
  parse: parseIfsc,
});

export const PhoneScalar = textScalar({
  name: 'Phone',
  description:
    'A phone number in E.164 form. Spaces, dashes, dots and parentheses are removed, and ten Indian digits beginning with 6 to 9 get +91. Masked in answers. Example: `+919000000001`.',
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
  description: 'An Indian postal code: six digits, the first not zero. Example: `560001`.',
  parse: parsePincode,
});

export const BankAccountNumberScalar = textScalar({
  name: 'BankAccountNumber',
  description:
    'A bank account number: 6 to 40 letters and digits, as text, so that leading zeros survive. Masked in answers. Example: `000123456789`.',
  parse: parseBankAccount,
});
