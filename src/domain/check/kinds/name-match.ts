import { maskText } from '../../identifier/mask.js';
import { defineCheck } from './check-kind.js';
import { name } from './input-rule.js';

export interface NameMatchInput {
  readonly name: string;
  readonly otherName: string;
}

export const nameMatchCheck = defineCheck<NameMatchInput>({
  meaning: 'Two names with each other.',
  ability: 'Compare two names.',
  discloses: { purpose: 'IDENTITY_VERIFICATION', items: ['NAME'] },
  // The two are held against each other: one finding, not two.
  inputs: { name, otherName: { ...name, confirmedByOutcome: true } },
  needs: [],
  expiresWith: [],
  reasonField: 'otherName',
  units: 1,
  readAgain: false,
  subject: (input) => `${maskText(input.name)} / ${maskText(input.otherName)}`,
});
