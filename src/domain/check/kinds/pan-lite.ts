import { maskPan } from '../../identifier/mask.js';
import { defineCheck } from './check-kind.js';
import { dateOfBirth, name, panNumber } from './input-rule.js';

export interface PanLiteInput {
  readonly pan: string;
  readonly name: string;
  /** ISO date. */
  readonly dateOfBirth: string;
}

export const panLiteCheck = defineCheck<PanLiteInput>({
  meaning: 'A PAN with a name and a date of birth.',
  discloses: { purpose: 'IDENTITY_VERIFICATION', items: ['PAN', 'NAME', 'DATE_OF_BIRTH'] },
  inputs: { pan: panNumber, name, dateOfBirth },
  needs: ['panStatus'],
  expiresWith: [],
  reasonField: 'pan',
  units: 1,
  readAgain: false,
  subject: ({ pan }) => maskPan(pan),
});
