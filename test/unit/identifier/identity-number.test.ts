import { findIdentityNumber } from '../../../src/domain/identifier/identity-number.js';

test.each([
  ['AAAPA1234A', 'PAN'],
  ['pan:aaapa1234a', 'PAN'],
  ['user-AAAPA1234A-1', 'PAN'],
  ['AAAPA-1234-A', 'PAN'],
  ['27AAPFU0939F1ZV', 'PAN'],
  ['999941057058', 'AADHAAR'],
  ['uid_9999-4105-7058', 'AADHAAR'],
  ['9999:4105:7058', 'AADHAAR'],
  ['P0000001', 'PASSPORT'],
  ['voter:ABC0000001', 'VOTER_ID'],
  ['KA0120110000001', 'DRIVING_LICENCE'],
  ['000123456789', 'ACCOUNT_OR_PHONE'],
  ['acct:000123456789', 'ACCOUNT_OR_PHONE'],
  ['0001-2345-6789', 'ACCOUNT_OR_PHONE'],
  ['9000000001', 'ACCOUNT_OR_PHONE'],
  ['Flow \uff19\uff10\uff10\uff10\uff10\uff10\uff10\uff10\uff10\uff11', 'ACCOUNT_OR_PHONE'],
])('%s holds one: %s', (text, kind) => {
  expect(findIdentityNumber(text)).toBe(kind);
});

test.each([
  'user:0001',
  'web:1',
  'RUNNER-DEMO-01',
  'RUNNER-251-392',
  'order-2026-11-29',
  '20261129',
  'kyc_flow_2',
  'source-1',
  '0b8f6c1e-0000-4000-8000-000000000001',
  '33333333-3333-4333-8333-333333333333',
  'd41d8cd98f00b204e9800998ecf8427e',
  '',
])('%j holds none', (text) => {
  expect(findIdentityNumber(text)).toBeNull();
});
