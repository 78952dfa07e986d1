import { printedCode } from './printed-code.js';

/** Six digits; the space that people write in the middle is removed. */
export const parsePincode = printedCode({
  min: 6,
  max: 6,
  pattern: /^[1-9]\d{5}$/,
  rule: 'must be a pincode: six digits, the first not zero, such as 560001',
});
