import type { ConsentPurpose } from '../kernel/consent-purpose.js';
import type { Page, PageRequest } from '../kernel/paging.js';
import type { Consent } from './consent.js';
import type { Disclosure } from './disclosure.js';

/** The newest step of each purpose that has any. */
export type Standing = ReadonlyMap<ConsentPurpose, Consent>;

/** Consents are added and never changed. */
export interface ConsentRepository {
  insert(consent: Consent): Promise<void>;
  /** Questions of one moment cost one statement together. */
  findStanding(userId: string): Promise<Standing>;
  /** The newest first. */
  listByUsers(userIds: readonly string[], page: PageRequest): Promise<ReadonlyMap<string, Page<Consent>>>;
}

/** Disclosures are added and never changed. */
export interface DisclosureRepository {
  insert(disclosure: Disclosure): Promise<void>;
  /** The newest first. */
  listByUsers(userIds: readonly string[], page: PageRequest): Promise<ReadonlyMap<string, Page<Disclosure>>>;
}
