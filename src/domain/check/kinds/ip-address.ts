import { defineCheck } from './check-kind.js';
import { exact } from './input-rule.js';

export interface IpAddressInput {
  readonly ipAddress: string;
}

export const ipAddressCheck = defineCheck<IpAddressInput>({
  meaning: 'An IP address for its place and risk.',
  discloses: { purpose: 'IDENTITY_VERIFICATION', items: ['NETWORK_ADDRESS'] },
  inputs: { ipAddress: exact },
  needs: ['proxy'],
  expiresWith: [],
  reasonField: 'ipAddress',
  units: 1,
  readAgain: false,
  subject: ({ ipAddress }) => maskIp(ipAddress),
});

/** The network part only: `203.0.X.X`. */
function maskIp(address: string): string {
  const parts = address.split(address.includes(':') ? ':' : '.');
  return [...parts.slice(0, 2), 'X', 'X'].join(address.includes(':') ? ':' : '.');
}
