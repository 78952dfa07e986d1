import { maskIdNumber } from '../../identifier/mask.js';
import { defineCheck } from './check-kind.js';
import { dateOfBirth, name, number } from './input-rule.js';

export interface PassportInput {
  readonly fileNumber: string;
  /** ISO date. */
  readonly dateOfBirth: string;
  readonly name: string | null;
}

export const passportCheck = defineCheck<PassportInput>({
  meaning: 'A passport application with its registry.',
  discloses: { purpose: 'IDENTITY_VERIFICATION', items: ['IDENTITY_DOCUMENT', 'NAME', 'DATE_OF_BIRTH'] },
  inputs: { fileNumber: number, dateOfBirth, name },
  needs: [],
  expiresWith: ['validUntil'],
  reasonField: 'fileNumber',
  units: 1,
  readAgain: false,
  subject: ({ fileNumber }) => maskIdNumber(fileNumber),
});
