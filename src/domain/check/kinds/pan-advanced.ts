import { maskPan } from '../../identifier/mask.js';
import { defineCheck } from './check-kind.js';
import { name, panNumber } from './input-rule.js';

export interface PanAdvancedInput {
  readonly pan: string;
  readonly name: string | null;
}

export const panAdvancedCheck = defineCheck<PanAdvancedInput>({
  meaning: 'A PAN with the tax registry, in full detail.',
  discloses: { purpose: 'IDENTITY_VERIFICATION', items: ['PAN', 'NAME'] },
  inputs: { pan: panNumber, name },
  needs: [],
  expiresWith: [],
  reasonField: 'pan',
  units: 1,
  readAgain: false,
  subject: ({ pan }) => maskPan(pan),
});
