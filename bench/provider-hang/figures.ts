import type { Sample } from './loader.process.js';

export interface Summary {
  readonly requests: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly slowestMs: number;
  /** How often each combination of states came, the most frequent first. */
  readonly states: string;
}

export function summarise(samples: readonly Sample[]): Summary {
  const times = samples.map(({ ms }) => ms).sort((one, other) => one - other);
  const counts = new Map<string, number>();
  for (const { states } of samples) counts.set(states, (counts.get(states) ?? 0) + 1);
  const sorted = [...counts].sort(([, one], [, other]) => other - one);
  return {
    requests: samples.length,
    p50Ms: quantile(times, 0.5),
    p99Ms: quantile(times, 0.99),
    slowestMs: quantile(times, 1),
    states: sorted.map(([states, count]) => `${count} × ${states}`).join(', '),
  };
}

/** The smallest value that at least this share of them does not exceed. */
function quantile(sorted: readonly number[], share: number): number {
  return Math.round((sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN) * 10) / 10;
}
