import type { CustomerRecord } from '../provider/customer-port.js';
import type { ExtractedData } from '../provider/screening-port.js';
import type { Source } from '../provider/source.js';
import type { Profile } from './profile.js';
import type { User } from './user.js';

export const FACT_NAMES = ['NAME', 'DATE_OF_BIRTH', 'CITY', 'POSTAL_CODE', 'EMAIL', 'MOBILE'] as const;
export type FactName = (typeof FACT_NAMES)[number];

/** One value of one fact; `providerId` is null for what the person told us. */
export interface FactValue {
  readonly providerId: string | null;
  readonly value: string;
}

/** The same fact side by side from every source that knows it. */
export interface Fact {
  readonly name: FactName;
  readonly values: readonly FactValue[];
  /** True when two sources say different things (case, spaces and punctuation aside). */
  readonly conflicting: boolean;
}

export interface FactSources {
  readonly user: User;
  readonly profile: Profile;
  readonly extracted: readonly { readonly source: Source; readonly data: ExtractedData }[];
  readonly customer: { readonly source: Source; readonly record: CustomerRecord } | null;
}

/** Collects what each source says; facts that nobody knows are left out. */
export function collectFacts({ user, profile, extracted, customer }: FactSources): readonly Fact[] {
  const values: Record<FactName, FactValue[]> = {
    NAME: [],
    DATE_OF_BIRTH: [],
    CITY: [],
    POSTAL_CODE: [],
    EMAIL: [],
    MOBILE: [],
  };
  const add = (name: FactName, providerId: string | null, value: string | null | undefined) => {
    if (value != null && value.trim() !== '') values[name].push({ providerId, value });
  };
  add('NAME', null, profile.pan?.name ?? user.name);
  add('DATE_OF_BIRTH', null, profile.pan?.dateOfBirth);
  add('CITY', null, profile.address?.city);
  add('POSTAL_CODE', null, profile.address?.pincode);
  add('EMAIL', null, user.email);
  add('MOBILE', null, user.mobile);
  for (const { source, data } of extracted) {
    add('NAME', source.providerId, fullName(data.firstName, null, data.lastName));
    add('DATE_OF_BIRTH', source.providerId, data.dateOfBirth);
    add('CITY', source.providerId, data.city);
    add('POSTAL_CODE', source.providerId, data.postcode);
  }
  if (customer !== null) {
    const { source, record } = customer;
    add('NAME', source.providerId, fullName(record.firstName, record.middleName, record.lastName));
    add('DATE_OF_BIRTH', source.providerId, record.dateOfBirth);
    add('EMAIL', source.providerId, record.email);
    add('MOBILE', source.providerId, record.mobile);
  }
  return (Object.keys(values) as FactName[])
    .filter((name) => values[name].length > 0)
    .map((name) => ({
      name,
      values: values[name],
      conflicting: new Set(values[name].map(({ value }) => comparable(value))).size > 1,
    }));
}

function fullName(...parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null && part !== '').join(' ');
}

/** Latin accents do not count; the vowel signs of Indian scripts, marks as well, do. */
function comparable(value: string): string {
  return value
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]|[^\p{L}\p{M}\p{N}]/gu, '')
    .toLowerCase();
}
