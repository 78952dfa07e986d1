import { textScalar } from '../scalars/text-scalar.js';
import { codeRule, typedRule } from '../scalars/token-rule.js';

export const MasterDataCodeScalar = textScalar({
  name: 'MasterDataCode',
  description:
    "A code of the CDP's master data, which it does not publish: 1 to 40 letters, digits, underscores and dashes. Example: `101`.",
  parse: typedRule({
    min: 1,
    max: 40,
    pattern: /^[A-Za-z0-9_-]+$/,
    rule: 'must be a master-data code: 1 to 40 letters, digits, underscores and dashes',
  }),
});

export const CurrencyCodeScalar = textScalar({
  name: 'CurrencyCode',
  description: 'A currency as three letters (ISO 4217). Upper-cased. Example: `INR`.',
  parse: codeRule({
    min: 3,
    max: 3,
    pattern: /^[A-Za-z]+$/,
    rule: 'must be a currency code of three letters, such as INR',
  }),
});
