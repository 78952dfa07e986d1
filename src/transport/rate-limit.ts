import type { RateLimitState } from './transport-state.js';

const DAY_MS = 24 * 60 * 60 * 1000;

/** X-RateLimit-* of the answer, or null when it carries none of them. */
export function readRateLimit(headers: Record<string, string>, now: number): RateLimitState | null {
  const limit = toCount(headers['x-ratelimit-limit']);
  const remaining = toCount(headers['x-ratelimit-remaining']);
  const resetMs = toDelayMs(headers['x-ratelimit-reset'], now);
  if (limit === null && remaining === null && resetMs === null) return null;
  return { limit, remaining, resetAt: resetMs === null ? null : new Date(now + resetMs) };
}

/** How long a 429 or 503 asks us to wait, at most a day. The reset of a rate limit counts only when it was exceeded. */
export function readRetryAfterMs(status: number, headers: Record<string, string>, now: number): number | undefined {
  if (status !== 429 && status !== 503) return undefined;
  const asked = toDelayMs(headers['retry-after'], now);
  return asked ?? (status === 429 ? toDelayMs(headers['x-ratelimit-reset'], now) : null) ?? undefined;
}

function toCount(text: string | undefined): number | null {
  // Some send `100, 100;window=60`: the first number is the limit.
  const digits = text === undefined ? null : /^\s*(\d{1,15})\s*(?:[,;]|$)/.exec(text);
  return digits === null ? null : Number(digits[1]);
}

/** Seconds from now, an epoch in seconds or milliseconds, or an HTTP date: nobody agrees, but their sizes never meet. */
function toDelayMs(text: string | undefined, now: number): number | null {
  if (text === undefined || text.trim() === '') return null;
  const number = Number(text);
  let delayMs: number;
  if (Number.isNaN(number)) delayMs = Date.parse(text) - now;
  else if (number >= 1e11) delayMs = number - now;
  else if (number >= 1e9) delayMs = number * 1000 - now;
  else delayMs = number * 1000;
  return Number.isFinite(delayMs) ? Math.min(Math.max(0, Math.round(delayMs)), DAY_MS) : null;
}
