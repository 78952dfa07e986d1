/**
 * A time as an epoch in seconds (ten digits) or milliseconds (thirteen), in milliseconds; null for anything else. No other
 * number of digits is a time between 2001 and 2286, so one cannot be taken for the other.
 */
export function toEpochMs(text: string): number | null {
  if (/^\d{10}$/.test(text)) return Number(text) * 1000;
  return /^\d{13}$/.test(text) ? Number(text) : null;
}
