import { WORKFLOW_DISCLOSURE } from '../consent/disclosure.js';
import { changeRecord } from '../kernel/change-record.js';
import type { Clock } from '../kernel/clock.js';
import type { ReplaceableRecords } from '../kernel/owned-repository.js';
import { ProviderError } from '../provider/provider-error.js';
import type { ProviderReads } from '../provider/provider-reads.js';
import type { Sourced } from '../provider/source.js';
import type { RunnerState } from '../provider/workflow-port.js';
import type { Runner } from './runner.js';

/** A runner together with the state that the provider's answer to a command just gave, so that nobody asks twice. */
export interface RunnerAfterCommand {
  readonly runner: Runner;
  readonly state: Sourced<RunnerState>;
}

export interface RunnerRecordsDependencies {
  readonly runners: ReplaceableRecords<Runner>;
  readonly reads: ProviderReads;
  readonly clock: Clock;
}

/** What is kept of runners: the local records, and the last known answers of their providers. */
export class RunnerRecords {
  constructor(private readonly deps: RunnerRecordsDependencies) {}

  /** `kind`: what is asked, as in `SnapshotKey`. A runner that the provider never knew is not asked about. */
  read<T>(
    kind: string,
    { providerId, providerRunnerId, userId, id }: Runner,
    maxAgeMs: number | null,
    call: (providerRunnerId: string) => Promise<T>,
  ): Promise<Sourced<T>> {
    const subject = { userId, purpose: WORKFLOW_DISCLOSURE.purpose };
    const key = { providerId, kind, recordKey: providerRunnerId ?? id };
    return this.deps.reads.read(key, subject, maxAgeMs, async () => {
      if (providerRunnerId === null)
        throw new ProviderError({ providerId, code: 'PROVIDER_NOT_FOUND', retryable: false });
      return call(providerRunnerId);
    });
  }

  /** After a command: everything known before is outdated, and `state` is known now. */
  async changed(runner: Runner, state: RunnerState): Promise<RunnerAfterCommand> {
    const key = { providerId: runner.providerId, kind: 'runner', recordKey: state.providerRunnerId };
    await this.deps.reads.changed(key.providerId, key.recordKey);
    const saved = await this.change(runner, (newest) => ({
      ...newest,
      providerRunnerId: state.providerRunnerId,
      flowId: state.flowId ?? newest.flowId,
      refId: state.refId ?? newest.refId,
      status: state.status,
    }));
    return { runner: saved, state: this.deps.reads.known(key, state) };
  }

  /** Two commands may end at once: what the other one wrote stays. */
  change(seen: Runner, change: (newest: Runner) => Runner): Promise<Runner> {
    return changeRecord(this.deps.runners, this.deps.clock, seen, change);
  }
}
