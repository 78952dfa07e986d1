import { CircuitState, type IBreaker } from 'cockatiel';

const BUCKETS = 30;
const BUCKET_MS = 1_000;
/** In busy times the successes of the long window would outvote an upstream that has answered nothing for seconds. */
const WINDOWS = [5, BUCKETS];

interface Bucket {
  epoch: number;
  ok: number;
  failed: number;
}

/**
 * Opens when at least `threshold` of at least `minimumCalls` calls of the last 5 s, or of the last 30 s, failed.
 *
 * Not cockatiel's SamplingBreaker: that one lets go of a single bucket per call, so that failures from before a quiet
 * hour still count after it.
 */
export class RatioBreaker implements IBreaker {
  state: Bucket[];

  constructor(
    private readonly threshold: number,
    private readonly minimumCalls: number,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.state = emptyBuckets();
  }

  success(circuit: CircuitState): void {
    if (circuit === CircuitState.HalfOpen) this.state = emptyBuckets();
    this.current().ok++;
  }

  failure(circuit: CircuitState): boolean {
    const current = this.current();
    current.failed++;
    if (circuit !== CircuitState.Closed) return true;
    return WINDOWS.some((buckets) => this.isExceeded(current.epoch - buckets));
  }

  private isExceeded(after: number): boolean {
    let failed = 0;
    let total = 0;
    for (const bucket of this.state) {
      if (bucket.epoch <= after) continue;
      failed += bucket.failed;
      total += bucket.failed + bucket.ok;
    }
    return total >= this.minimumCalls && failed >= this.threshold * total;
  }

  private current(): Bucket {
    const epoch = Math.floor(this.now() / BUCKET_MS);
    const index = epoch % BUCKETS;
    const found = this.state[index];
    if (found !== undefined && found.epoch === epoch) return found;
    const fresh = { epoch, ok: 0, failed: 0 };
    this.state[index] = fresh;
    return fresh;
  }
}

function emptyBuckets(): Bucket[] {
  return Array.from({ length: BUCKETS }, () => ({ epoch: -BUCKETS, ok: 0, failed: 0 }));
}
