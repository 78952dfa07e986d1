import { maskPan } from '../../identifier/mask.js';
import { defineCheck } from './check-kind.js';
import { name, panNumber } from './input-rule.js';

export interface PanInput {
  readonly pan: string;
  readonly name: string | null;
}

export const panCheck = defineCheck<PanInput>({
  meaning: 'A PAN with the tax registry.',
  ability: 'Check a PAN with the tax registry.',
  discloses: { purpose: 'IDENTITY_VERIFICATION', items: ['PAN', 'NAME'] },
  inputs: { pan: panNumber, name },
  needs: [],
  expiresWith: [],
  reasonField: 'pan',
  units: 1,
  readAgain: true,
  subject: ({ pan }) => maskPan(pan),
});
