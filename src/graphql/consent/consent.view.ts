import type { Consent } from '../../domain/consent/consent.js';
import { stateOf } from '../../domain/consent/consent-gate.js';
import { currentVersion } from '../../domain/consent/notices.js';
import type { ConsentPurpose } from '../../domain/kernel/consent-purpose.js';
import type { ConsentType } from './consent.type.js';

/** How a person stands to a purpose; `consent` is the newest step of it. */
export function toConsentView(purpose: ConsentPurpose, consent: Consent | undefined): ConsentType {
  return {
    purpose,
    state: stateOf(consent),
    noticeVersion: consent?.noticeVersion ?? null,
    currentNoticeVersion: currentVersion(purpose),
    language: consent?.language ?? null,
    items: consent?.items ?? [],
    channel: consent?.channel ?? null,
    since: consent?.createdAt ?? null,
  };
}
