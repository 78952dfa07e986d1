import { type Finding, reason } from '../../cashfree.mapping.js';

/** A PAN outlives its holder and stays "valid": only the message tells. */
export function holderFinding(message: string): Finding {
  if (/deceas|death|\bdead\b|\bdied\b/i.test(message)) {
    return { outcome: 'CAUTION', reasons: [reason('HOLDER_DECEASED', 'pan', null)] };
  }
  if (/dissol|liquidat|amalgam|acqui|merge|partition|split/i.test(message)) {
    return { outcome: 'CAUTION', reasons: [reason('REGISTRY_INACTIVE', 'pan', null)] };
  }
  // It says the opposite of the status.
  const opposite = /\binvalid\b|not (found|valid|exist)|deactiv|delet|inoperative|fake/i.test(message);
  return { outcome: opposite ? 'UNKNOWN' : 'PASS', reasons: [] };
}
