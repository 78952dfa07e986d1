import type { Depository } from '../identifier/demat.js';

export const GENDERS = ['MALE', 'FEMALE', 'OTHER'] as const;
export type Gender = (typeof GENDERS)[number];

export const HOLDER_TYPES = ['INDIVIDUAL', 'COMPANY', 'HUF', 'FIRM', 'TRUST', 'OTHER'] as const;
export type HolderType = (typeof HOLDER_TYPES)[number];

export const BANK_ACCOUNT_TYPES = ['SAVINGS', 'CURRENT'] as const;
export type BankAccountType = (typeof BANK_ACCOUNT_TYPES)[number];

export interface PanDetails {
  readonly number: string;
  readonly name: string;
  /** ISO date. */
  readonly dateOfBirth: string;
  readonly mobile: string | null;
  readonly email: string | null;
  readonly holderType: HolderType;
}

export interface PersonalDetails {
  readonly gender: Gender;
  readonly placeOfBirth: string;
  readonly occupation: string;
  /** Rupees a year. */
  readonly annualIncome: number;
  readonly indianCitizen: boolean;
  /** The person confirms that what they gave is true. */
  readonly informationConfirmed: boolean;
}

export interface Address {
  readonly line: string;
  readonly landmark: string | null;
  readonly city: string;
  readonly pincode: string;
  readonly state: string;
  readonly country: string;
}

export interface BankAccount {
  readonly id: string;
  readonly bankName: string;
  readonly accountType: BankAccountType;
  /** Text: leading zeros count. */
  readonly accountNumber: string;
  readonly ifsc: string;
  readonly primary: boolean;
}

export interface DematAccount {
  readonly id: string;
  readonly depository: Depository;
  readonly dpId: string;
  readonly clientId: string;
  readonly primary: boolean;
  /** The uploaded client master copy. */
  readonly clientMasterDocumentId: string | null;
}

/** What a person told us about themselves; every group may still be missing. */
export interface Profile {
  readonly userId: string;
  readonly pan: PanDetails | null;
  readonly personal: PersonalDetails | null;
  readonly address: Address | null;
  readonly bankAccounts: readonly BankAccount[];
  readonly dematAccounts: readonly DematAccount[];
  readonly photoDocumentId: string | null;
}

export function emptyProfile(userId: string): Profile {
  return {
    userId,
    pan: null,
    personal: null,
    address: null,
    bankAccounts: [],
    dematAccounts: [],
    photoDocumentId: null,
  };
}
