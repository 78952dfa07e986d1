import type { MagicInput } from '../../simulator/simulator-kit.js';

/** Magic inputs of the products beyond the registry, bank, name and liveness checks. Times are the simulator's own. */
export const CHECK_MAGIC_INPUTS: readonly MagicInput[] = [
  { operation: 'licence, voter id, passport, CIN, UPI, vehicle', input: '…0404 at the end', effect: 'INVALID' },
  {
    operation: 'licence, voter id, passport, CIN, UPI, vehicle',
    input: '…0007 at the end',
    effect: 'a status that is in no list',
  },
  {
    operation: 'licence, CIN, vehicle',
    input: '…0011 at the end',
    effect: 'known, but suspended or struck off (vehicle …0012: blacklisted)',
  },
  {
    operation: 'PAN lite',
    input: 'TSTPX0001A … TSTPX0007A',
    effect: 'pan_status ED, EL, D, X, F and one that is in no list',
  },
  { operation: 'PAN lite', input: 'born on 1900-01-01', effect: 'dob_match N' },
  {
    operation: 'UPI',
    input: 'failure@upi, expired@upi, invalidname@upi, unsupported@upi',
    effect: 'INVALID, EXPIRED, NPCI_NAME_INCORRECT, 400 vpa_unsupported; every other address belongs to JOHN DOE',
  },
  { operation: 'IP address', input: '198.51.100.…', effect: 'a VPN' },
  {
    operation: 'Aadhaar code',
    input: 'a number that begins with 2 / 3',
    effect: 'SUCCESS although nothing is sent / INVALID',
  },
  { operation: 'Aadhaar code', input: '111000; 000409', effect: 'the right code; 409 verification_pending' },
  { operation: 'DigiLocker account', input: 'a phone that ends with 0404', effect: 'ACCOUNT_NOT_FOUND' },
  {
    operation: 'DigiLocker',
    input: 'a redirect address with denied, expired, failed or never in it',
    effect: 'how it ends; otherwise AUTHENTICATED after 20 s',
  },
  {
    operation: 'DigiLocker documents',
    input: 'a redirect address with notlinked or slow in it',
    effect: 'AADHAAR_NOT_LINKED; the first request gets a 202',
  },
  {
    operation: 'bank account, async',
    input: 'any account of the bank account check',
    effect: 'ends after 30 s as that check would',
  },
  {
    operation: 'KYC link',
    input: 'a phone that ends with 0007, 0008, 0009',
    effect: 'never ends; a check fails; expires. Otherwise SUCCESS after 30 s',
  },
  {
    operation: 'e-sign',
    input: 'a redirect address with failed, expired or never in it',
    effect: 'how it ends; otherwise SUCCESS after 60 s',
  },
  {
    operation: 'reverse penny drop',
    input: 'the name failed, expired or never',
    effect: 'how it ends; otherwise SUCCESS after 20 s, paid by JOHN DOE',
  },
  {
    operation: 'webhooks',
    input: 'a redirect address or name with legacy, an account or phone that ends with 0077',
    effect: 'signed in the body',
  },
  { operation: 'webhooks', input: 'likewise disorder, 0078', effect: 'sent twice, and then an older event' },
  { operation: 'face match', input: 'the second image other.jpg, twofaces.jpg', effect: 'NO; MULTIPLE_FACE_DETECTED' },
  {
    operation: 'document reading',
    input: 'wrong.png, blurred.png, forged.png, screenshot.png',
    effect: 'INVALID; what the name says',
  },
  { operation: 'Aadhaar masking', input: 'wrong.png', effect: 'INVALID_DOCUMENT' },
];
