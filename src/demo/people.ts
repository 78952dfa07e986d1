/**
 * Synthetic people. Data only: the simulators are born with their records, the demo seed gives them local accounts,
 * and both sides take the references from here, so the two always agree.
 */
export interface DemoPerson {
  /** 1 and up; every reference is made from it. */
  readonly number: number;
  readonly role: 'CUSTOMER' | 'REVIEWER' | 'ADMIN';
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  /** E.164. The first is +919000000001. */
  readonly mobile: string;
  readonly gender: 'MALE' | 'FEMALE';
  /** ISO date. */
  readonly dateOfBirth: string;
  readonly pan: string;
  readonly city: string;
  readonly state: string;
  readonly pincode: string;
  readonly street: string;
  /** Crego: the person's runner and the applicant in it. */
  readonly cregoRunnerId: string;
  readonly cregoApplicantId: string;
  readonly cregoRefId: string;
  /** Personr, in the provider's own id format. */
  readonly personrApplicantId: string;
  /** CDP: customer number, and the identity document it is found by (id type 4). */
  readonly ecrn: string;
  readonly idType: string;
  readonly idNumber: string;
  /** Cashfree: the reference of a PAN check made earlier. */
  readonly panReferenceId: string;
}

const NAMES: readonly (readonly [string, string, 'MALE' | 'FEMALE'])[] = [
  ['Asha', 'Rao', 'FEMALE'],
  ['Ravi', 'Menon', 'MALE'],
  ['Nila', 'Das', 'FEMALE'],
  ['Kiran', 'Shah', 'MALE'],
  ['Meera', 'Iyer', 'FEMALE'],
  ['Dev', 'Nair', 'MALE'],
  ['Tara', 'Bose', 'FEMALE'],
  ['Arun', 'Pillai', 'MALE'],
  ['Lata', 'Verma', 'FEMALE'],
  ['Vikram', 'Joshi', 'MALE'],
  ['Sana', 'Khan', 'FEMALE'],
  ['Rohan', 'Gupta', 'MALE'],
  ['Isha', 'Kapoor', 'FEMALE'],
  ['Manu', 'Thomas', 'MALE'],
  ['Uma', 'Reddy', 'FEMALE'],
  ['Ajay', 'Singh', 'MALE'],
  ['Priya', 'Kulkarni', 'FEMALE'],
  ['Farid', 'Ansari', 'MALE'],
  ['Gita', 'Chandra', 'FEMALE'],
  ['Hari', 'Prasad', 'MALE'],
  ['Jaya', 'Mehta', 'FEMALE'],
  ['Omar', 'Qureshi', 'MALE'],
  ['Leela', 'Fernandes', 'FEMALE'],
  ['Nikhil', 'Bhat', 'MALE'],
  ['Pooja', 'Sethi', 'FEMALE'],
  ['Suresh', 'Lal', 'MALE'],
  ['Zara', 'Ali', 'FEMALE'],
  ['Yash', 'Oberoi', 'MALE'],
];

const PLACES = [
  ['Bengaluru', 'Karnataka', '560001'],
  ['Mysuru', 'Karnataka', '570001'],
  ['Chennai', 'Tamil Nadu', '600001'],
  ['Pune', 'Maharashtra', '411001'],
] as const;

const ROLES: Readonly<Record<number, DemoPerson['role']>> = { 2: 'REVIEWER' };

function person(index: number, [firstName, lastName, gender]: (typeof NAMES)[number]): DemoPerson {
  const number = index + 1;
  const two = String(number).padStart(2, '0');
  const [city, state, pincode] = PLACES[index % PLACES.length] ?? PLACES[0];
  return {
    number,
    role: ROLES[number] ?? 'CUSTOMER',
    firstName,
    lastName,
    email: `${firstName.toLowerCase()}@example.com`,
    mobile: `+9190000000${two}`,
    gender,
    dateOfBirth: `19${90 - (index % 20)}-04-${String(12 + (index % 16)).padStart(2, '0')}`,
    pan: `AAAP${lastName.charAt(0).toUpperCase()}${1233 + number}C`,
    city,
    state,
    pincode,
    street: `${11 + number}, Example Street`,
    cregoRunnerId: `c4e60000-0000-4000-8000-0000000000${two}`,
    cregoApplicantId: `c4e6a000-0000-4000-8000-0000000000${two}`,
    cregoRefId: `RUNNER-DEMO-${two}`,
    personrApplicantId: `17000000000${two}x1000000000000000${two}`,
    ecrn: `88000000${two}`,
    idType: '4',
    idNumber: `P00000${two}`,
    panReferenceId: `9000${two}`,
  };
}

export const DEMO_PEOPLE: readonly DemoPerson[] = NAMES.map((name, index) => person(index, name));

/** References of checks that the simulator is born with, so that their next steps can be tried at once. */
export const DEMO_CHECKS = { aadhaarReferenceId: '710001', digilockerReferenceId: '720001' } as const;

/** Staff without records at any provider. */
export const DEMO_ADMIN = { email: 'admin@example.com', name: 'Demo Admin', mobile: '+919000000099' } as const;

/** The first of the demo people, and the one that the sample operations run as. */
export const DEMO_CUSTOMER_EMAIL = 'asha@example.com';

/** Sets a new password of uma@example.com, once; for the sample operation `reset-password`. */
export const DEMO_RESET_TOKEN = 'demo-password-reset-token-of-uma-reddy-----';

/** Good once: for the sample operation `refresh-session`. */
export const DEMO_REFRESH_TOKEN = 'demo-refresh-token-of-a-device-of-asha-rao-';

/** Of every demo account; demo mode only. */
export const DEMO_PASSWORD = 'demo-password-1';

/** The receipt of somebody who was forgotten before; demo mode only. */
export const DEMO_ERASURE_RECEIPT = 'demo-receipt-of-a-person-who-was-forgotten-';

/** A white pixel, standing for cards and faces: a valid PNG of 68 bytes. */
export const DEMO_PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mP8/x8AAwMCAO+ip1sAAAAASUVORK5CYII=',
  'base64',
);
