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
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface CustomerLinkRepository {
  /**
   * Claims the user's one onboarding at this provider. False when another is linked, under way or of unknown outcome:
   * then nothing may be sent.
   */
  claim(link: CustomerLink): Promise<boolean>;
  save(link: CustomerLink): Promise<void>;
  findByUsers(userIds: readonly string[]): Promise<readonly CustomerLink[]>;
}
