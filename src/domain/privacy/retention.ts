import type { Clock } from '../kernel/clock.js';
import type { ErasureRun } from './erasure-run.js';
import type { ExportService } from './export-service.js';

export const RETENTION_CLASSES = ['SESSIONS', 'PROVIDER_ANSWERS', 'WEBHOOK_EVENTS', 'DISCLOSURES', 'CONSENTS'] as const;
/**
 * Data that goes by age; a disclosure before the consent that it refers to. Proof of consent goes some time after the
 * erasure of its person, and never while the account is there. Identification goes by law instead (erasure), exports
 * when their link ends.
 */
export type RetentionClass = (typeof RETENTION_CLASSES)[number];

/** How many days each class is kept after its last use. */
export type RetentionDays = Readonly<Record<RetentionClass, number>>;

export interface RetentionRepository {
  countOlder(kind: RetentionClass, than: Date): Promise<number>;
  /** Returns how many rows went. */
  deleteOlder(kind: RetentionClass, than: Date): Promise<number>;
}

export interface RetentionLine {
  readonly what: RetentionClass | 'EXPORTS' | 'ERASURES';
  readonly days: number | null;
  /** How many rows went; in a dry run, how many would go. */
  readonly rows: number;
}

export interface RetentionDependencies {
  readonly retention: RetentionRepository;
  readonly exports: ExportService;
  readonly erasures: ErasureRun;
  readonly clock: Clock;
}

/** Removes what is older than its class allows, and carries out the erasures that are due. */
export class RetentionService {
  constructor(
    private readonly deps: RetentionDependencies,
    private readonly days: RetentionDays,
  ) {}

  /** What `apply` would do now; changes nothing. */
  async preview(): Promise<readonly RetentionLine[]> {
    const { retention, exports, erasures } = this.deps;
    return [
      ...(await this.#eachClass((kind, limit) => retention.countOlder(kind, limit))),
      { what: 'EXPORTS', days: null, rows: await exports.countExpired() },
      { what: 'ERASURES', days: null, rows: await erasures.countDue() },
    ];
  }

  async apply(): Promise<readonly RetentionLine[]> {
    const { retention, exports, erasures } = this.deps;
    return [
      ...(await this.#eachClass((kind, limit) => retention.deleteOlder(kind, limit))),
      { what: 'EXPORTS', days: null, rows: await exports.deleteExpired() },
      { what: 'ERASURES', days: null, rows: await erasures.runDue() },
    ];
  }

  async #eachClass(work: (kind: RetentionClass, limit: Date) => Promise<number>): Promise<readonly RetentionLine[]> {
    const lines: RetentionLine[] = [];
    for (const what of RETENTION_CLASSES) {
      const days = this.days[what];
      const limit = new Date(this.deps.clock().getTime() - days * 86_400_000);
      lines.push({ what, days, rows: await work(what, limit) });
    }
    return lines;
  }
}
