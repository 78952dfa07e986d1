import { maskIdNumber } from '../../identifier/mask.js';
import { defineCheck } from './check-kind.js';
import { name, number } from './input-rule.js';

export interface VoterIdInput {
  readonly epicNumber: string;
  readonly name: string | null;
}

export const voterIdCheck = defineCheck<VoterIdInput>({
  meaning: 'A voter id with its registry.',
  discloses: { purpose: 'IDENTITY_VERIFICATION', items: ['IDENTITY_DOCUMENT', 'NAME'] },
  inputs: { epicNumber: number, name },
  needs: [],
  expiresWith: [],
  reasonField: 'epicNumber',
  units: 1,
  readAgain: false,
  subject: ({ epicNumber }) => maskIdNumber(epicNumber),
});
