import type { ConsentPurpose, DataItem } from '../kernel/consent-purpose.js';

export const CONSENT_LANGUAGES = ['EN', 'HI'] as const;
export type ConsentLanguage = (typeof CONSENT_LANGUAGES)[number];

/** Where the person was asked. */
export const CONSENT_CHANNELS = ['WEB', 'MOBILE_APP', 'BRANCH', 'PHONE'] as const;
export type ConsentChannel = (typeof CONSENT_CHANNELS)[number];

export const CONSENT_ACTIONS = ['GIVEN', 'WITHDRAWN'] as const;
export type ConsentAction = (typeof CONSENT_ACTIONS)[number];

/** One step in the history of a person's consent to a purpose. The newest one of a purpose counts. */
export interface Consent {
  readonly id: string;
  readonly userId: string;
  readonly purpose: ConsentPurpose;
  readonly action: ConsentAction;
  /** The notice that was shown; null for a withdrawal. */
  readonly noticeVersion: number | null;
  readonly language: ConsentLanguage | null;
  /** The kinds of data agreed to; none for a withdrawal. */
  readonly items: readonly DataItem[];
  readonly channel: ConsentChannel | null;
  readonly requestId: string | null;
  readonly createdAt: Date;
}

/** LIVE: counts. OUTDATED: given to an earlier notice; ask again. */
export const CONSENT_STATES = ['NONE', 'LIVE', 'OUTDATED', 'WITHDRAWN'] as const;
export type ConsentState = (typeof CONSENT_STATES)[number];
