import { printedCode } from './printed-code.js';

/** Kept as text, so that leading zeros survive. */
export const parseBankAccount = printedCode({
  min: 6,
  max: 40,
  pattern: /^[A-Za-z0-9]+$/,
  rule: 'must be a bank account number: 6 to 40 letters and digits',
  letters: 'as they are',
});
