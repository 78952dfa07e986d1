import { printedCode } from './printed-code.js';

/** Eleven characters in upper case: bank code, zero, branch code. */
export const parseIfsc = printedCode({
  min: 11,
  max: 11,
  pattern: /^[A-Za-z]{4}0[A-Za-z0-9]{6}$/,
  rule: 'must be an IFSC: four letters, a zero and six letters or digits, such as HDFC0000001',
});
