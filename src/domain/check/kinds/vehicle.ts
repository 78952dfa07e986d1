import { maskIdNumber } from '../../identifier/mask.js';
import { defineCheck } from './check-kind.js';
import { number } from './input-rule.js';

export interface VehicleInput {
  readonly vehicleNumber: string;
}

export const vehicleCheck = defineCheck<VehicleInput>({
  meaning: "A vehicle's registration with its registry.",
  discloses: { purpose: 'IDENTITY_VERIFICATION', items: ['VEHICLE'] },
  inputs: { vehicleNumber: number },
  needs: ['registrationStatus', 'blacklistStatus'],
  expiresWith: ['registrationValidUntil', 'insuredUntil'],
  reasonField: 'vehicleNumber',
  units: 1,
  readAgain: false,
  subject: ({ vehicleNumber }) => maskIdNumber(vehicleNumber),
});
