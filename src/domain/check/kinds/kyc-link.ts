import { maskPhone } from '../../identifier/mask.js';
import { defineCheck } from './check-kind.js';
import { name } from './input-rule.js';

export const LINK_CHANNELS = ['SMS', 'EMAIL', 'WHATSAPP'] as const;
export type LinkChannel = (typeof LINK_CHANNELS)[number];

export interface KycLinkInput {
  /** E.164. */
  readonly phone: string;
  readonly templateName: string;
  readonly name: string | null;
  readonly email: string | null;
  /** ISO date of the last day on which the link works. */
  readonly expiresOn: string | null;
  readonly notifyBy: readonly LinkChannel[];
}

export const kycLinkCheck = defineCheck<KycLinkInput>({
  meaning: 'A form of the provider that the person fills in.',
  discloses: { purpose: 'IDENTITY_VERIFICATION', items: ['NAME', 'CONTACT'] },
  inputs: {
    phone: 'INSTRUCTION',
    templateName: 'INSTRUCTION',
    name,
    email: 'INSTRUCTION',
    expiresOn: 'INSTRUCTION',
    notifyBy: 'INSTRUCTION',
  },
  needs: ['formChecks'],
  expiresWith: [],
  reasonField: null,
  units: 5,
  readAgain: true,
  subject: ({ phone }) => maskPhone(phone),
});
