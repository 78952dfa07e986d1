import { maskText } from '../../identifier/mask.js';
import { defineCheck } from './check-kind.js';
import { exact, name } from './input-rule.js';

export interface UpiInput {
  readonly vpa: string;
  readonly name: string | null;
}

export const upiCheck = defineCheck<UpiInput>({
  meaning: 'A UPI address with its bank.',
  discloses: { purpose: 'BANK_VERIFICATION', items: ['BANK_ACCOUNT', 'NAME'] },
  inputs: { vpa: exact, name },
  needs: [],
  expiresWith: [],
  reasonField: 'vpa',
  units: 1,
  readAgain: false,
  subject: ({ vpa }) => maskVpa(vpa),
});

/** `a***@upi`: the handle tells the bank, not the person. */
function maskVpa(vpa: string): string {
  const at = vpa.lastIndexOf('@');
  return at < 1 ? maskText(vpa) : `${maskText(vpa.slice(0, at))}${vpa.slice(at)}`;
}
