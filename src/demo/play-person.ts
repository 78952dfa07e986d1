/** The synthetic person of one run of the demo, made so that every simulated check passes. */
export interface PlayPerson {
  readonly firstName: string;
  readonly lastName: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
  /** E.164. */
  readonly mobile: string;
  /** ISO date. */
  readonly dateOfBirth: string;
  readonly pan: string;
  readonly gstin: string;
  readonly businessName: string;
  readonly bankAccountNumber: string;
  readonly ifsc: string;
  /** Of the identity document that the customer data platform gets. */
  readonly idNumber: string;
}

/** A new person; two runs within the same millisecond would meet. `five` digits go where there is no room for more. */
export function makePerson(now: number = Date.now()): PlayPerson {
  const five = String(10_000 + (now % 90_000));
  return {
    firstName: 'Nina',
    lastName: 'Varma',
    name: 'Nina Varma',
    email: `nina.${now}@example.com`,
    password: 'demo-password-nina',
    mobile: `+9190000${five}`,
    dateOfBirth: '1992-07-21',
    pan: `TSTPV${five.slice(1)}F`,
    gstin: '29AAICP2912R1ZR',
    businessName: 'Example Traders Private Limited',
    bankAccountNumber: `0001${now}`,
    ifsc: 'HDFC0000001',
    idNumber: `P${now}`,
  };
}
