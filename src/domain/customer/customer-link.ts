import type { Page, PageRequest } from '../kernel/paging.js';

export const LINK_STATES = ['PENDING', 'LINKED', 'FAILED', 'UNKNOWN'] as const;
/** PENDING: the onboarding was sent. UNKNOWN: no answer came back, so the customer may exist; a person has to look. */
export type LinkState = (typeof LINK_STATES)[number];

/** Which customer of a customer data platform a user is. */
export interface CustomerLink {
  readonly id: string;
  readonly userId: string;
  readonly providerId: string;
  /** The platform's customer number (`ecrn`); null until LINKED. */
  readonly customerNumber: string | null;
  readonly state: LinkState;
  /** Keyed hashes of the identity documents that were sent, so that a look-up that settles it is about the same person. */
  readonly documentFingerprints: readonly string[];
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface CustomerLinkRepository {
  /**
   * Claims the user's one onboarding at this provider. False when another is linked, under way or of unknown outcome:
   * then nothing may be sent.
   */
  claim(link: CustomerLink): Promise<boolean>;
  /**
   * Writes the outcome of one that is PENDING or UNKNOWN. False when it no longer is, or when the customer number belongs
   * to another user: then nothing was written.
   */
  settle(link: CustomerLink): Promise<boolean>;
  /** Without the FAILED ones: at most one for each user and provider. */
  findByUsers(userIds: readonly string[]): Promise<readonly CustomerLink[]>;
  /** The link to this customer of the platform; null when it is nobody here. */
  findByCustomer(providerId: string, customerNumber: string): Promise<CustomerLink | null>;
  /** For staff: those in this state, newest first. */
  listByState(state: LinkState, page: PageRequest): Promise<Page<CustomerLink>>;
}
