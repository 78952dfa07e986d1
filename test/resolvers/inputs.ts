import { CLEAR } from '../support/fakes/record-samples.js';

/** A whole input for `onboardCustomer`, with one document and no images. */
export function onboardingInput(changes: Record<string, unknown> = {}) {
  return {
    firstName: 'Asha',
    lastName: 'Rao',
    nationality: 'IN',
    dateOfBirth: '1990-04-05',
    countryOfResidence: 'IN',
    gender: 'FEMALE',
    mobile: CLEAR.mobiles[0],
    email: 'asha@example.com',
    politicallyExposed: false,
    addresses: [{ type: 'PRESENT', line1: '12', city: 'Bengaluru', country: 'IN' }],
    idDocuments: [{ idType: 4, idNumber: 'P0000001', issuedCountry: 'IN' }],
    ...changes,
  };
}

export function bankAccountInput(changes: Record<string, unknown> = {}) {
  return {
    bankName: 'Example Bank',
    accountType: 'SAVINGS',
    accountNumber: CLEAR.accountNumber,
    ifsc: 'HDFC0000001',
    primary: true,
    ...changes,
  };
}

export function dematAccountInput(changes: Record<string, unknown> = {}) {
  return { depository: 'NSDL', dpId: CLEAR.dpId, clientId: CLEAR.clientId, primary: true, ...changes };
}
