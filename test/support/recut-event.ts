/**
 * What an attacker makes of a genuine event of Cashfree's current scheme, of an invalid account: the signed text (its time
 * and its body) cut into keys of `data` that sort in its order, so that their values joined are that text again.
 */
export function recut(timestamp: string, rawBody: string, reference: string): { data: Record<string, string> } {
  const text = timestamp + rawBody;
  const valid = text.indexOf('"INVALID"') + 3;
  const at = text.indexOf(reference, valid);
  const data = {
    a: text.slice(0, valid),
    account_status: text.slice(valid, valid + 5),
    b: text.slice(valid + 5, at),
    reference_id: reference,
    z: text.slice(at + reference.length),
  };
  if (Object.values(data).join('') !== text || data.account_status !== 'VALID') throw new Error('cut wrongly');
  return { data };
}
