import { maskIdNumber } from '../../identifier/mask.js';
import { defineCheck } from './check-kind.js';
import { dateOfBirth, number } from './input-rule.js';

export interface DrivingLicenceInput {
  readonly licenceNumber: string;
  /** ISO date. */
  readonly dateOfBirth: string;
}

export const drivingLicenceCheck = defineCheck<DrivingLicenceInput>({
  meaning: 'A driving licence with its registry.',
  discloses: { purpose: 'IDENTITY_VERIFICATION', items: ['IDENTITY_DOCUMENT', 'DATE_OF_BIRTH'] },
  inputs: { licenceNumber: number, dateOfBirth },
  needs: ['licenceStatus'],
  expiresWith: ['validUntil', 'transportValidUntil'],
  reasonField: 'licenceNumber',
  units: 1,
  readAgain: false,
  subject: ({ licenceNumber }) => maskIdNumber(licenceNumber),
});
