import { printedCode } from './printed-code.js';

/** The state, the office, the year and a serial: `KA-01/2011/0000001` on the card, `KA0120110000001` to its registry. */
export const parseDrivingLicence = printedCode({
  min: 8,
  max: 20,
  separators: /[ ./-]/g,
  pattern: /^[A-Za-z]{2}[A-Za-z0-9]*\d[A-Za-z0-9]*$/,
  rule: 'must be a driving licence number: two letters of the state, then letters and digits; 8 to 20 in all',
});

/** Slashes are kept: they are part of the older numbers, such as `KL/01/001/000001`. */
export const parseVoterId = printedCode({
  min: 6,
  max: 20,
  pattern: /^[A-Za-z0-9/]+$/,
  rule: 'must be a voter id number: 6 to 20 letters, digits and slashes',
});

export const parsePassportFile = printedCode({
  min: 12,
  max: 15,
  separators: /[ /-]/g,
  pattern: /^[A-Za-z0-9]+$/,
  rule: 'must be a passport file number: 12 to 15 letters and digits',
});

export const parseCin = printedCode({
  min: 21,
  max: 21,
  pattern: /^[A-Za-z]\d{5}[A-Za-z]{2}\d{4}[A-Za-z]{3}\d{6}$/,
  rule: 'must be a company number (CIN) of 21 characters',
});

export const parseVehicleNumber = printedCode({
  min: 5,
  max: 12,
  separators: /[ .-]/g,
  pattern: /^[A-Za-z0-9]+$/,
  rule: 'must be a vehicle number: 5 to 12 letters and digits',
});

/** Spaces are no part of an address and dashes are, so only spaces are removed. Case is kept: banks do not agree on it. */
export const parseUpi = printedCode({
  min: 3,
  max: 100,
  separators: / /g,
  pattern: /^[A-Za-z0-9._-]+@[A-Za-z0-9]+$/,
  rule: 'must be a UPI address such as success@upi',
  letters: 'as they are',
});
