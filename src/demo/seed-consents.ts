import type { Consent } from '../domain/consent/consent.js';
import { currentNotice } from '../domain/consent/notices.js';
import { CONSENT_PURPOSES } from '../domain/kernel/consent-purpose.js';

/** Kinds of demo ids from here on are consents, one for each purpose. */
const FIRST_KIND = 20;

/** The demo people have agreed to everything, so that all of the API can be tried at once. */
export function demoConsents(userId: string, idOf: (kind: number) => string, at: Date): readonly Consent[] {
  return CONSENT_PURPOSES.map((purpose, index) => {
    const { version, language, items } = currentNotice(purpose, 'EN');
    return {
      id: idOf(FIRST_KIND + index),
      userId,
      purpose,
      action: 'GIVEN',
      noticeVersion: version,
      language,
      items,
      channel: 'WEB',
      requestId: null,
      createdAt: at,
    };
  });
}
